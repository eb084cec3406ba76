"""What a unit has still to do, in the same words in the chat and on the town's page."""

from __future__ import annotations

_LACKS = {
    "settle": "本季还没结算",
    "redeem": "今年还没兑换",
    "look": "还有{many}户没看过",
    "objections": "异议超期{many}件",
    "claims": "申报超期{many}件",
    "callbacks": "{many}户等回电超过一天",
    "households": "没有登记农户",
    "specialist": "没有管理专员",
    "group": "没有绑定工作群",
}


def lack_in_words(lack: str, many: int) -> str:
    """One thing that is lacking, by its name in ``domain.town.supervising.Lack``, and of how many."""
    return _LACKS[lack].format(many=many)
