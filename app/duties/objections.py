"""Objections that nobody decides."""

from __future__ import annotations

from app.duties.duty import Due
from bot.wording import objections as wording
from domain.cases.objecting import neglected_cases


async def remind(due: Due) -> None:
    """Objections are brought up again in the group halfway to their day, and when it has passed."""
    if due.quiet or await due.store.officers.chat_of(due.unit) is None:
        return
    cases = await neglected_cases(due.store, due.unit, due.now)
    if cases:
        say = wording.neglected(cases, due.now.date())
        key = f"objections:{due.unit}:{due.now.date()}:{cases[0].objection.id}"
        await due.tell_group(say.text, key, say.buttons)
