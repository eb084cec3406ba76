"""Villagers who wait to be called."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty
from bot.wording import callbacks as wording
from domain.cases.callbacks import neglected
from storage.agenda import Matter


@duty(115, among=Matter.CALLBACK)
async def remind(due: Due) -> None:
    """Who was not called within a day is brought up again in the group, each day."""
    if not await due.may_remind():
        return
    wishes = await neglected(due.work)
    if wishes:
        say = wording.neglected(wishes, due.work.now)
        key = f"callbacks:{due.work.unit}:{due.work.today}:{wishes[0].number}"
        await due.remind(say.text, key, timedelta(days=1), say.buttons)
