"""The wording of the mall 兑换: one message segment each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.errors import Refused
from domain.ports import Goods, NewOrder, Standing
from domain.redemption import Redeemed
from sms.segments import count, fit
from sms.spoken import household_name

NOTHING = "村里现在没有可以兑换的物品，有了会通知大家。"
_ASK = "请问村里的管理专员。"


def goods(standing: Standing, within_reach: Sequence[Goods], on_offer: Sequence[Goods], hurdle: Refused | None) -> str:
    """可用120分，能兑：1大米60分，2油80分。要换请发“兑 1”。 As many goods as one segment holds."""
    if not on_offer:
        return NOTHING
    if not within_reach:
        return _out_of_reach(standing, on_offer, hurdle)
    head, tail = (
        f"{household_name(standing.household)}可用{standing.spendable}分，能兑：",
        f"。要换请发“兑 {within_reach[0].number}”。",
    )
    listed: list[str] = []
    for one in within_reach:
        if count(f"{head}{'，'.join([*listed, _priced(one)])}{tail}") > 1:
            break
        listed.append(_priced(one))
    return f"{head}{'，'.join(listed)}{tail}"


def _out_of_reach(standing: Standing, on_offer: Sequence[Goods], hurdle: Refused | None) -> str:
    if hurdle is not None and hurdle.code != "not-enough-points":
        return refusal(hurdle)
    cheapest = min(on_offer, key=lambda one: one.price)
    return f"{household_name(standing.household)}可用{standing.spendable}分，还不够兑。最少的是{_priced(cheapest)}。"


def _priced(one: Goods) -> str:
    return f"{one.number}{one.name}{one.price}分"


def asked(wanted: Goods, placed: NewOrder) -> str:
    """兑大米2件用120分。请在10分钟内回4821确认，不回不扣分。"""
    minutes = (placed.expires - placed.made) // timedelta(minutes=1)
    cost = placed.price * placed.quantity
    return f"兑{wanted.name}{placed.quantity}件用{cost}分。请在{minutes}分钟内回{placed.code}确认，不回不扣分。"


def reserved(done: Redeemed) -> str:
    """兑好了：大米2件用120分。领取码12345678，11月17日前到村里领，可请人带码代领。"""
    one = done.redemption
    text = (
        f"兑好了：{done.goods.name}{one.quantity}件用{one.cost}分。领取码{one.code}，{_last_day(one.expires)}前到村里领"
    )
    return fit(f"{text}。", "可请人带码代领。")


_PER = {"quarter": "每季", "year": "每年"}
_REFUSALS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "no-goods": lambda d: f"没有{d['goods']}号物品。回4看能兑什么。",
    "bad-quantity": lambda _: "数量要写1以上，如：兑 1 2。",
    "not-offered": lambda d: f"{d['goods']}现在停兑。回4看能兑什么。",
    "repriced": lambda d: (
        f"{d['goods'].name}改为{d['goods'].price}分了，没有兑换，没有扣分。还要换请重发“兑 {d['goods'].number}”。"
    ),
    "redeem-closed": lambda d: (
        f"每季头{d['days']}天才能兑换，下次从{d['next'].month}月{d['next'].day}日开始。没有扣您的分。"
    ),
    "vetoed": lambda d: f"{household_name(d['household'])}被一票否决，今年不能兑换。有疑问{_ASK}",
    "not-enough-earned": lambda d: f"全年满{d['needed']}分才能兑换，您家现在{d['earned']}分。",
    "not-enough-points": lambda d: f"要{d['cost']}分，您家可用{d['points']}分，不够。回4看能兑什么。",
    "not-enough-stock": lambda d: (
        f"{d['goods']}只剩{d['stock']}件，不够。没有扣您的分。" if d["stock"] else f"{d['goods']}兑完了，没有扣您的分。"
    ),
    "over-limit": lambda d: f"{d['goods']}每户{_PER[d['per']]}限{d['most']}件，您家已兑{d['had']}件。",
    "over-spending": lambda d: f"每户一季最多兑{d['most']}分，您家本季已兑{d['spent']}分。",
    "order-used": lambda _: "这个确认码已经用过了。再要兑换，请重发“兑 编号”。",
    "order-expired": lambda d: f"确认码过了10分钟，没有兑换，没有扣分。还要换请重发“兑 {d['goods']}”。",
    "order-wrong": lambda d: f"确认码不对，还没有兑换。请看清再回一次，还可以试{d['left']}次。",
    "order-ended": lambda d: f"确认码错了三次，已经作废，没有扣分。还要换请重发“兑 {d['goods']}”。",
}


def refusal(refused: Refused) -> str:
    """Why nothing was reserved."""
    return _REFUSALS[refused.code](refused.data)


def _last_day(expires: datetime) -> str:
    last = expires - timedelta(seconds=1)
    return f"{last.month}月{last.day}日"
