"""Goods and redemptions."""

from __future__ import annotations

from datetime import datetime

from bot.wording.places import can_spend, place
from bot.wording.refusals.saying import Sayings
from domain.model.redemption import RedemptionState
from text.days import month_day

_PER = {"quarter": "每季", "year": "每年"}

MALL: Sayings = {
    "no-goods": lambda d: f"没有“{d['goods']}”这样的物品，发 /wu 看有什么。",
    "goods-exist": lambda d: (
        f"已经有“{d['goods']}”了，{d['price']} 分。进货请发：/wu 加 {d['goods']} {d['price']} 数量；"
        f"改分请发：/wu 改 {d['goods']} 分 新的分数"
    ),
    "bad-price": lambda d: f"分要写 1 到 {d['most']} 的整数。",
    "bad-stock": lambda d: f"数量要写 0 到 {d['most']} 的整数。",
    "bad-goods-name": lambda _: "物品名称要写 1 到 12 个字，不能只有数字。",
    "stock-is-so": lambda d: f"{d['goods']}的库存本来就是 {d['stock']}，不用改。",
    "too-few": lambda d: f"{d['goods']}的库存只剩 {d['stock']}，不够减，请重新点数。",
    "bad-quantity": lambda _: "数量要写 1 以上的整数。",
    "not-offered": lambda d: f"{d['goods']}现在停兑。",
    "redeem-closed": lambda d: f"只在每季前 {d['days']} 天兑换，下次从{month_day(d['next'])}开始。",
    "vetoed": lambda d: f"{place(d['household'])}一票否决生效中，不能兑换。",
    "not-enough-earned": lambda d: f"全年积分满 {d['needed']} 分才能兑换，这户现在 {d['earned']} 分。",
    "not-enough-points": lambda d: f"要 {d['cost']} 分，这户{can_spend(d['points'], d['debt'])}，不够。",
    "not-enough-stock": lambda d: (
        f"{d['goods']}只剩 {d['stock']} 件，不够。" if d["stock"] else f"{d['goods']}兑完了。"
    ),
    "over-limit": lambda d: f"{d['goods']}每户{_PER[d['per']]}限 {d['most']} 件，这户已兑 {d['had']} 件。",
    "over-spending": lambda d: f"每户一季最多兑 {d['most']} 分，这户本季已兑 {d['spent']} 分。",
    "no-redemption": lambda d: f"没有领取码或编号是“{d['redemption']}”的兑换，请核对。",
    "bad-pickup-code": lambda d: f"领取码“{d['code']}”不对，请看清再输一遍。",
    "redemption-ended": lambda d: _ended(d["state"], d["ended"]),
}


_ENDS = {
    RedemptionState.COLLECTED: "已经领走了",
    RedemptionState.CANCELLED: "已经取消",
    RedemptionState.EXPIRED: "已经过期",
}


def _ended(state: RedemptionState, ended: datetime) -> str:
    return f"这笔兑换{month_day(ended)}{_ENDS[state]}，不能再办。"
