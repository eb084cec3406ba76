"""What takes a specialist and a second officer."""

from __future__ import annotations

from tests.village import CHEN, SUN, Answer, Village


async def agreed(village: Village, said: str, officer: int = SUN) -> Answer:
    """The specialist wants something, and a second officer agrees."""
    asked = await village.says(CHEN, said)
    return await village.presses(officer, asked.button("确认"))
