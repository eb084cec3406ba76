"""The arguments of /wu, /dui and /ling: goods, what is to change about them, and redemptions."""

from __future__ import annotations

import re

from bot.grammar.arguments.single import read_household
from bot.grammar.records import (
    AddGoods,
    CancelRedemption,
    ChangeGoods,
    Collect,
    Fault,
    GoodsChange,
    GoodsList,
    Lexicon,
    Mistake,
    Redeem,
    RedemptionList,
)
from bot.grammar.rules import Numbered
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.literals import read_literal
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.tidy import tidy
from bot.grammar.words.tokens import Kind
from text.normalise import NUMERAL_CHARACTERS, numeral

_B = " \t\n,、;。:"
_MEASURE = "[个份袋瓶桶盒包件条斤只箱提支块双套把卷张壶]"
_LIST = re.compile(rf"[{_B}]*(?:列表|清单|list)?[{_B}]*", re.IGNORECASE)
_ADD = re.compile(
    rf"[{_B}]*(?:新增|增加|添加|加|add)[{_B}]*(?P<name>.+?)[{_B}]+(?P<price>[0-9]{{1,6}})[{_B}]*(?:积?分)?"
    rf"[{_B}x*]+(?P<stock>[0-9]{{1,6}})[{_B}]*{_MEASURE}?[{_B}]*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"[{_B}][0-9]+分?[{_B}]+[0-9]+{_MEASURE}?[{_B}]")
"""A price and a number within what was taken for a name."""
_N = rf"(?P<n>[0-9]{{1,6}}|[{NUMERAL_CHARACTERS}]{{1,4}})"
_ADD_WHAT = re.compile(rf"[{_B}]*(?:新增|增加|添加|加|add)[{_B}]*(?P<what>[^\n]+)", re.IGNORECASE)
_MARKED_PRICE = re.compile(rf"(?:每{_MEASURE}|单价|价格?)?[{_B}]*{_N}[{_B}]*积?分")
_MARKED_STOCK = re.compile(rf"(?:数量|库存)?[{_B}]*{_N}[{_B}]*{_MEASURE}(?=[{_B}]|每|$)")
"""A price and a number that say which they are, in any order: ``食用油 十桶 80分``."""
_CHANGE = re.compile(rf"[{_B}]*(?:修改|更改|改|set)[{_B}]*(?P<rest>\S.*)", re.IGNORECASE | re.DOTALL)
_GOODS = rf"(?P<goods>\S.*?)号?[{_B}]+"
_PRICE = re.compile(rf"{_GOODS}(?:积分|分数|分值|价格|价|分)[{_B}为到成=]*(?P<n>[0-9]{{1,6}})[{_B}]*分?[{_B}]*")
_PRICE_ALONE = re.compile(rf"{_GOODS}(?P<n>[0-9]{{1,6}})[{_B}]*积?分[{_B}]*")
_STOCK = re.compile(
    rf"{_GOODS}(?:库存|数量|存货)[{_B}为到成=]*(?P<n>[0-9]{{1,6}})(?:{_MEASURE}|(?!{COUNTED.pattern}))(?![0-9.%/⁄-])"
    rf"(?![{_B}]*[0-9])(?P<reason>.*)",
    re.DOTALL,
)
_PERIOD = r"每?(?:季度?|年)"
_LIMIT = re.compile(
    rf"{_GOODS}(?:每户)?(?P<first>{_PERIOD})?(?:每户)?限[兑领购]?[{_B}]*(?P<between>{_PERIOD})?[{_B}]*"
    rf"(?P<n>[0-9]{{1,4}}|[{NUMERAL_CHARACTERS}]{{1,3}})[{_B}]*{_MEASURE}?[{_B}/]*(?P<last>{_PERIOD})?[{_B}]*"
)
_NO_LIMIT = re.compile(rf"{_GOODS}(?:不限|限[{_B}]*(?:无|没有|0+[{_B}]*(?:{_PERIOD})?))[{_B}]*")
_SWITCH = re.compile(
    rf"{_GOODS}(?:(?P<off>停用|停兑|停|下架|关|off)|(?P<on>启用|恢复|开|上架|on))[{_B}]*", re.IGNORECASE
)
_CANCEL = re.compile(rf"[{_B}]*(?:取消|退掉|退|撤销|撤|cancel)[{_B}]*(?P<which>.*)", re.IGNORECASE | re.DOTALL)
_QUANTITY = re.compile(
    rf"(?P<name>\S.*?)(?:[{_B}]*[x*×乘][{_B}]*|[{_B}]+)(?P<n>[0-9]{{1,6}}|[{NUMERAL_CHARACTERS}]{{1,3}})"
    rf"[{_B}]*{_MEASURE}?"
)
_NO_QUANTITY = re.compile(rf"(?P<name>\S.*?)[{_B}]+(?:-[0-9.]+|[0-9]+\.[0-9]+)[{_B}]*{_MEASURE}?")
"""Less than one piece, or a part of one."""
_GLUED_QUANTITY = re.compile(
    rf"(?P<name>\S*[\u4e00-\u9fff])(?P<n>[0-9]{{1,3}}|[{NUMERAL_CHARACTERS}]{{1,3}}){_MEASURE}"
)
"""``大米2袋``; without a measure the number may belong to the name."""
_QUANTITY_FIRST = re.compile(
    rf"(?P<n>[0-9]{{1,3}}|[{NUMERAL_CHARACTERS}]{{1,3}})(?:(?!斤){_MEASURE}(?![装套的])[{_B}]*|[{_B}]+)(?P<name>[^{_B}0-9]+)"
)
"""``1袋大米``, ``2 大米``; what is weighed (5斤大米) may be called so."""
_COLLECTOR = r"(?:(?P<self>本人|自己)|(?:邻居|别人)?代|别人|邻居)(?:来?领)?"
_WHO_FIRST, _WHO_LAST = re.compile(rf"[{_B}]*{_COLLECTOR}"), re.compile(rf"{_COLLECTOR}$")
_PLACE = re.compile(rf"(?:^|(?<=[{_B}]))[0-9]{{1,2}}-[0-9]{{1,4}}(?=[{_B}]|$)")
PICKUP_LENGTH = 8
"""Digits of a pickup code."""


def read_goods(line: Numbered, _: Lexicon) -> GoodsList | AddGoods | ChangeGoods | list[Mistake]:
    """``/wu``, ``/wu 加 名称 分 数量``, ``/wu 改 名称|编号 分 N``, ``… 库存 N 原因``, ``… 限 2每季``, ``… 停|开``."""
    plain = line.text.plain
    if _LIST.fullmatch(plain):
        return GoodsList()
    if added := _ADD.fullmatch(plain):
        if _SEVERAL.search(added["name"]) or "\n" in line.text.typed(*added.span("name")):
            return [Mistake(Fault.SEVERAL_GOODS, line.number)]
        return AddGoods(added["name"].strip(_B), int(added["price"]), int(added["stock"]))
    if marked := _marked(plain):
        return marked
    if changed := _CHANGE.fullmatch(plain):
        change = _change(changed["rest"], line, changed.start("rest"))
        if change is not None:
            return change
    return [Mistake(Fault.BAD_GOODS, line.number)]


def _marked(plain: str) -> AddGoods | None:
    """New goods with one price and one number, both marked; what is left is the name."""
    what = _ADD_WHAT.fullmatch(plain)
    rest, values = what["what"] if what else "", list[int]()
    for pattern in (_MARKED_PRICE, _MARKED_STOCK):
        found = list(pattern.finditer(rest))
        value = numeral(found[0]["n"]) if len(found) == 1 else None
        if value is None:
            return None
        values.append(value)
        rest = f"{rest[: found[0].start()]} {rest[found[0].end() :]}"
    name = rest.strip(_B)
    return AddGoods(name, *values) if name and not re.search(rf"(?:^|[{_B}])[0-9]+(?:[{_B}]|$)", name) else None


def _change(rest: str, line: Numbered, offset: int) -> ChangeGoods | None:
    if found := _PRICE.fullmatch(rest) or _PRICE_ALONE.fullmatch(rest):
        return ChangeGoods(found["goods"], GoodsChange.PRICE, int(found["n"]))
    if found := _STOCK.fullmatch(rest):
        reason = line.text.typed(offset + found.start("reason"), offset + found.end("reason"))
        return ChangeGoods(found["goods"], GoodsChange.STOCK, int(found["n"]), reason.strip("，,、；;。：: \n"))
    if found := _NO_LIMIT.fullmatch(rest):
        return ChangeGoods(found["goods"], GoodsChange.LIMIT)
    if found := _LIMIT.fullmatch(rest):
        return _limit(found)
    if found := _SWITCH.fullmatch(rest):
        return ChangeGoods(found["goods"], GoodsChange.OFF if found["off"] else GoodsChange.ON)
    return None


def _limit(found: re.Match[str]) -> ChangeGoods | None:
    most, period = numeral(found["n"]), found["first"] or found["between"] or found["last"]
    if not (most and period):
        return None
    return ChangeGoods(found["goods"], GoodsChange.YEARLY if "年" in period else GoodsChange.QUARTERLY, most)


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
    if none := _NO_QUANTITY.fullmatch(wanted):
        return Redeem(household, _numbered(none["name"]), 0)
    many = _QUANTITY.fullmatch(wanted) or _GLUED_QUANTITY.fullmatch(wanted) or _QUANTITY_FIRST.fullmatch(wanted)
    quantity = _quantity(many["n"]) if many else None
    if many is None or quantity is None:
        return Redeem(household, _numbered(wanted), 1)
    return Redeem(household, _numbered(many["name"]), quantity)


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
