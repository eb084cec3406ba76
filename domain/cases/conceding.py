"""Taking an entry back while its household disputes it: the case closes with it, and the household is told."""

from __future__ import annotations

from domain.cases.case import Ruled, Ruling, TakenBack
from domain.cases.objecting import case_of
from domain.cases.ruling import Sitting, carry_out
from domain.entries.reversing import Reversed, reverse
from domain.model.entry import Source
from domain.model.objection import ObjectionState
from domain.model.people import Officer


async def take_back(
    sitting: Sitting,
    officer: Officer,
    number: int,
    reason: str,
    *,
    evidence_id: int | None = None,
    second: Officer | None = None,
) -> TakenBack:
    """Reverse entry ``number``; ``second`` is the other officer who agreed. Raises what ``reverse`` raises."""
    done = await reverse(
        sitting.store,
        sitting.unit,
        officer,
        number,
        reason,
        f"{sitting.key}:1",
        Source.CHAT,
        sitting.now,
        evidence_id=evidence_id,
        agreed=second is not None,
    )
    if second is not None:
        await sitting.store.ledger.confirm(done.entry_id, second.id, sitting.now)
    return TakenBack(done, await _concede(sitting, officer, second, reason, done))


async def _concede(
    sitting: Sitting, officer: Officer, second: Officer | None, reason: str, done: Reversed
) -> Ruled | None:
    """The household was right, unless the entry gave points: nobody objects to have those taken away."""
    cases = await sitting.store.objections.of_entry(done.original.id)
    waiting = [one.id for one in cases if one.state is ObjectionState.OPEN]
    if not waiting or done.original.points > 0:
        return None
    case = await case_of(sitting.store, sitting.unit, waiting[0])
    return await carry_out(sitting, officer, second, case, Ruling(True, reason), reversal=done)
