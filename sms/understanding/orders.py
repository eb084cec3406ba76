"""Goods to reserve, by number, and how many: 兑 3 两份, 换3号2个."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, LONGEST_ORDER
from sms.understanding.phrases import squeeze
from sms.understanding.request import Intent, Request
from text.normalise import numeral

_EXCHANGE = "(?:兑换|兑|换取|换|dui ?huan|dui|dh)"
_GOODS = r"(?P<goods>[1-9]\d{0,3}(?!\d|[.\-/:]\d)|[一二三四五六七八九十]{1,3}(?=\s*号|\s|$|[个样种]))"
_SAID = "[一二两三四五六七八九十]{1,3}"
_MEASURE = "[个份袋瓶桶盒包件条斤只箱提支块双套把卷张壶]"
_QUANTITY = rf"(?P<quantity>[1-9]\d{{0,2}}(?!\d)|[一二两俩三四五六七八九十]{{1,3}})\s*{_MEASURE}?"

_ORDERS = (
    re.compile(
        rf"{AROUND}{_EXCHANGE}(?:一下)?(?:{BREAK}|第|物品|商品|编号)*{_GOODS}\s*(?:号(?:的|物品|商品)?)?"
        rf"(?:(?:{BREAK}|[x乘各要共来拿]|给?我|数量|一共)*{_QUANTITY})?{AROUND}"
    ),
    re.compile(
        rf"{AROUND}{_EXCHANGE}(?:一下)?\s*(?P<quantity>[1-9]\d{{0,2}}|{_SAID})\s*{_MEASURE}\s*"
        rf"(?P<goods>[1-9]\d{{0,3}}|{_SAID})\s*号(?:的|物品|商品)?{AROUND}"
    ),
    re.compile(rf"{AROUND}{_EXCHANGE}(?:一下)?{BREAK}*第{_GOODS}[个样种件](?P<quantity>){AROUND}"),
    re.compile(rf"{AROUND}第?{_GOODS}\s*号(?:物品|商品)?\s*{_EXCHANGE}\s*(?:{_QUANTITY})?{AROUND}"),
)


SIGNED_NUMBER = re.compile(
    r"(?<![0-9a-z.\-])[-−–][0-9]|(?<![0-9\-])[0-9]{1,2}[-−–](?![\w\-])|[$¥€£][ ]?[0-9]|[0-9][$€£]", re.IGNORECASE
)
"""A number with a minus or a currency before it: nothing that can be counted, and no number of a list."""
_NO_NUMBER = (
    rf"(?:[+\-−–] ?\d{{1,4}}|负 ?(?:\d{{1,4}}|{_SAID})|\d{{1,4}} ?%|\d{{1,4}}/\d{{1,4}}|\d{{1,4}}\.\d{{1,4}}|"
    rf"{_SAID}点{_SAID}|(?:\d{{1,3}}|{_SAID}) ?{_MEASURE}半|半|0+|零)"
)
"""Signs, shares and parts: nothing that can be counted, and no number of a list. 兑+3 is how some read 兑 N."""
_NO_QUANTITY = re.compile(
    rf"{AROUND}{_EXCHANGE}(?:一下)?\s*(?:(?:第|物品|商品|编号)*[1-9]\d{{0,3}}\s*(?:号(?:物品|商品)?)?[\sx乘各要]+|(?!\+|(?:0+|零)\W*$))"
    rf"{_NO_NUMBER}\s*{_MEASURE}?{AROUND}"
)
_NOT_ON_THE_MENU = re.compile(rf"\s*(?:#\s*\d{{1,9}}|{_NO_NUMBER})\s*")
_NO_ENTRY = re.compile(rf"{AROUND}(?:异[议义意]|yi ?yi)[\s#:第]*(?!\+){_NO_NUMBER}(?![0-9年月日号]).*", re.DOTALL)


def no_entry(plain: str) -> bool:
    """Whether a normalised text objects to something that is no entry's number: 异议 1/2, 异议 负1."""
    return bool(_NO_ENTRY.fullmatch(plain.lower()))


def not_on_the_menu(plain: str) -> bool:
    """Whether a normalised text is a number, and none of a list: +1, 1%, #1, 负1."""
    return bool(_NOT_ON_THE_MENU.fullmatch(plain)) and plain.strip() not in ("0", "零")


def read_redeem(plain: str) -> Request | None:
    """An order, or a number of pieces that nobody can have."""
    return bad_quantity(plain) or _order(plain)


def bad_quantity(plain: str) -> Request | None:
    """Not clear, with its ``problem``, when a normalised text orders a number of pieces that nobody can have."""
    if len(plain) > LONGEST_ORDER or not _NO_QUANTITY.fullmatch(plain.lower()):
        return None
    choices = [str(Intent.REDEEM), str(Intent.GOODS)]
    return Request(Intent.UNCLEAR, {"choices": choices, "problem": "bad-quantity"})


def _order(plain: str) -> Request | None:
    """An order, when a normalised text is one from its first word to its last."""
    if len(plain) > LONGEST_ORDER:
        return None
    for order in _ORDERS:
        if found := order.fullmatch(plain.lower()):
            goods, quantity = numeral(found["goods"]), numeral(found["quantity"] or "1")
            if goods and quantity:
                return Request(Intent.REDEEM, {"goods": goods, "quantity": quantity})
    return None


_ASKS_FOR_CODE = re.compile("[^0-9]{0,4}(?:确认|验证)?(?<![取户编维号康密邀起])码[^0-9]{0,5}")


def asks_for_code(plain: str) -> bool:
    """Whether a short normalised text is about the code of an order: 码没看到, 确认码是几."""
    return _ASKS_FOR_CODE.fullmatch(squeeze(plain)) is not None
