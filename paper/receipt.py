"""领取单: the receipt of one redemption, signed when the goods are handed over."""

from __future__ import annotations

from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.redemption import Redemption
from paper.redemptions import STATES
from paper.typesetting import FilledTemplate
from paper.words import full_day


def receipt(unit: str, one: Redemption, home: Household, goods: Goods) -> FilledTemplate:
    """One for the household and one for the village. The pickup code is not printed: whoever knows it can collect."""
    collected = f"{STATES[one.state]}（{full_day(one.ended.date())}）" if one.ended else STATES[one.state]
    return FilledTemplate(
        "receipt",
        {
            "title": f"{unit}积分兑换领取单",
            "number": one.id,
            "copies": ["户里留存", "村里留存"],
            "lines": [
                ["户", f"{home.group}组{home.number}号　{home.head}　户码 {home.code}"],
                ["物品", f"{goods.name}　{one.quantity}件"],
                ["积分", f"{one.cost}分（每件{one.price}分，用{one.year}年的积分）"],
                ["兑换日期", full_day(one.made.date())],
                ["状态", collected],
            ],
        },
    )
