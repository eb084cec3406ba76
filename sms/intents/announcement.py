"""The village's last announcement."""

from __future__ import annotations

from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.intent import TextIntent, nothing
from sms.own import of_household
from sms.replying import Reply
from sms.understanding.request import Intent
from sms.wording import publicity as wording


async def _answer(inquiry: Inquiry, _nothing: None) -> Reply:
    """Who has several households of one village is not asked which: its announcement is the same for all."""
    in_one_village = len({standing.household.unit for standing in inquiry.standings}) == 1
    if in_one_village and not {"household", "place", "person"} & inquiry.request.args.keys():
        return await _latest(inquiry, inquiry.standings[0], None)
    return await _which(inquiry, None)


async def _latest(inquiry: Inquiry, standing: Standing, _nothing: None) -> Reply:
    found = await inquiry.store.announcements.public(standing.household.unit, 1)
    return Reply(wording.latest(found[0]) if found else wording.NONE)


_which = of_household("公告 {}", _latest)


INTENT = TextIntent(
    name=Intent.ANNOUNCEMENT,
    digit="8",
    help="公告",
    offer="看公告回8",
    sounds="gonggao",
    of_a_household=True,
    concepts="announcement",
    arguments=nothing,
    answer=_answer,
    words="""
        8 八 公告 看公告 查公告 村公告 村里公告 最新公告 通告 看通知 最新通知 有什么通知 有什么公告 公告栏
        宣传 gg gonggao news
    """,
)
