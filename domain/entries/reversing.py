"""Taking an entry back 撤销: one more entry that cancels exactly one earlier entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.boundary import boundary
from domain.entries.appending import Content, append
from domain.entries.correcting import owed
from domain.entries.found import hold, to_decide_on
from domain.entries.vetoing import in_force
from domain.ledger.rederiving import rederive
from domain.model.entry import Entry, Source
from domain.model.errors import Refused
from domain.model.people import Household, Officer, Role
from domain.model.round import HouseholdScore, Round
from domain.model.rulebook import Rulebook
from domain.work import Work

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


@dataclass(frozen=True, slots=True)
class Reversal:
    """Entry ``number`` is to be cancelled; ``agreed``: another officer has agreed."""

    number: int
    reason: str
    evidence_id: int | None = None
    agreed: bool = False
    source: Source = Source.CHAT


@boundary
async def reverse(work: Work, officer: Officer, wanted: Reversal) -> Reversed | NeedsSecond | Refused:
    """Cancel an entry of the unit and re-derive what hangs on it.

    The recorder may for the policy's hours (default 24) while the round is open, a specialist always; for somebody
    else's entry of more than a day ago only when another officer has agreed.
    Refused: not-your-role, no-entry, is-reversal, already-reversed, given-back, too-late-to-undo, undo-closed,
    own-household, kin-household.
    """
    store = work.store
    original, household = await to_decide_on(work, officer, wanted.number)
    # The round first, as everything locks it that closes cases: a round may be settled or become final just now.
    await store.objections.hold_round(original.round_id)
    locked = await hold(store, original)
    book = await store.books.version(locked.round.book_hash)
    _check_allowed(original, locked.round, officer, book, work.now, agreed=wanted.agreed)
    if not wanted.agreed and original.officer_id != officer.id and work.now - original.at > ALONE_FOR:
        raise NeedsSecond(original, household, wording_of(book, original.item))
    await _check_given_back(work, original)
    if await in_force(store, book, original):
        await store.accounts.change_vetoes(household.id, locked.round.period.year, -1)
    content = Content(
        item=original.item,
        points=-original.points,
        day=work.today,
        reason=wanted.reason,
        key=f"{work.key}:1",
        source=wanted.source,
        evidence_id=wanted.evidence_id,
        reverses=original.id,
    )
    reversal = await append(work, officer, household, original.round_id, content)
    return await _reversed(work, household, original, reversal, locked)


async def _check_given_back(work: Work, original: Entry) -> None:
    """What was given back for a deduction goes first: else it would count twice. Raises Refused("given-back")."""
    rectification = (await work.store.rectifications.of_entries([original.id])).get(original.id)
    given = await work.store.ledger.get(rectification.given) if rectification and rectification.given else None
    if given is not None and given[0].live:
        raise Refused("given-back", entry=original.id, given=given[0].id)


async def _reversed(
    work: Work, household: Household, original: Entry, reversal: Entry, locked: HouseholdScore
) -> Reversed:
    """Re-derive the round; where it stands now."""
    store, round_ = work.store, locked.round
    book = await store.books.version(round_.book_hash)
    entries = await store.ledger.of_round(household.id, round_.id)
    round_score = await rederive(work, household, locked, book, entries, f"entry:{reversal.id}")
    settled = round_.state != "open"
    return Reversed(
        entry_id=reversal.id,
        household=household,
        original=original,
        wording=wording_of(book, original.item),
        item_score=round_score.items.get(original.item),
        round_key=round_.period.key,
        round_score=round_score.total,
        officer_name=reversal.officer_name,
        reason=reversal.reason,
        settled=settled,
        year_closed=await store.years.find(round_.unit, round_.period.year) is not None,
        debt=await owed(store, household, round_) if settled else 0,
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
