"""Every document that can be printed."""

from __future__ import annotations

from app.printing.forms import CARD, CLAIM, INSPECTION, RULES
from app.printing.household_file import FILE
from app.printing.households import PASSBOOK, PLATES
from app.printing.mall import REDEMPTIONS
from app.printing.notices import MISSED
from app.printing.published import BOARD, QUARTER
from app.printing.year import CERTIFICATES

DOCUMENTS = (
    BOARD,
    QUARTER,
    PASSBOOK,
    REDEMPTIONS,
    MISSED,
    CLAIM,
    INSPECTION,
    RULES,
    CARD,
    PLATES,
    CERTIFICATES,
    FILE,
)
"""In the order in which they are listed."""
