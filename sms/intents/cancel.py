"""Take back what is pending: a question, a code not yet sent back, or goods reserved and not yet collected."""

from __future__ import annotations

from sms.cancelling import cancel
from sms.intent import Args, TextIntent
from sms.understanding.cancelling import read_cancel
from sms.understanding.request import Intent


def _redemption(args: Args) -> int | None:
    number = args.get("redemption")
    return None if number is None else int(str(number))


INTENT = TextIntent(
    name=Intent.CANCEL,
    offer="取消兑换发“取消”",
    beside=Intent.GOODS,
    acts=True,
    read=read_cancel,
    arguments=_redemption,
    answer=cancel,
    signals={2: ("取消兑换?|不[兑换]了",)},
)
