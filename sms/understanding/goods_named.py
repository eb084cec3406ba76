"""Goods that a text calls by their name, and how many pieces: 兑洗衣粉, 换2包盐, 给我留一袋大米, 洗衣粉还有吗."""

from __future__ import annotations

import re

from sms.understanding.concepts import WORDS, concepts_of
from sms.understanding.grammar import AROUND, BREAK, LONGEST_ORDER
from sms.understanding.phrases import everyday
from text.normalise import numeral

_NAMES = "|".join(sorted(WORDS["goods"].split(), key=len, reverse=True))
_GOODS = re.compile(_NAMES)
_EXCHANGE = "(?:兑换|兑|换取|换购|换|调换)"
_TAKE = rf"(?:{_EXCHANGE}|领取?|拿|取|买|预留|预[订定]|留|订|要|搞|弄|来|我|给|先|再|还|就)"
_MEASURE = "(?:[个份袋瓶桶盒包件条斤只箱提支块双套把卷张壶]|公斤)"
_DIGIT = "[一二两俩三四五六七八九]"
_NUMBER = f"(?:[1-9][0-9]{{0,3}}|{_DIGIT}?十{_DIGIT}?|{_DIGIT}(?!{_DIGIT}))"
"""两三袋 is two or three."""
_MANY = rf"(?:[x乘各要共] ?)?{_NUMBER} ?{_MEASURE}?"
_KIND = r"(?:个|大|小|新|好|这个|那个|一点|点|些|一些|一下|了|的|" + BREAK + ")*?"
_NO_NAME = "[了错掉坏完成]|过了|好[了的]|回[来去]|不[了到成得行好]|第"
"""Behind the word for exchanging: no goods (换不了, 换错了2个, 兑第二个2件)."""
_ORDER = re.compile(
    rf"{AROUND}(?:(?P<exchange>{_EXCHANGE})|{_TAKE}|{BREAK})*+(?P<before>{_MANY})?{_KIND}"
    rf"(?P<named>{_NAMES}|(?(exchange)(?P<unknown>(?!{_MEASURE}|{_NO_NAME})[\u4e00-\u9fff]{{2,8}}?)|(?!)))"
    rf"{_KIND}(?P<behind>{_MANY})?(?:{BREAK}|{_EXCHANGE})*+(?P<price>[1-9][0-9]{{0,3}})?(?(price)积?分){AROUND}"
)
_PIECES = re.compile(rf"{AROUND}(?:{_EXCHANGE}|{_TAKE}|{BREAK})*+{_MANY}{AROUND}")
_NO_GOODS = frozenset({"goods", "what", "things", "rule", "points", "how-many", "shop", "exchange", "detail", "code"})
"""Concepts that are no part of the name of goods that nobody has thought of."""
_COUNTED = re.compile(rf"({_NUMBER}) ?({_MEASURE})?")


def goods_named(plain: str) -> dict[str, object]:
    """What a normalised text says of goods: the one kind that it is about by ``named``; of an order also how many.

    ``pieces`` is a number of pieces, 1 where none is said; ``number`` one that may count them or be something else,
    such as their price. Nothing where no kind, or more than one, is named.
    """
    said = everyday(plain)
    if len(said) > LONGEST_ORDER:
        return {}
    order = _ORDER.fullmatch(said)
    if order and not _NO_GOODS.intersection(concepts_of(order["unknown"] or "")):
        counts = [many for many in (order["before"], order["behind"]) if many] or [order["price"] or ""]
        return {"named": order["named"], **_counted(counts)}
    kinds = set(_GOODS.findall(said))
    return {"named": kinds.pop()} if len(kinds) == 1 else {}


def orders_goods(plain: str) -> bool:
    """Whether a normalised text is nothing but goods, with how many of them or with the word for exchanging them.

    What nobody has thought of may be no goods: it needs both, as in 兑不锈钢盆2个.
    """
    order = _ORDER.fullmatch(everyday(plain)) if len(plain) <= LONGEST_ORDER else None
    if order is None:
        return False
    if order["unknown"]:
        return pieces_of(order["behind"] or "", measured=True) is not None
    return bool(order["exchange"] or order["before"] or order["behind"])


def pieces_of(plain: str, *, measured: bool) -> int | None:
    """How many pieces a normalised text is, and nothing else; ``measured``: only with a measure word behind it."""
    if len(plain) > LONGEST_ORDER or not _PIECES.fullmatch(said := everyday(plain)):
        return None
    found = _COUNTED.search(said)
    return None if found is None or (measured and not found[2]) else numeral(found[1].replace("俩", "两"))


def is_counted(plain: str) -> bool:
    """Whether a normalised text has a number that may count pieces."""
    return _COUNTED.search(everyday(plain)) is not None


def _counted(counts: list[str]) -> dict[str, object]:
    found = [one for many in counts if (one := _COUNTED.search(many))]
    if not found:
        return {"pieces": 1}
    many = numeral(found[0][1].replace("俩", "两"))
    if len(found) > 1 or many is None:
        return {"number": 0}
    return {"pieces": many} if found[0][2] else {"number": many}
