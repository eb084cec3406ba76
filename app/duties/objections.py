"""Objections that nobody decides."""

from __future__ import annotations

from app.duties.duty import Due, duty
from bot.wording import objections as wording
from domain.cases.objecting import neglected_cases
from storage.agenda import Matter


@duty(120, among=Matter.OBJECTION)
async def remind(due: Due) -> None:
    """Objections are brought up again in the group halfway to their day, and when it has passed."""
    if due.quiet:
        return
    cases = await neglected_cases(due.work.store, due.work.unit, due.work.now)
    if cases:
        say = wording.neglected(cases, due.work.now.date())
        key = f"objections:{due.work.unit}:{due.work.now.date()}:{cases[0].objection.id}"
        await due.tell_group(say.text, key, say.buttons)
