"""The village's last announcement."""

from __future__ import annotations

from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.own import of_household
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.wording import publicity as wording


async def _latest(inquiry: Inquiry, standing: Standing, _nothing: None) -> Reply:
    found = await inquiry.store.announcements.public(standing.household.unit, 1)
    return Reply(wording.latest(found[0]) if found else wording.NONE)


INTENT = TextIntent(
    name=Intent.ANNOUNCEMENT,
    digit="8",
    help="公告",
    offer="看公告回8",
    sounds="gonggao",
    of_a_household=True,
    concepts="announcement",
    arguments=nothing,
    answer=of_household("公告 {}", _latest),
    words="""
        8 八 公告 看公告 查公告 村公告 村里公告 最新公告 通告 看通知 最新通知 有什么通知 有什么公告 公告栏
        宣传 gg gonggao news
    """,
)
