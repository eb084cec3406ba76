"""What stands around the arguments of a line: its days, brackets, 给 and 和.

They are blanked out, so that everything keeps its position in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.grammar.days import stands_alone, without
from bot.grammar.records import Lexicon
from bot.grammar.shapes import SEPARATORS, Kind, begins_with_household, places_in, read_shape
from bot.grammar.tidy import Tidy
from text.days import Said, scan

_BRACKETED = re.compile(r"[(\[【「]([^()\[\]【】「」]{1,12})[)\]】」]")
_BEFORE = (
    rf"[{SEPARATORS}嗯呃额啊哦唉]|户号|门牌号?|地址|户(?=[0-9])|@(?=[\u4e00-\u9fff])"
    r"|这个|那个|就是|然后|还有|给|对|把|户主|[\u2600-\u27bf\U0001f000-\U0001faff“”\"]"
)
_TO_WHOM = re.compile(rf"(?:{_BEFORE})+")
"""What people say before they name a household, aloud as well, and signs that say nothing."""
_AND = re.compile(r"\s*(?:和|与|跟|及|以及|还有)\s*(?=[0-9第尾一二三四五六七八九十])")
_ONE_ANOTHER = re.compile("(?:一直|又|在|互相|也)?[吵打骂争闹抢]")
"""``和3-13吵`` is what somebody did to another."""


def days_of(plain: str, lexicon: Lexicon) -> list[Said]:
    """What plainly speaks of a day, and a vague time that stands alone; the number of a household does not."""
    said = [one for one in scan(plain, lexicon.today) if one.plainly and (not one.vague or stands_alone(plain, one))]
    taken = places_in(plain) if said else []
    ends = {end for _, end in taken}
    return [
        one
        for one in said
        if all(one.end <= start or one.start >= end for start, end in taken)
        and not (one.start in ends and _NUMBER.fullmatch(plain, one.start, one.end))
        and not _is_of_name(plain, one, lexicon)
    ]


def _is_of_name(plain: str, said: Said, lexicon: Lexicon) -> bool:
    """周一鸣 is a head of a household, whatever stands beside the name."""
    starts, ends = range(max(said.start - 2, 0), said.start + 1), range(said.end, min(said.end + 2, len(plain)) + 1)
    return any(lexicon.is_head(plain[start:end]) for start in starts for end in ends)


_NUMBER = re.compile("[0-9]{1,2}号")
"""Right behind a place it is one more household: ``2组5号6号``."""


def arguments_only(text: Tidy, said: Sequence[Said], lexicon: Lexicon) -> Tidy:
    """The text without its days, at the same positions: a day is neither points nor a place.

    Nor are there brackets round an argument, or words that say to whom: ``给3-12``.
    """
    plain = _without_village(without(text.plain, said), lexicon)
    for found in _BRACKETED.finditer(plain):
        shape = read_shape(found[1], 0)
        if (shape and shape.end == len(found[1])) or lexicon.is_head(found[1]):
            plain = f"{plain[: found.start()]} {found[1]} {plain[found.end() :]}"
    to = _TO_WHOM.match(plain)
    if to and begins_with_household(plain[to.end() :], lexicon):
        plain = " " * to.end() + plain[to.end() :]
    return replace(text, plain=_without_ands(plain))


def _without_village(plain: str, lexicon: Lexicon) -> str:
    """``百家村3组12号`` without the name of this village."""
    at = plain.find(lexicon.village) if lexicon.village else -1
    if at < 0 or not begins_with_household(plain[at + len(lexicon.village) :].lstrip(SEPARATORS), lexicon):
        return plain
    return f"{plain[:at]}{' ' * len(lexicon.village)}{plain[at + len(lexicon.village) :]}"


def other_village(plain: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where another unit is named, of which a household follows: ``秦望村3组12号``."""
    for name in lexicon.villages:
        at = plain.find(name)
        if at >= 0 and name != lexicon.village and begins_with_household(plain[at + len(name) :].lstrip(), lexicon):
            return at, at + len(name)
    return None


def _without_ands(plain: str) -> str:
    """``3-12和3-13`` in front as two households with a blank between them."""
    at = len(plain) - len(plain.lstrip(SEPARATORS))
    while (shape := read_shape(plain, at)) and shape.kind is Kind.HOUSEHOLD:
        joined = _AND.match(plain, shape.end)
        further = read_shape(plain, joined.end()) if joined else None
        if not joined or (further and _ONE_ANOTHER.match(plain, further.end)):
            break
        plain = f"{plain[: shape.end]}{' ' * (joined.end() - shape.end)}{plain[joined.end() :]}"
        at = joined.end()
    return plain
