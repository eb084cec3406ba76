"""Parts of a token, and who is merely told of."""

from __future__ import annotations

import re

from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.tokens import Token

_ABOUT = re.compile(
    "(?:[与跟同向被给在到往从占帮替把让离靠近]|(?<!不)[和对])(?:隔壁|邻居|对门|对面|前面|后面|旁边|楼[上下])?的?$"
)
"""A household after one of these is somebody that the reason tells of."""


def is_told_of(plain: str, at: int) -> bool:
    """Whether what stands there is somebody that the reason tells of."""
    return _ABOUT.search(plain[:at].rstrip()) is not None


def is_one_more(plain: str, start: int, end: int) -> bool:
    """Whether the household that stands there is one beside another: ``万里家没分，4-5也是``."""
    return plain[end : end + 1] == "也" and bool(plain[:start].strip(SEPARATORS))


def part_of(token: Token, found: re.Match[str]) -> Token:
    """What was found within a token, as a token of its kind."""
    return Token(token.kind, found.start(), found.end(), found[0])


def span_from(first: Token, end: int) -> Token:
    """A token that goes on to there."""
    return Token(first.kind, first.start, end, first.value)
