"""Numerals in characters that nobody reads: they count nothing, and are no part of a word.

A line may hold its points in them wherever they stand (``罚二没分类``, ``按二算``, ``不对两分``), so it is asked about.
"""

from __future__ import annotations

import re

from bot.grammar.words.amounts import MOST_POINTS, NOT, tells_of_earlier
from bot.grammar.words.characters import EDGE, SEPARATORS
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.numeral_words import IN_WORD, is_of_word
from text.normalise import numeral

_N = "[零〇一二两三四五六七八九十百]"
_NUMERAL = re.compile(
    rf"(?P<verb>[罚扣减加记算按判给](?:[了掉他她它]|[他她]们)?)?(?P<numeral>{_N}++)(?:个{EDGE}|(?!\s?[多几来大小]?{COUNTED.pattern}|[千万分]))"
)
"""``记两个`` counts no more than points."""
_SCORES = re.compile("[罚扣减加]")
_COMMON = re.compile("[零〇一十百]+")
"""Mostly within words (一直, 十分): an amount only behind a verb of points (``罚一没分类``)."""
_BEHIND_COMMON = re.compile(rf"[{NOT}]|{EDGE}")
_LARGE = re.compile(rf"(?:(?<=[{SEPARATORS}])|(?<=[罚扣减加])|^)(?:[一二两三四五六七八九]百{_N}*|百{_N}+){EDGE}")
"""``罚二百 …``: too many to be points, but no reason by itself."""
_END = rf"(?:[{NOT}]|{EDGE})"
_LETTERS = "I{1,3}|I?V|VI{1,3}|I?X|i{2,3}|iv|yi|er|liang?|lia|san|si|wu|liu|qi|ba|jiu|shi|one|two|three|four|five"
_IN_DISGUISE = re.compile(
    rf"(?<!收)[壹贰叁肆伍陆柒捌玖拾弌弐弍弎]{_END}|[廿卅]|(?<![他她你我们妻妇弟妹兄女子儿户家口婆孙人哥姐])[俩仨]{_END}"
    rf"|(?<![一大多过夜前后点])半{_END}|(?<!清)[零〇几]{_END}|[翻加双]倍|[减折对]半|若干|如上|(?:十来|个把|少许|[0-9]多){_END}|同[上前]{_END}|(?:[多少轻重]扣|酌情|适当){_END}"
    rf"|(?<![0-9到至午早晚夜晨天~-])(?<![款赔费价钱缴值捐卖品第零〇一二两三四五六七八九十百])(?:[0-9]{{1,2}}|{_N}+)(?:[块元毛角点份档级倍]|fen|ge|[fxXkw]){EDGE}"
    rf"|(?<![A-Za-z0-9])(?:[xXlIOo][0-9]{{1,3}}|(?:{_LETTERS})(?:fen)?)(?![A-Za-z0-9])"
)
"""Written otherwise (贰, 仨, 廿, iv, x2), parts and multiples, and what people call points (``2块``)."""
_FEN = re.compile(rf"(?<![点时十过])(?<![点时]{_N}){_N}{{1,3}}分(?![钟之类别开散割辨为地田钱毫厘法])(?<!十分)")


def unread_numeral(plain: str) -> tuple[int, int] | None:
    """The first one in a line without points, of which arguments and days are blanked out."""
    found_words = list(IN_WORD.finditer(plain))
    words = [found.span() for found in found_words]
    listed = {found.start() for found in found_words if found["listed"]}
    for found in _NUMERAL.finditer(plain):
        start, end = found.span("numeral")
        if _SCORES.match(found["verb"] or "") and start in listed:  # 扣三餐厨垃圾: three points, and no meals
            return start, found.end()
        common = _COMMON.fullmatch(found["numeral"]) is not None
        speaks = not common or (found["verb"] and _BEHIND_COMMON.match(plain, end))
        told = tells_of_earlier(plain, end) or (numeral(found["numeral"]) or 0) > MOST_POINTS
        free = speaks and not told and all(end <= first or start >= last for first, last in words)
        if free or _LARGE.match(plain, start):
            return start, found.end()
    disguised = (one.span() for one in _IN_DISGUISE.finditer(plain))
    return next((one for one in disguised if all(one[1] <= first or one[0] >= last for first, last in words)), None)


def further_amount(plain: str) -> tuple[int, int] | None:
    """``不对两分``: one more amount in a line that has its points, other than one of another time (``上次扣两分``)."""
    found = (one for one in _FEN.finditer(plain) if not is_of_word(plain, one.start()))
    return next((one.span() for one in found if not tells_of_earlier(plain, one.end())), None)
