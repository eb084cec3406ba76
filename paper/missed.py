"""未通知: the households that no text reached, in walking order, and a slip to leave at each door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.model.calendar import Period
from domain.model.notice import NoticeStatus
from domain.model.people import Household
from paper.codes import OwnPage
from paper.contact import Contact
from paper.typesetting import FilledTemplate, Value
from paper.words import period_name, place

_WHY: Mapping[str, str] = {
    "no-phone": "没有手机号",
    "opted-out": "不收短信",
    "set-aside": "号码发不通",
    "failed": "发不到",
    "unconfirmed": "一直没有送达回执",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is left at a door: what it says, and what opens the household's own page."""

    says: str
    own: OwnPage | None = None


def missed(
    unit: str, quarter: Period, statuses: Sequence[NoticeStatus], slips: Mapping[int, Slip], contact: Contact
) -> FilledTemplate:
    """``slips`` by household id."""
    walked = sorted(
        (one for one in statuses if one.missed), key=lambda one: (one.household.group, one.household.number)
    )
    return FilledTemplate(
        "missed",
        {
            "title": f"{unit}{period_name(quarter)}上门告知名单",
            "slip": f"{unit}{period_name(quarter)}积分",
            "how": f"想查自家的分：发短信“积分”{contact.to_number}，或问管理专员。",
            "lines": [
                [place(one.household), one.household.code, one.household.head, _WHY[one.state], None, None]
                for one in walked
            ],
            "slips": [_slip(one.household, slips[one.household.id]) for one in walked],
        },
    )


def _slip(home: Household, slip: Slip) -> dict[str, Value]:
    return {"place": place(home), "head": home.head, "says": slip.says, "own": slip.own.printed if slip.own else None}
