"""Notices again. The desk has noted it before anybody answers."""

from __future__ import annotations

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.opting import read_optin
from sms.understanding.request import Intent
from sms.wording import replies


async def _in(_inquiry: Inquiry, _nothing: None) -> Reply:
    return Reply(replies.OPTED_IN)


INTENT = TextIntent(
    name=Intent.OPTIN,
    offer="再收通知发“订阅”",
    sounds="dingyue",
    beside=Intent.OPTOUT,
    acts=True,
    read=read_optin,
    arguments=nothing,
    answer=_in,
)
