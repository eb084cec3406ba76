"""Changes of households that wait for a second officer."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty
from bot.wording import awaiting as wording
from domain.model.awaited import AwaitedKind
from storage.agenda import Matter

_WAITS = timedelta(days=14)
"""They may name telephone numbers, which are kept no longer than somebody may still agree."""


@duty(140, among=Matter.HOUSEHOLD_PROPOSAL)
async def forget_proposals(due: Due) -> None:
    """What nobody agreed to in two weeks is forgotten; the group hears of it, and the button says so."""
    store, unit, before = due.work.store, due.work.unit, due.work.now - _WAITS
    waiting = await store.awaiting.of_unit(unit)
    over = [one for one in waiting if one.kind is AwaitedKind.HOUSEHOLD and one.made < before]
    await store.households.forget_proposals(unit, before)
    if over:
        await due.tell_group(wording.lapsed(over, due.work.today), f"households-lapsed:{unit}:{over[0].number}")
