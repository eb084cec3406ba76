"""A household whose group and number are written apart: ``2组，1号``, ``2组马兰1号``, ``组别：2组，门牌：1号``."""

from __future__ import annotations

import re

from bot.grammar.records import Lexicon
from bot.grammar.words.characters import HAN, SEPARATORS
from bot.grammar.words.household_forms import OF_AT_END
from bot.grammar.words.tidy import Tidy, tidy

_N = rf"(?:[0-9]{{1,3}}|{HAN}{{1,3}})"
_GROUP = rf"第?(?P<group>{_N})[组队]"
_NUMBER = rf"(?P<number>{_N})号(?![楼桥线门机宅田河塘院房]|地块)"
_BLANKS = f"[{SEPARATORS}]*"
_FORM = re.compile(
    rf"(?:组别|小组|组)\s?:\s?第?(?P<group>{_N})[组队]?{_BLANKS}(?:门牌号?|户号|房号|号码?)\s?:\s?(?P<number>{_N}(?![0-9-]))号?"
)
_APART = re.compile(rf"{_GROUP}\s?[,、]\s?{_NUMBER}")
_AROUND_NAME = re.compile(rf"{_GROUP}的?{_BLANKS}(?P<name>[\u4e00-\u9fff·]{{2,12}}?){_BLANKS}{_NUMBER}")


def with_places_joined(text: Tidy, lexicon: Lexicon) -> Tidy:
    """The line with such a household as ``2组1号 马兰``: the number right behind a head of a group is no day."""
    found = _FORM.search(text.plain) or _APART.search(text.plain)
    if found is None:
        named = (one for one in _AROUND_NAME.finditer(text.plain))
        found = next((one for one in named if lexicon.is_head(OF_AT_END.sub("", one["name"]))), None)
    if found is None:
        return text
    group, number = (text.typed(*found.span(part)) for part in ("group", "number"))
    name = text.typed(*found.span("name")) if "name" in found.re.groupindex else ""
    before, behind = text.raw[: text.origin[found.start()]], text.raw[text.origin[found.end()] :]
    return tidy(f"{before}{group}组{number}号 {name} {behind}")
