"""门牌: a plate for each door, with the household code and a code to scan.

The code to scan opens the unit's page, never a household's record: everybody who walks by can scan it.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.people import Household
from paper.codes import qr
from paper.contact import Contact
from paper.typesetting import FilledTemplate


def plates(unit: str, households: Sequence[Household], contact: Contact) -> FilledTemplate:
    """Plates in the order given; all are of one unit."""
    return FilledTemplate(
        "plates",
        {
            "unit": unit,
            "how": f"查分：发短信“积分”{contact.to_number}",
            "page": qr(contact.page_of(households[0].unit)),
            "plates": [
                {"place": f"{home.group}组{home.number}号", "head": home.head, "code": home.code} for home in households
            ],
        },
    )
