"""Large awards 复核: they count at once, and another officer looks at them (design part 3, point 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.caps import counted_in
from domain.entry import Entry
from domain.errors import Refused
from domain.people import Household, Officer, check_impartial, check_may_score
from domain.ports import Round, Store


@dataclass(frozen=True, slots=True)
class LargeAward:
    """An award whose counted points are above the policy's ``second_look_above``."""

    entry: Entry
    household: Household
    counted: int


async def unseen_large(store: Store, unit: str, round_: Round) -> list[LargeAward]:
    """The round's large awards that nobody but the recorder has looked at, oldest first."""
    book = await store.rounds.book(round_.book_hash)
    above = book.policy.second_look_above
    found = []
    for entry, household in await store.ledger.unseen_awards(unit, round_.id, above):
        moved = (await counted_in(store, household, round_))[entry.id]
        if entry.item in book.items and moved > above:
            found.append(LargeAward(entry, household, moved))
    return found


async def look(store: Store, unit: str, officer: Officer, number: int, now: datetime) -> LargeAward:
    """Another officer has looked at award ``number`` and finds it right.

    Raises Refused (not-your-role, no-entry, already-reversed, own-award, own-household, kin-household,
    already-confirmed).
    """
    check_may_score(officer, unit)
    found = await store.ledger.get(number)
    if found is None or found[1].unit != unit:
        raise Refused("no-entry", entry=number)
    entry, household = found
    check_impartial(officer, household, await store.roster.kin(household.id))
    if entry.officer_id in await store.officers.selves(officer.id):
        raise Refused("own-award", entry=number)
    # Locks the household, so that of two officers looking at once the second hears that it is done.
    locked = await store.rounds.lock_score(household.id, entry.round_id)
    if locked is None:
        raise LookupError(f"entry {number} has no score row")
    current = await store.ledger.get(number)
    if current is not None and current[0].reversed_by is not None:
        raise Refused("already-reversed", entry=number, by=current[0].reversed_by)
    unseen = [large for large in await unseen_large(store, unit, locked.round) if large.entry.id == number]
    if not unseen:
        raise Refused("already-confirmed", entry=number)
    await store.ledger.confirm(number, officer.id, now)
    return unseen[0]


async def look_by_settling(store: Store, round_: Round, officer: Officer, now: datetime) -> Sequence[LargeAward]:
    """Settling a round is the second look at its large awards; which ones it was.

    Raises Refused("second-look-first") when one of them is the settling officer's own, or the own household's or kin's.
    """
    large = await unseen_large(store, round_.unit, round_)
    own = [one for one in large if await _is_own(store, one, officer)]
    if own:
        raise Refused("second-look-first", entries=[one.entry.id for one in own], round=round_.period.key)
    for one in large:
        await store.ledger.confirm(one.entry.id, officer.id, now)
    return large


async def _is_own(store: Store, large: LargeAward, officer: Officer) -> bool:
    if large.entry.officer_id in await store.officers.selves(officer.id):
        return True
    try:
        check_impartial(officer, large.household, await store.roster.kin(large.household.id))
    except Refused:
        return True
    return False
