"""A list that may be longer than one message segment: it goes page by page, and each page says what is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sms.segments import count, page
from sms.understanding.phrases import squeeze
from text.normalise import numeral

NEXT_PAGE = 9
"""The number that is texted for the next page. A list that numbers anew leaves it out.

What has that number of its own is chosen with its word (兑 9, 撤回 9) as long as there is a next page.
"""


_TWO_NUMBERS = re.compile(r"[0-9][^\w]+[0-9]")
"""``1 2``: the first and the second, or two of the first; not twelve."""
_NUMBER = re.compile("(?:第|选|要|回|#)*([0-9]{1,9}|[一二三四五六七八九十]{1,3})(?:号|个|条|吧|的)*")


@dataclass(frozen=True, slots=True)
class Listed:
    """``pieces`` in their order, counted by ``measure`` (件, 户); ``tail`` follows those of the first page.

    On a line each, or ``between`` them is a comma.
    """

    pieces: Sequence[str]
    measure: str
    between: str = "\n"
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """What is read now, and what is kept for the next page."""

    text: str
    rest: str = ""
    listed: Listed | None = None


def number_said(plain: str) -> int | None:
    """The number of a list that a normalised text is, and nothing else: 2, 第二个, 选3吧."""
    if _TWO_NUMBERS.search(plain):
        return None
    found = _NUMBER.fullmatch(squeeze(plain))
    return numeral(found[1]) if found else None


def numbers(many: int) -> list[int]:
    """So many numbers to choose by, from 1; the one for the next page is left out."""
    return [number for number in range(1, many + 2) if number != NEXT_PAGE][:many]


def whole(head: str, listed: Listed | None) -> str:
    """All of it in one."""
    return head if listed is None else f"{head}{listed.between.join(listed.pieces)}{listed.tail}"


def paged(head: str, listed: Listed | None) -> Pages:
    """As much as fits one segment, with how much is left."""
    if count(whole(head, listed)) == 1:
        return Pages(whole(head, listed))
    if listed is None or not listed.pieces:
        return Pages(*page(whole(head, listed)))
    for shown in range(len(listed.pieces) - 1, 0, -1):
        text = _with_left(head, listed, shown)
        if count(text) == 1:
            return Pages(text, listed=_behind(listed, shown))
    return _long(head, listed)


def _with_left(head: str, listed: Listed, shown: int) -> str:
    left = f"还有{len(listed.pieces) - shown}{listed.measure}回{NEXT_PAGE}"
    tail = f"。{listed.tail.removeprefix('。')}" if listed.tail or listed.between != "\n" else ""
    return f"{head}{listed.between.join([*listed.pieces[:shown], left])}{tail}"


def _behind(listed: Listed, shown: int) -> Listed | None:
    """The pieces behind so many."""
    pieces = listed.pieces[shown:]
    return replace(listed, pieces=pieces, tail="" if listed.between == "\n" else "。") if pieces else None


def _long(head: str, listed: Listed) -> Pages:
    """Not even the first piece fits: it is parted like any other text."""
    begun = f"{head}{listed.pieces[0]}{listed.tail}"
    rest = _behind(listed, 1)
    text, more = page(begun, goes_on=rest is not None)
    return Pages(text, more, rest)
