"""The arguments of /wu: new goods, and what is to change about some."""

from __future__ import annotations

import re

from bot.grammar.arguments.goods_words import BLANKS as _B
from bot.grammar.arguments.goods_words import MEASURE as _MEASURE
from bot.grammar.records import AddGoods, ChangeGoods, Fault, GoodsChange, GoodsList, Lexicon, Mistake
from bot.grammar.rules import Numbered
from bot.grammar.words.measure_words import COUNTED
from text.normalise import NUMERAL_CHARACTERS, numeral

_LIST = re.compile(rf"[{_B}]*(?:列表|清单|list)?[{_B}]*", re.IGNORECASE)
_ADD = re.compile(
    rf"[{_B}]*(?:新增|增加|添加|加|add)[{_B}]*+(?P<name>[^{_B}]+(?:[{_B}]+[^{_B}]+)*?)[{_B}]+(?P<price>[0-9]{{1,6}})[{_B}]*(?:积?分)?"
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
_REMOVE = re.compile(rf"[{_B}]*(?:删除?+|去掉|移除|取消|del(?:ete)?+|remove)[{_B}]*(?P<goods>\S[^\n]*)", re.IGNORECASE)
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


def read_goods(line: Numbered, _: Lexicon) -> GoodsList | AddGoods | ChangeGoods | list[Mistake]:
    """``/wu``, ``/wu 加 名称 分 数量``, ``/wu 改 名称|编号 分 N``, ``… 库存 N 原因``, ``… 限 2每季``, ``… 停|开``."""
    plain = line.text.plain
    if _LIST.fullmatch(plain):
        return GoodsList()
    if changed := _CHANGE.fullmatch(plain):
        return _change(changed["rest"], line, changed.start("rest")) or [Mistake(Fault.NO_GOODS_CHANGE, line.number)]
    if removed := _REMOVE.fullmatch(plain):
        return [Mistake(Fault.GOODS_STAY, line.number, removed["goods"].strip(_B))]
    return _new(line) if _ADD_WHAT.match(plain) else [Mistake(Fault.BAD_GOODS, line.number)]


def _new(line: Numbered) -> AddGoods | list[Mistake]:
    plain = line.text.plain
    if added := _ADD.fullmatch(plain):
        if _SEVERAL.search(added["name"]) or "\n" in line.text.typed(*added.span("name")):
            return [Mistake(Fault.SEVERAL_GOODS, line.number)]
        return AddGoods(added["name"], int(added["price"]), int(added["stock"]))
    return _marked(plain) or [Mistake(Fault.NEW_GOODS_LACK, line.number)]


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
