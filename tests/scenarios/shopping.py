"""What villagers and officers read off the answers of the mall."""

from __future__ import annotations

import re

from domain.model.people import Household
from tests.village import Village

WANG_PHONE = "+8619900000001"
LI_PHONE = "+8619900000002"


def code_in(text: str) -> str:
    """The pickup code of an answer."""
    found = re.search(r"领取码\s?(\d{8})", text)
    assert found is not None, text
    return found[1]


def four_digits(text: str) -> str:
    """The code that is to be sent back."""
    found = re.search(r"回(\d{4})确认", text)
    assert found is not None, text
    return found[1]


async def spendable(village: Village, household: Household) -> int:
    """What a household can spend."""
    return (await village.standing(household)).spendable
