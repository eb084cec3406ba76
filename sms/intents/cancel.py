"""Take back what is pending: a question, a code not yet sent back, or goods reserved and not yet collected."""

from __future__ import annotations

from sms.cancelling import ToCancel, cancel
from sms.intent import Args, TextIntent
from sms.understanding.cancelling import read_cancel
from sms.understanding.request import Intent


def _wanted(args: Args) -> ToCancel:
    number = args.get("redemption")
    return ToCancel(None if number is None else int(str(number)), str(args.get("goods") or ""))


INTENT = TextIntent(
    name=Intent.CANCEL,
    offer="取消兑换发“取消”",
    beside=Intent.GOODS,
    acts=True,
    read=read_cancel,
    concepts="take-back",
    arguments=_wanted,
    answer=cancel,
)
