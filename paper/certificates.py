"""奖状: for the households on the year's honours list 评先评优 (the document's section 五（二）)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.model.closed_year import Honour
from paper.typesetting import FilledTemplate
from paper.words import full_day, place


def certificates(unit: str, year: int, honours: Sequence[Honour], day: date) -> FilledTemplate:
    """One for each household on the list; those that are equal over its edge 并列待评 get none."""
    return FilledTemplate(
        "certificates",
        {
            "unit": unit,
            "day": full_day(day),
            "people": [
                {
                    "head": one.household.head,
                    "place": place(one.household),
                    "says": _says(year, one),
                }
                for one in honours
                if one.honoured
            ],
        },
    )


def _says(year: int, one: Honour) -> str:
    figures = f"在{year}年度乡村治理积分考评中得{one.earned}分，全村第{one.rank}名"
    return f"{figures}，评为先进，特发此状，以资鼓励。"
