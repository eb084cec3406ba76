"""pydantic, loaded without describing its own descriptions.

``pydantic_core`` describes what schemas are made of as 80 ``TypedDict``, for type checkers: nobody evaluates their
annotations while a program runs. Plain dicts in their place take a third of the time and 1 MB less (pydantic 2.13).
"""

from __future__ import annotations

import sys
import typing
from typing import Any


class _Undescribed(dict[str, Any]):
    """A ``TypedDict`` of which nothing is known."""

    def __init_subclass__(cls, *, total: bool = True) -> None:
        """Takes what ``TypedDict`` takes."""


def load_pydantic_core() -> None:
    """Load it; whoever would be the first to import it calls this before. Loaded already, it stays as it is."""
    if "pydantic_core" in sys.modules:
        return
    import typing_extensions  # noqa: PLC0415 - loaded when it is called, as what follows

    modules = vars(typing), vars(typing_extensions)
    kept = [each["TypedDict"] for each in modules]
    for each in modules:
        each["TypedDict"] = _Undescribed
    try:
        import pydantic_core  # noqa: F401, PLC0415
    finally:
        for each, before in zip(modules, kept, strict=True):
            each["TypedDict"] = before
