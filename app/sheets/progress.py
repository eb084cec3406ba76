"""A progress bar for long files: on a terminal only, on standard error, gone when done."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def watched(items: Iterable[T], what: str, total: int | None = None) -> Iterable[T]:
    """The same items, with a bar while they are taken; ``total`` is None when their number is not known yet."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, and only a terminal needs it
    from rich.progress import track  # noqa: PLC0415 - the same

    return track(items, what, total, console=Console(stderr=True), transient=True)
