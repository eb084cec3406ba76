"""The wording of the mall 兑换: one message segment each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.mall.redeeming import Balance
from domain.mall.redemption import Redeemed
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.order import NewOrder, Order
from domain.model.people import Household
from domain.model.redemption import Redemption
from sms.listed import Listed
from sms.segments import count, fit
from sms.wording.spoken import can_spend, household_name
from text.days import month_day

NOTHING = "村里现在没有可以兑换的物品，过些日子再看，或问村里的管理专员。"
_ASK = "请问村里的管理专员。"


def goods(household: Household, balance: Balance, within_reach: Sequence[Goods]) -> tuple[str, Listed]:
    """王建国户可用120分，能兑：1大米60分，2油80分。要换请发“兑 1”。"""
    head = f"{household_name(household)}{can_spend(balance.points, balance.debt)}，能兑："
    tail = f"。要换请发“兑 {within_reach[0].number}”。"
    return head, Listed([_priced(one) for one in within_reach], "样", "，", tail)


def none(household: Household, balance: Balance, hurdles: Sequence[tuple[Goods, Refused]]) -> str:
    """Nothing can be had, and why: the ``hurdles`` for whatever is on offer."""
    return _out_of_reach(household, balance, hurdles) if hurdles else NOTHING


def _out_of_reach(household: Household, balance: Balance, hurdles: Sequence[tuple[Goods, Refused]]) -> str:
    """What shuts out everything comes before what is too dear, and that before what the household has had already."""
    for _, refused in hurdles:
        if refused.code not in {"not-enough-points", "over-limit"}:
            return refusal(refused)
    too_dear = [one for one, refused in hurdles if refused.code == "not-enough-points"]
    if not too_dear:
        return refusal(hurdles[0][1])
    cheapest = min(too_dear, key=lambda one: one.price)
    return (
        f"{household_name(household)}{can_spend(balance.points, balance.debt)}，还不够兑。最少的是{_priced(cheapest)}。"
    )


def _priced(one: Goods) -> str:
    return f"{one.number}{one.name}{one.price}分"


def waiting(reserved: Sequence[tuple[Redemption, Goods]]) -> str:
    """等您来领：大米1件，码12345672，11月17日前。 The first to expire comes first."""
    pieces = [
        f"{goods.name}{one.quantity}件，码{one.code}，{_last_day(one.expires)}前"
        for one, goods in sorted(reserved, key=lambda pair: pair[0].expires)
    ]
    return f"等您来领：{'；'.join(pieces)}。"


def whether(goods: Goods, pieces: int) -> str:
    """A number alone after the list of goods may be meant for it, or for the menu; a name alone is no order."""
    many = f"{pieces}件" if pieces > 1 else ""
    return f"要兑{goods.name}{many}（{goods.price * pieces}分）吗？要就回“好”，不要不用回。查积分发“积分”。"


def none_called(name: str) -> str:
    """Before what there is instead."""
    return f"现在没有{name}。"


def how_many(goods: Goods) -> str:
    """A number beside the goods may be how many, or something else."""
    return f"兑{goods.name}要几件？一件{goods.price}分。请回件数，如：2件。不要不用回。查积分发“积分”。"


def code_again(goods: Goods, order: Order) -> str:
    """Yes was said, and the code is still to be sent."""
    return f"还差一步：兑{goods.name}{order.quantity}件，请回确认码{order.code}，回了才兑好。不要了回“取消”。"


_OLD_CODE = "前一次的码作废。"


def asked(wanted: Goods, placed: NewOrder, before: tuple[Goods, Order] | None = None) -> str:
    """兑大米2件用120分。请在10分钟内回4821确认，不回不扣分。 ``before``: what was ordered and is replaced by it."""
    minutes = (placed.expires - placed.made) // timedelta(minutes=1)
    cost = placed.price * placed.quantity
    said = f"兑{wanted.name}{placed.quantity}件用{cost}分。请在{minutes}分钟内回{placed.code}确认，不回不扣分。"
    if before is None:
        return said
    other, order = before
    replaced = f"{said}前面的{other.name}{order.quantity}件不兑了。"
    is_same = (other.id, order.quantity) == (wanted.id, placed.quantity)
    return f"{said}{_OLD_CODE}" if is_same or count(replaced) > 1 else replaced


def reserved(done: Redeemed) -> str:
    """兑好了：大米2件用120分。领取码12345678，11月17日前到村里领，可请人带码代领。"""
    one = done.redemption
    text = (
        f"兑好了：{done.goods.name}{one.quantity}件用{one.cost}分。领取码{one.code}，{_last_day(one.expires)}前到村里领"
    )
    return fit(f"{text}。", "可请人带码代领。")


_PER = {"quarter": "每季", "year": "每年"}
BAD_QUANTITY = "数量不对，要写1以上，如：兑 1 2。"
_REFUSALS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "no-goods": lambda d: f"没有{d['goods']}号物品。回4看能兑什么。",
    "bad-quantity": lambda _: BAD_QUANTITY,
    "not-offered": lambda d: f"{d['goods']}现在停兑。回4看能兑什么。",
    "repriced": lambda d: (
        f"{d['goods'].name}改为{d['goods'].price}分了，没有兑换，没有扣分。还要换请重发“兑 {d['goods'].number}”。"
    ),
    "redeem-closed": lambda d: f"每季头{d['days']}天才能兑换，下次从{month_day(d['next'])}开始。没有扣您的分。",
    "vetoed": lambda d: f"{household_name(d['household'])}被一票否决，今年不能兑换。有疑问{_ASK}",
    "not-enough-earned": lambda d: f"全年满{d['needed']}分才能兑换，您家现在{d['earned']}分。",
    "not-enough-points": lambda d: f"要{d['cost']}分，您家{can_spend(d['points'], d['debt'])}，不够。回4看能兑什么。",
    "not-enough-stock": lambda d: (
        f"{d['goods']}只剩{d['stock']}件，不够。没有扣您的分。" if d["stock"] else f"{d['goods']}兑完了，没有扣您的分。"
    ),
    "over-limit": lambda d: f"{d['goods']}每户{_PER[d['per']]}限{d['most']}件，您家已兑{d['had']}件。",
    "household-left": lambda d: f"{household_name(d['household'])}已经迁出，不能兑换。有疑问{_ASK}",
    "over-spending": lambda d: f"每户一季最多兑{d['most']}分，您家本季已兑{d['spent']}分。",
    "too-many-wrong": lambda _: "今天确认码错得太多，请明天再发，或找村里的管理专员兑换。",
    "order-used": lambda _: "这个确认码已经用过了。再要兑换，请重发“兑 编号”。",
    "order-expired": lambda d: f"确认码过了10分钟，没有兑换，没有扣分。还要换请重发“兑 {d['goods']}”。",
    "order-replaced": lambda d: (
        f"那是前一次的码。这次兑{d['goods'].name}{d['pieces']}件，请回{d['code']}，不要了回“取消”。"
    ),
    "order-wrong": lambda d: f"确认码不对，还没有兑换。请看清再回一次，还可以试{d['left']}次。",
    "order-ended": lambda d: f"确认码错了三次，已经作废，没有扣分。还要换请重发“兑 {d['goods']}”。",
}


def refusal(refused: Refused) -> str:
    """Why nothing was reserved."""
    return _REFUSALS[refused.code](refused.data)


def _last_day(expires: datetime) -> str:
    return month_day(expires - timedelta(seconds=1))
