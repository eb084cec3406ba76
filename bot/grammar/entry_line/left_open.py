"""What a line leaves open of its amount: whether what stands in its place is none, and whether several share it."""

from __future__ import annotations

import re

from bot.grammar.records import Amount, EntryLine
from bot.grammar.rules import LineRules
from bot.grammar.words.characters import SEPARATORS
from bot.grammar.words.numeral_words import is_of_word
from bot.grammar.words.tidy import tidy

_BEFORE = re.compile(r"[罚扣减加][了过]\s?[0-9]")
"""``罚了2``: points of another time."""
_HOW_LONG = re.compile(
    r"(?:[0-9]{1,2}|[二两三四五六七八九十]{1,3})[多几来]?\s?"
    r"(?:分钟|个?半?(?:小时|钟头|星期|礼拜)|个半?月|[天周年夜晚](?![井台花边围底租饭桌的])|季度?|小车)"
)
"""``3天``, ``1分钟``: a number right where points may stand."""
_VERY = "十二分"
"""十二分不讲理: very, or the points."""
_TOGETHER = re.compile(r"(?<!第)(?:(?<![0-9])[0-9]{1,2}|[两二三四五六七八九十])[家户](?![0-9])")
_EACH = re.compile(r"各|均|每|一[家户]\s?[扣加减罚记]?\s?(?:[0-9]|[一二两三四五六七八九十]{1,3}分)|都[扣加减罚记]")
_MARKED = re.compile(r"(?:[0-9]|[一二两三四五六七八九十])\s?分(?![钟之类])|[扣加减罚]\s?[0-9]")


def left_open(line: EntryLine, said: str, wish: LineRules, *, alone: bool) -> Amount | None:
    """What is open in an entry of the line that says that; not ``alone``: it is one of several households."""
    if wish.sign is None:
        return None
    if line.points is None:
        reason = tidy(line.reason).plain
        return Amount.FULL if _begins_with_count(reason) or _VERY in reason else None
    shared = not alone and _TOGETHER.search(said) and not _EACH.search(said) and _MARKED.search(said)
    return Amount.EACH if shared else None


def _begins_with_count(reason: str) -> bool:
    """``3天没扫`` or ``罚了2``, and not ``三天两头不扫``."""
    said = reason.lstrip(SEPARATORS)
    how_long = _HOW_LONG.match(said) is not None and not is_of_word(said, 0)
    return how_long or _BEFORE.match(said) is not None
