"""取消, 不要了, 不兑了: what is pending is taken back. What that is, the village knows."""

from __future__ import annotations

import re

from sms.understanding.grammar import AROUND, LONGEST_ORDER
from sms.understanding.request import Intent, Request

_TAKE_BACK = re.compile(
    rf"{AROUND}(?:取消(?:兑换|订单|预约|预留|领取)?|不(?:要|兑换?|换|领)了|兑换?(?:取消|不要了)|算了|不办了|qu ?xiao)"
    rf"{AROUND}"
)


def read_cancel(plain: str) -> Request | None:
    """Taking back, when a normalised text says so and nothing else."""
    if len(plain) > LONGEST_ORDER or "?" in plain:
        return None
    return Request(Intent.CANCEL) if _TAKE_BACK.fullmatch(plain.lower()) else None
