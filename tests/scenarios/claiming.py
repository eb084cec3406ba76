"""What the scenarios of claims 申报 share."""

from __future__ import annotations

from tests.village import Village

WANG, LI = "+8619900000001", "+8619900000002"
LIU = 104
"""A second specialist, 刘文清."""


async def claimed(village: Village, words: str = "申报 献血 9月8日", phone: str = WANG) -> str:
    """Somebody claims by text; the reply."""
    return await village.texts(phone, words)
