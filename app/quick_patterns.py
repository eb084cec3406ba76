"""Patterns with a range of Han characters, compiled without going through its 20,000 characters one by one.

``re`` puts each character of a range into a table, and then mostly leaves the range as it was written. A server with
chat compiles fifty such ranges, a twentieth of the processor time of its start; a command, a dozen. A character without
case is matched by its range in whatever way a pattern is compiled, so that only the others need be put together.

Python 3.11 to 3.13 compile sets of characters by ``re._compiler._optimize_charset``; a Python without it is left as it
is. It can go when the oldest supported one is quick by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_OPTIMISER = "_optimize_charset"
_FIRST, _LAST = 0x3400, 0x9FFF
"""Han characters and some signs between them; none has case, or is the other case of one."""
CharacterSet = list[tuple[Any, Any]]


def compile_han_as_written() -> None:
    """From here on, for the whole process."""
    inside = vars(getattr(re, "_compiler", None) or re)
    if _OPTIMISER in inside:
        inside[_OPTIMISER] = _without_han(inside[_OPTIMISER])


def _without_han(optimise: Callable[..., tuple[CharacterSet, bool]]) -> Callable[..., tuple[CharacterSet, bool]]:
    def optimise_others(charset: CharacterSet, *how: Any) -> tuple[CharacterSet, bool]:
        han = [each for each in charset if _is_han(*each)]
        if not han:
            return optimise(charset, *how)
        others, has_case = optimise([each for each in charset if each not in han], *how)
        return [*others, *han], has_case

    return optimise_others


def _is_han(kind: object, which: Any) -> bool:
    return str(kind) == "RANGE" and bool(which[0] >= _FIRST and which[1] <= _LAST)
