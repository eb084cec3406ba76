"""Lists with buttons that are longer than one message: so many at once, and a button for those behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.buttons import ActButton
from bot.reply import Button, Say

T = TypeVar("T")

MOST_LISTED = 10
"""At once: each has a line and a row of buttons."""


def with_onward(say: Say, left: int, measure: str, onward: ActButton) -> Say:
    """The list, with how many come behind those that are shown, and the button that shows them."""
    if not left:
        return say
    row = (Button(f"看后面 {left} 个", str(onward)),)
    return Say(f"{say.text}\n还有 {left} {measure}没列出。", (*say.buttons, row))


def behind(found: Sequence[T], number: Callable[[T], int], last: int) -> Sequence[T]:
    """Those behind the one of that number; all of them when it is not there any more, so that none is passed over."""
    numbers = [number(one) for one in found]
    return found[numbers.index(last) + 1 :] if last in numbers else found
