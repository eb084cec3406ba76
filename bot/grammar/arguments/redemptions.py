"""The arguments of /dui and /ling: what is wanted for which household, and what is handed over."""

from __future__ import annotations

import re

from bot.grammar.arguments.goods_words import BLANKS as _B
from bot.grammar.arguments.goods_words import MEASURE as _MEASURE
from bot.grammar.arguments.single import read_household
from bot.grammar.records import CancelRedemption, Collect, Fault, HouseholdRef, Lexicon, Mistake, Redeem, RedemptionList
from bot.grammar.rules import Numbered
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tidy import tidy
from bot.grammar.words.tokens import Kind
from text.normalise import NUMERAL_CHARACTERS, numeral

_CANCEL = re.compile(rf"[{_B}]*(?:取消|退掉|退|撤销|撤|cancel)[{_B}]*(?P<which>.*)", re.IGNORECASE | re.DOTALL)
_QUANTITY = re.compile(
    rf"(?P<name>\S.*?)(?:[{_B}]*[x*×乘][{_B}]*|[{_B}]+)(?P<n>[0-9]{{1,6}}|[{NUMERAL_CHARACTERS}]{{1,3}})"
    rf"[{_B}]*{_MEASURE}?"
)
_NO_QUANTITY = re.compile(
    rf"(?P<name>\S.*?)(?:[{_B}]+(?:-[0-9.]+|[0-9]+\.[0-9]+|半)[{_B}]*{_MEASURE}?|半{_MEASURE}|(?:[0-9]+|[{NUMERAL_CHARACTERS}]{{1,3}}){_MEASURE}半)"
)
"""Less than one piece, or a part of one."""
_N = rf"(?:[0-9]{{1,3}}|[{NUMERAL_CHARACTERS}]{{1,3}})"
_SEVERAL = re.compile(
    rf"(?>\S.*?{_N}{_MEASURE}(?![装套的]))(?>.*?[^{_B}0-9]).*?{_N}{_MEASURE}"
    rf"|[^0-9]+[0-9]+{_MEASURE}?[{_B}][^0-9]+[0-9]+{_MEASURE}?"
)
"""Two kinds of goods, each with how many: ``肥皂一块大米一袋``, ``肥皂 1 大米 2``."""
_GLUED_QUANTITY = re.compile(
    rf"(?P<name>\S*[\u4e00-\u9fff])(?P<n>[0-9]{{1,3}}|[{NUMERAL_CHARACTERS}]{{1,3}}){_MEASURE}"
)
"""``大米2袋``."""
_MAYBE_GLUED = re.compile(r"(?P<name>\S*[\u4e00-\u9fff])(?P<n>[0-9]{1,3})")
"""``大米2``: without a measure the number may belong to the name."""
_QUANTITY_FIRST = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|[{NUMERAL_CHARACTERS}]{{1,3}})(?:(?!斤){_MEASURE}(?![装套的])[{_B}]*|[{_B}]+)(?P<name>[^{_B}0-9]+)"
)
"""``1袋大米``, ``2 大米``; what is weighed (5斤大米) may be called so."""
_COLLECTOR = r"(?:(?P<self>本人|自己)|(?:邻居|别人)?代|别人|邻居)(?:来?领)?"
_WHO_FIRST, _WHO_LAST = re.compile(rf"[{_B}]*{_COLLECTOR}"), re.compile(rf"{_COLLECTOR}$")
_PLACE = re.compile(rf"(?:^|(?<=[{_B}]))[0-9]{{1,2}}-[0-9]{{1,4}}(?=[{_B}]|$)")
PICKUP_LENGTH = 8
"""Digits of a pickup code."""


def read_redeem(line: Numbered, lexicon: Lexicon) -> Redeem | CancelRedemption | RedemptionList | list[Mistake]:
    """``/dui``, ``/dui 户 物品 [数量]`` or ``/dui 取消 编号|领取码``."""
    plain = line.text.plain
    if not plain.strip(_B):
        return RedemptionList()
    if cancelled := _CANCEL.fullmatch(plain):
        which = _code(cancelled["which"])
        return CancelRedemption(which) if which else [Mistake(Fault.NO_REDEMPTION, line.number)]
    return _redeem(line, lexicon)


def _code(said: str) -> str:
    """A number, or a pickup code in parts (``1234 5678``); "" for anything else: 5 and 6 are not 56."""
    parts = [part for part in re.split(rf"[{_B}.#号-]+|领取码|取货码|码", said) if part]
    whole = "".join(parts)
    in_parts = len(parts) > 1 and len(whole) != PICKUP_LENGTH
    return whole if whole.isascii() and whole.isdigit() and not in_parts else ""


def _redeem(line: Numbered, lexicon: Lexicon) -> Redeem | list[Mistake]:
    text, plain = line.text, line.text.plain
    start, end = _household(plain, lexicon)
    household = read_household(Numbered(line.number, tidy(text.typed(start, end))), lexicon)
    if isinstance(household, Mistake):
        return [household]
    wanted = f"{plain[:start]} {plain[end:]}".strip(_B)
    if other := _PLACE.search(wanted):
        return [Mistake(Fault.SEVERAL_HOUSEHOLDS, line.number, other[0])]
    if not wanted:
        return [Mistake(Fault.NO_GOODS, line.number)]
    return [Mistake(Fault.SEVERAL_WANTED, line.number)] if _SEVERAL.fullmatch(wanted) else _wanted(household, wanted)


def _wanted(household: HouseholdRef, wanted: str) -> Redeem:
    """What is left of the line beside its household: the goods, and how many of them."""
    if none := _NO_QUANTITY.fullmatch(wanted):
        return Redeem(household, _numbered(none["name"].strip(_B)), 0)
    many = _QUANTITY.fullmatch(wanted) or _GLUED_QUANTITY.fullmatch(wanted) or _QUANTITY_FIRST.fullmatch(wanted)
    quantity = _quantity(many["n"]) if many else None
    if many and quantity is not None:
        return Redeem(household, _numbered(many["name"]), quantity)
    glued = _MAYBE_GLUED.fullmatch(wanted)
    return Redeem(household, _numbered(wanted), 1, (glued["name"], int(glued["n"])) if glued else None)


def _quantity(said: str) -> int | None:
    """两三 is two or three: 0, which nobody can want."""
    return 0 if re.fullmatch("[一二两三四五六七八九]{2,}", said) else numeral(said)


def _household(plain: str, lexicon: Lexicon) -> tuple[int, int]:
    """Where the household stands: an exact form anywhere, else a head's name anywhere, else the first word."""
    words = list(re.finditer(rf"[^{_B}]+", plain))
    for word in words:
        shape = read_literal(plain, word.start())
        if shape and shape.kind is Kind.HOUSEHOLD:
            return shape.start, shape.end
    for word in words:
        end = household_at(plain, word.start(), lexicon)
        if end and (end == word.end() or plain[end - 1] in "家户"):
            return word.start(), end
    return words[0].span()


def _numbered(said: str) -> str:
    """``3号`` is goods number 3."""
    return said.removesuffix("号") if said.removesuffix("号").isdigit() else said


def read_collect(line: Numbered, _: Lexicon) -> Collect | list[Mistake]:
    """``/ling 领取码 [本人|代领]``; blanks and dashes in the code do not matter."""
    plain = line.text.plain.rstrip(_B)
    who = _WHO_LAST.search(plain) or _WHO_FIRST.match(plain)
    code = _code(plain[: who.start()] + plain[who.end() :] if who else plain)
    if not code:
        return [Mistake(Fault.NO_PICKUP_CODE, line.number)]
    return Collect(code, "self" if who is None or who["self"] else "other")
