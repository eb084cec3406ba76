"""When memory is looked through for garbage: not while the program is being loaded, which takes a seventh longer so."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """What is loaded leaves none: it is not looked for until the block is over, or ``kept`` is called in it."""
    gc.disable()
    try:
        yield
    finally:
        kept()


def kept() -> None:
    """What is there stays, and need not be looked at again; from here on garbage is collected."""
    gc.freeze()
    gc.enable()
