"""检查表: a round of inspections on paper, filled by hand while walking from door to door."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.calendar import Period
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from paper.typesetting import FilledTemplate
from paper.words import period_name, place


def inspection(unit: str, book: Rulebook, period: Period, households: Sequence[Household]) -> FilledTemplate:
    """A line a household, a column an item; what is filled in is brought in with ``jifen entries import``."""
    return FilledTemplate(
        "inspection",
        {
            "title": f"{unit}{period_name(period)}检查表",
            "note": "标“扣”的填扣几分，标“加”的填加几分，没有就空着；没看过的户请整行划掉。",
            "items": [
                {
                    "code": item.code,
                    "wording": item.wording,
                    "points": item.points,
                    "verb": "扣" if item.start == "full" else "加",
                }
                for item in book.items.values()
            ],
            "lines": [[place(home), home.head, home.code] for home in households],
        },
    )
