"""顾主任 of the town, and the town's own group."""

from __future__ import annotations

from tests.village import Village

GU = 401
TOWN_GROUP = -9001


async def jian(village: Village, text: str = "/jian") -> str:
    """What the supervisor is told in the town's group."""
    return (await village.says(GU, text, chat=TOWN_GROUP)).text
