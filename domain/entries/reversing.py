"""Taking an entry back 撤销: one more entry that cancels exactly one earlier entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.entries.correcting import owed
from domain.entries.found import hold, to_decide_on
from domain.entries.vetoing import in_force
from domain.ledger.rederiving import rederive
from domain.model.entry import Entry, NewEntry, Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer, Role
from domain.model.round import Round
from domain.model.rulebook import Rulebook
from domain.ports.store import Store

ALONE_FOR = timedelta(hours=24)
"""How long a specialist takes back somebody else's entry alone (design part 3, point 9)."""


class NeedsSecond(Refused):
    """Somebody else's entry of more than a day ago: another officer has to agree."""

    def __init__(self, original: Entry, household: Household, wording: str) -> None:
        super().__init__("second-needed", entry=original.id)
        self.original = original
        self.household = household
        self.wording = wording


@dataclass(frozen=True, slots=True)
class Reversed:
    """A reversal: its number, what it cancels, and where item and round stand now (None for a veto's item)."""

    entry_id: int
    household: Household
    original: Entry
    wording: str
    item_score: int | None
    round_key: str
    round_score: int
    officer_name: str
    reason: str
    settled: bool
    """Its round was settled already: a correction."""
    year_closed: bool
    """The year's ranking is frozen, and its points have lapsed or will."""
    debt: int = 0
    """What the household owes of that year after a correction."""


async def reverse(
    store: Store,
    unit: str,
    officer: Officer,
    number: int,
    reason: str,
    key: str,
    source: Source,
    now: datetime,
    *,
    evidence_id: int | None = None,
    agreed: bool = False,
) -> Reversed:
    """Cancel entry ``number`` of the unit and re-derive what hangs on it.

    The recorder may for the policy's hours (default 24) while the round is open, a specialist always; for somebody
    else's entry of more than a day ago only when another officer has ``agreed``.
    Raises NeedsSecond and Refused (not-your-role, no-entry, is-reversal, already-reversed, too-late-to-undo,
    undo-closed, own-household, kin-household).
    """
    original, household = await to_decide_on(store, unit, officer, number)
    # The round first, as everything locks it that closes cases: a round may be settled or become final just now.
    await store.objections.hold_round(original.round_id)
    locked = await hold(store, original)
    book = await store.rounds.book(locked.round.book_hash)
    _check_allowed(original, locked.round, officer, book, now, agreed=agreed)
    if not agreed and original.officer_id != officer.id and now - original.at > ALONE_FOR:
        raise NeedsSecond(original, household, wording_of(book, original.item))
    was_in_force = await in_force(store, book, original)
    new = NewEntry(
        household_id=household.id,
        round_id=original.round_id,
        unit=unit,
        item=original.item,
        points=-original.points,
        at=now,
        day=now.date(),
        officer_id=officer.id,
        officer_name=officer.name,
        source=source,
        reason=reason,
        key=key,
        reverses=number,
        evidence_id=evidence_id,
    )
    reversal = await store.ledger.append(new)
    if was_in_force:
        await store.rounds.change_vetoes(household.id, locked.round.period.year, -1)
    entries = await store.ledger.of_round(household.id, original.round_id)
    round_score = await rederive(store, household, locked, book, entries, f"entry:{reversal}", now)
    settled = locked.round.state != "open"
    return Reversed(
        entry_id=reversal,
        household=household,
        original=original,
        wording=wording_of(book, original.item),
        item_score=round_score.items.get(original.item),
        round_key=locked.round.period.key,
        round_score=round_score.total,
        officer_name=officer.name,
        reason=reason,
        settled=settled,
        year_closed=await store.years.find(unit, locked.round.period.year) is not None,
        debt=await owed(store, household, locked.round) if settled else 0,
    )


def _check_allowed(
    original: Entry, round_: Round, officer: Officer, book: Rulebook, now: datetime, *, agreed: bool
) -> None:
    if original.reverses is not None:
        raise Refused("is-reversal", entry=original.id)
    if original.reversed_by is not None:
        raise Refused("already-reversed", entry=original.id, by=original.reversed_by)
    if agreed or officer.role is Role.SPECIALIST:
        return
    if round_.state != "open":
        raise Refused("undo-closed", entry=original.id, round=round_.period.key)
    hours = book.policy.undo_hours
    if original.officer_id != officer.id or now - original.at > timedelta(hours=hours):
        raise Refused("too-late-to-undo", hours=hours)


def wording_of(book: Rulebook, code: str) -> str:
    """An item's or a veto's wording; the code itself when the book does not know it."""
    known = book.items.get(code) or book.veto_by_code.get(code)
    return known.wording if known else code
