"""No more notices; questions are still answered. The desk has noted it before anybody answers."""

from __future__ import annotations

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.memory import Asks, Memory
from sms.replying import Reply
from sms.understanding.opting import read_optout
from sms.understanding.request import Intent
from sms.wording import replies


async def _out(_inquiry: Inquiry, _nothing: None) -> Reply:
    return Reply(replies.OPTED_OUT, asks=Memory(Asks.OUT))


INTENT = TextIntent(
    name=Intent.OPTOUT,
    digit="T",
    help="不收通知",
    offer="不收通知回T",
    sounds="tuiding",
    acts=True,
    read=read_optout,
    concepts="stop",
    arguments=nothing,
    answer=_out,
)
