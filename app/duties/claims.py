"""Claims that nobody answers."""

from __future__ import annotations

from app.duties.duty import Due
from bot.wording import claims as wording
from domain.cases.claims import claimed_items, neglected


async def remind(due: Due) -> None:
    """Claims that nobody answers are brought up again in the group, by day."""
    if due.quiet or await due.store.officers.chat_of(due.unit) is None:
        return
    claims = await neglected(due.store, due.unit, due.now)
    if claims:
        today = due.now.date()
        items = await claimed_items(due.store, due.town, claims)
        say = wording.neglected(claims, items, today)
        await due.tell_group(say.text, f"claims:{due.unit}:{today}:{claims[0].number}", say.buttons)
