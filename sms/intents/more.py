"""The next page of the last answer."""

from __future__ import annotations

from dataclasses import replace

from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.wording import replies


async def _more(inquiry: Inquiry, _nothing: None) -> Reply:
    """What was asked before is still asked: it may be answered on every page."""
    memory = inquiry.memory
    if not memory.goes_on:
        return Reply(replies.NO_MORE)
    return Reply(memory.rest, asks=replace(memory, rest="", listed=None), listed=memory.listed)


INTENT = TextIntent(
    name=Intent.MORE,
    digit="9",
    offer="往下看回9",
    arguments=nothing,
    answer=_more,
    words="9 九 下一页 往下 往下看 继续 后面的 下面的 更多 还有 还有下面的 接着发 继续看 下页 后续 more next",
)
