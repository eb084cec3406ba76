"""申报表: the form on which a household claims points by hand (the document's section 四（一）)."""

from __future__ import annotations

from domain.model.rulebook import Rulebook
from paper.typesetting import FilledTemplate


def claim_form(unit: str, book: Rulebook) -> FilledTemplate:
    """Two forms on a sheet, with what can be earned."""
    return FilledTemplate(
        "claim_form",
        {
            "title": f"{unit}积分申报表",
            "merits": [f"{item.wording}（最多{item.points}分）" for item in book.merits],
        },
    )
