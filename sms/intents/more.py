"""The next page of the last answer."""

from __future__ import annotations

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.wording import replies


async def _more(inquiry: Inquiry, _nothing: None) -> Reply:
    return Reply(inquiry.memory.rest or replies.NO_MORE)


INTENT = TextIntent(
    name=Intent.MORE,
    digit="9",
    offer="往下看回9",
    arguments=nothing,
    answer=_more,
    words="9 九 下一页 往下 往下看 继续 后面的 下面的 更多 还有 还有下面的 接着发 继续看 下页 后续 more next",
)
