"""No more notices; questions are still answered. The desk has noted it before anybody answers."""

from __future__ import annotations

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.opting import read_optout
from sms.understanding.request import Intent
from sms.wording import replies


async def _out(_inquiry: Inquiry, _nothing: None) -> Reply:
    return Reply(replies.OPTED_OUT)


INTENT = TextIntent(
    name=Intent.OPTOUT,
    digit="T",
    help="不收通知",
    offer="不收通知回T",
    sounds="tuiding",
    acts=True,
    read=read_optout,
    arguments=nothing,
    answer=_out,
    signals={
        4: (
            r"(?:回复?|发送?|按)了?\s*(?:过|的|个|是)*\s*[\"'“]?(?:td|[tnr])(?![a-z恤])",
            "(?:退订|拒收)(?:了|过|没|不|怎么|为什么|还)|怎么(?:还|又)(?:在|要|一直)?(?:给我|给我们)?[发收](?!不)",
        ),
        3: (
            "退订|退定|拒收|注销|退出|取消(?:订阅|通知|短信)|停止|unsubscribe",
            "不要.{0,5}[发收]|不想.{0,5}收|不发短信|停发|关[掉闭了].{0,4}(?:通知|短信|消息|提醒)",
            "stop|revoke|opt ?out|(?:don'?t|no more).{0,8}(?:text|message|send)",
        ),
        2: ("骚扰|打扰|(?<!麻)烦|取消|不要$|不需要$|短信",),
    },
)
