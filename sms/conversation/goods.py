"""Texts that follow the list of goods, or a question about them. Only the code reserves."""

from __future__ import annotations

import re

from sms.listed import number_said
from sms.memory import Memory
from sms.understanding.agreeing import agrees
from sms.understanding.goods_named import pieces_of
from sms.understanding.orders import read_redeem
from sms.understanding.request import Intent, Request

_NUMBERED_ORDER = re.compile(r"[1-9][0-9]{0,3}(?: ?号的? ?| ?[xX乘*] ?| )[1-9][0-9]{0,2}[个份袋瓶桶盒包件条斤只]?")
"""Behind the list, ``1 2`` is what ``兑 1 2`` is."""


def goods_chosen(memory: Memory, plain: str, request: Request) -> Request | None:
    """A number of the list, or how many of what is alone in it; what is neither there nor on the menu is told so."""
    number, listed = number_said(plain), memory.data["numbers"]
    if not isinstance(listed, list):
        return None
    if number is None and _NUMBERED_ORDER.fullmatch(plain):
        return read_redeem(f"兑 {plain}")
    if number is None:
        meant = len(listed) == 1 and request.intent in (Intent.UNCLEAR, Intent.GOODS) and not request.args.get("named")
        pieces = pieces_of(plain, measured=True) if meant else None
        return Request(Intent.REDEEM, {"goods": listed[0], "quantity": pieces}) if pieces else None
    if number in listed or request.intent is Intent.UNCLEAR:
        return Request(Intent.GOODS, {"wanted": number})
    return None


def order_answered(memory: Memory, plain: str, _request: Request) -> Request | None:
    """Yes, or how many instead."""
    goods, pieces = int(str(memory.data["goods"])), pieces_of(plain, measured=True)
    if pieces is None and (agrees(plain) or number_said(plain) == goods):
        pieces = int(str(memory.data.get("quantity", 1)))
    return None if pieces is None else Request(Intent.REDEEM, {"goods": goods, "quantity": pieces})


def pieces_said(memory: Memory, plain: str, _request: Request) -> Request | None:
    """How many."""
    pieces = pieces_of(plain, measured=False)
    return None if pieces is None else Request(Intent.REDEEM, {"goods": memory.data["goods"], "quantity": pieces})
