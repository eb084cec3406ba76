"""未通知: the households that no text reached, in walking order, and a slip to leave at each door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.model.calendar import Period
from domain.model.notice import NoticeStatus
from paper.contact import Contact
from paper.typesetting import Sheet
from paper.words import period_name, place

_WHY: Mapping[str, str] = {
    "no-phone": "没有手机号",
    "opted-out": "不收短信",
    "set-aside": "号码发不通",
    "failed": "发不到",
    "unconfirmed": "一直没有送达回执",
}


def missed(
    unit: str, quarter: Period, statuses: Sequence[NoticeStatus], says: Mapping[int, str], contact: Contact
) -> Sheet:
    """``says``: what each household's slip says, by household id."""
    walked = sorted(
        (one for one in statuses if one.missed), key=lambda one: (one.household.group, one.household.number)
    )
    return Sheet(
        "missed",
        {
            "title": f"{unit}{period_name(quarter)}上门告知名单",
            "slip": f"{unit}{period_name(quarter)}积分",
            "how": f"想查自家的分：发短信“积分”{contact.to_number}，或问管理专员。",
            "lines": [
                [place(one.household), one.household.code, one.household.head, _WHY[one.state], None, None]
                for one in walked
            ],
            "slips": [
                {"place": place(one.household), "head": one.household.head, "says": says[one.household.id]}
                for one in walked
            ],
        },
    )
