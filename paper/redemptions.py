"""台账: what was given out for points, each line to sign; of one redemption it is the receipt 领取单."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.redemption import Redemption, RedemptionState
from paper.typesetting import FilledTemplate, Row
from paper.words import place
from text.days import month_day

STATES = {
    RedemptionState.RESERVED: "等领取",
    RedemptionState.COLLECTED: "已领取",
    RedemptionState.CANCELLED: "已取消",
    RedemptionState.EXPIRED: "过期退回",
}


def redemptions(
    title: str, made: Sequence[Redemption], homes: Mapping[int, Household], goods: Mapping[int, Goods]
) -> FilledTemplate:
    """The redemptions in the order given. The pickup code is not printed: whoever knows it can collect."""
    return FilledTemplate(
        "redemptions",
        {
            "title": title,
            "lines": [_line(one, homes[one.household_id], goods[one.goods_id]) for one in made],
            "collected": _points(made, RedemptionState.COLLECTED),
            "waiting": _points(made, RedemptionState.RESERVED),
        },
    )


def _line(one: Redemption, home: Household, goods: Goods) -> Row:
    ended = month_day(one.ended.date()) if one.ended and one.state is RedemptionState.COLLECTED else None
    made = month_day(one.made.date())
    return [one.id, made, place(home), home.head, goods.name, one.quantity, one.cost, STATES[one.state], ended, None]


def _points(made: Sequence[Redemption], state: RedemptionState) -> int:
    return sum(one.cost for one in made if one.state is state)
