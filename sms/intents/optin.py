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
    signals={
        3: (
            "(?<!取消)订阅|恢复|不.{0,2}退订",
            "(?<!要)再(?:给我)?发(?:一下)?(?:短信|通知|消息)(?!.{0,3}(?:就|试))",
            "(?<!不)(?:想|要)(?:继续|重新|再|又)?收.{0,4}(?:通知|短信|消息|提醒)",
        ),
        1: ("没.{0,3}(?:收到|发)",),
    },
)
