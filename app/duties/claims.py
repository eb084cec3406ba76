"""Claims that nobody answers."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty
from bot.wording import claims as wording
from domain.cases.claims import claimed_items, neglected
from storage.agenda import Matter


@duty(110, among=Matter.CLAIM)
async def remind(due: Due) -> None:
    """Claims that nobody answers are brought up again in the group, by day."""
    if not await due.may_remind():
        return
    claims = await neglected(due.work.store, due.work.unit, due.work.now)
    if claims:
        today = due.work.now.date()
        items = await claimed_items(due.work.store, due.work.town, claims)
        say = wording.neglected(claims, items, today)
        key = f"claims:{due.work.unit}:{today}:{claims[0].number}"
        await due.remind(say.text, key, timedelta(days=1), say.buttons)
