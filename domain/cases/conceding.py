"""Taking an entry back while its household disputes it: the case closes with it, and the household is told."""

from __future__ import annotations

from dataclasses import replace

from domain.boundary import boundary
from domain.cases.case import Ruling, TakenBack
from domain.cases.objecting import find_case
from domain.cases.ruling import Decision, carry_out
from domain.cases.wording import VillagerTexts
from domain.entries.reversing import NeedsSecond, Reversal, reverse
from domain.model.errors import Refused
from domain.model.objection import ObjectionState
from domain.model.people import Officer
from domain.work import Work


@boundary
async def take_back(
    work: Work, officer: Officer, wanted: Reversal, texts: VillagerTexts, second: Officer | None = None
) -> TakenBack | NeedsSecond | Refused:
    """Reverse an entry; ``second`` is the other officer who agreed. Refused as ``reverse``."""
    done = await reverse(work, officer, replace(wanted, agreed=second is not None))
    if isinstance(done, Refused):
        raise done
    if second is not None:
        await work.store.ledger.confirm(done.entry_id, second.id, work.now)
    cases = await work.store.objections.of_entry(done.original.id)
    waiting = [one.id for one in cases if one.state is ObjectionState.OPEN]
    # The household was right, unless the entry gave points: nobody objects to have those taken away.
    if not waiting or done.original.points > 0:
        return TakenBack(done)
    case = await find_case(work.store, work.unit, waiting[0])
    decision = Decision(case, Ruling(True, wanted.reason), second, done)
    return TakenBack(done, await carry_out(work, officer, decision, texts))
