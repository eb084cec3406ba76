"""取消, 不要了, 不兑了: what is pending is taken back. What that is, the village knows."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, LONGEST_ORDER
from sms.understanding.request import Intent, Request

_IT = "(?:(?:刚才|刚刚|上次|前面|那|这|我|先|兑|换|订)*的?(?:那个|这个|东西|物品|订单|兑换|预[订定约])?的?)"
_TAKE_BACK = re.compile(
    rf"(?:{AROUND}{_IT}(?:取消(?:兑换|订单|预[订定约]|预留|领取|订货)?{_IT}|不(?:想|要|打算)?(?:要|兑换?|换|领|订)?(?<!不){_IT}了"
    rf"|兑换?(?:取消|不要了)|算了|不办了|qu ?xiao){AROUND})+"
)


def read_cancel(plain: str) -> Request | None:
    """Taking back, when a normalised text says so and nothing else."""
    if len(plain) > LONGEST_ORDER or "?" in plain:
        return None
    return Request(Intent.CANCEL) if _TAKE_BACK.fullmatch(plain.lower()) else None
