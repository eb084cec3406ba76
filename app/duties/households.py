"""Changes of households that wait for a second officer."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty
from storage.agenda import Matter

_WAITS = timedelta(days=14)
"""They may name telephone numbers, which are kept no longer than somebody may still agree."""


@duty(140, among=Matter.HOUSEHOLD_PROPOSAL)
async def forget_proposals(due: Due) -> None:
    """What nobody agreed to in two weeks is forgotten; its button says that it is to be asked for again."""
    await due.work.store.households.forget_proposals(due.work.unit, due.work.now - _WAITS)
