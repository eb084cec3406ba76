"""An announcement 公告 or a model 先进典型 as a poster."""

from __future__ import annotations

from domain.model.announcement import Announcement
from paper.codes import qr
from paper.contact import Contact
from paper.typesetting import FilledTemplate
from paper.words import full_day

_SIZES = ((40, 44), (90, 36), (180, 28), (320, 22))
"""Up to so many characters, letters of so many points: as large as one sheet holds."""
_SMALLEST = 18


def announcement(unit: str, one: Announcement, contact: Contact) -> FilledTemplate:
    """One sheet for the notice board."""
    home = one.household
    day = (one.public or one.made).date()
    return FilledTemplate(
        "announcement",
        {
            "title": f"{unit}{'先进典型' if home else '公告'}",
            "who": f"{home.group}组　{home.head}户" if home else None,
            "paragraphs": [line for line in one.text.splitlines() if line.strip()],
            "size": next((size for most, size in _SIZES if len(one.text) <= most), _SMALLEST),
            "day": full_day(day),
            "code": qr(contact.page_of(one.unit)),
            "foot": f"扫码看本村网页，或发短信“公告”{contact.to_number}。",
        },
    )
