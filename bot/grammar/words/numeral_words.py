"""Words that have a numeral in them and count nothing: 三天两头, 四分五裂, 二组, 四轮."""

from __future__ import annotations

import re
from importlib.resources import files

from bot.grammar.words.characters import EDGE

_OF_FAMILY = (
    "[一二三四]等|三[叉岔无夹合]|[两二三四]班|[两三四五六七]晚|甩八甩|[两四][边侧旁]|[老初第][一二三四五六七八九十]+"
    "|(?:周|星期|礼拜)[一二三四五六]|[五六七八]一|小三园|[一二三四五六七八九十]+[组队杠横]|阿[二三四五六七八九]|小[二三四五六七八九]子"
    "|[一二三四五六七八九][哥弟姐妹叔伯舅姨姑婶嫂爷]|二(?:老(?!是)|儿子|媳妇|女[儿婿])|[两三](?:兄弟|姐妹|夫妻|父子|母子|母女|婆媳|代同堂)"
    rf"|[一三四五六七八九1-9]分(?:热(?:(?=[度情就])|{EDGE})|[饱熟醉](?:(?=[了就才的也还])|{EDGE})|像(?!样))"
    "|十二分(?:[的地]|不[愿情满肯讲客耐]|努力|卖力|小心|[脏臭](?!水)|邋遢|难[看闻听]|认真|积极|热[心情]|主动|辛苦|仔细|用心|负责"
    "|恶劣|严重|过分|嚣张|蛮横|危险|勤快|懒惰?(?![汉虫]))"
    "|[四五六七八九](?:轮(?![流到])|角(?!落)|合(?![计格理起]))|[一二三四五六七八九](?:道(?![歉德])|[曲里]?桥|曲河)"
)
"""Kin, groups, bridges, days of the week, parts of ten (三分热, not 三分热水): words of one kind.

They differ in their numeral.
"""
_FILE = "numeral_words.txt"


def _words() -> list[str]:
    """Those of the file, the longest first."""
    lines = files("bot.grammar.words").joinpath(_FILE).read_text("utf-8").splitlines()
    return sorted((word for line in lines if not line.startswith("#") for word in line.split()), key=len, reverse=True)


IN_WORD = re.compile("|".join((f"(?P<listed>{'|'.join(_words())})", _OF_FAMILY)))
"""Words that have a numeral in them."""


def is_of_word(plain: str, at: int) -> bool:
    """Whether the numeral there begins a word that counts nothing: the 三 of 三天两头."""
    return IN_WORD.match(plain, at) is not None


_LONGEST_NUMERAL = 2


def is_within_word(plain: str, at: int) -> bool:
    """Whether what stands there belongs to a word that begins with a numeral: the 分 of 十二分卖力."""
    starts = range(max(0, at - _LONGEST_NUMERAL), at)
    return any(found.end() > at for start in starts if (found := IN_WORD.match(plain, start)))
