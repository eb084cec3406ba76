"""Goods to reserve, by number, and how many: 兑 3 两份, 换3号2个."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, BREAK, LONGEST_ORDER
from sms.understanding.request import Intent, Request
from text.normalise import numeral

_EXCHANGE = "(?:兑换|兑|换取|换|dui ?huan|dui|dh)"
_GOODS = r"(?P<goods>[1-9]\d{0,3}(?!\d|[.\-/:]\d)|[一二三四五六七八九十]{1,3}(?=\s*号|\s|$))"
_MEASURE = "[个份袋瓶桶盒包件条斤只箱提支块双套把卷张壶]"
_QUANTITY = rf"(?P<quantity>[1-9]\d{{0,2}}(?!\d)|[一二两俩三四五六七八九十]{{1,3}})\s*{_MEASURE}?"

_ORDERS = (
    re.compile(
        rf"{AROUND}{_EXCHANGE}(?:一下)?(?:{BREAK}|第|物品|商品|编号)*{_GOODS}\s*(?:号(?:物品|商品)?)?"
        rf"(?:(?:{BREAK}|[x乘各要])*{_QUANTITY})?{AROUND}"
    ),
    re.compile(rf"{AROUND}第?{_GOODS}\s*号(?:物品|商品)?\s*{_EXCHANGE}\s*(?:{_QUANTITY})?{AROUND}"),
)


def read_order(plain: str) -> Request | None:
    """An order, when a normalised text is one from its first word to its last."""
    if len(plain) > LONGEST_ORDER:
        return None
    for order in _ORDERS:
        if found := order.fullmatch(plain.lower()):
            goods, quantity = numeral(found["goods"]), numeral(found["quantity"] or "1")
            if goods and quantity:
                return Request(Intent.REDEEM, {"goods": goods, "quantity": quantity})
    return None
