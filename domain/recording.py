"""Logging points 记分: /jia and /kou."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.caps import taken_before
from domain.entry import Entry, NewEntry, Source
from domain.errors import Refused
from domain.people import Household, Officer, check_here, check_impartial, check_may_score
from domain.ports import HouseholdScore, Round, Store, Town
from domain.rederiving import lock, rederive
from domain.rounds import ensure_current
from domain.rulebook import Item, Rulebook
from domain.scoring import counted
from domain.second_look import unseen_large


@dataclass(frozen=True, slots=True)
class Award:
    """One line of a command: ``points`` are signed, ±1 to ± the book's total.

    ``repeat`` says that the officer knows of another officer's entry of the same day for the same item.
    """

    household: Household
    item: str
    points: int
    reason: str
    key: str
    evidence_id: int | None = None
    repeat: bool = False
    day: date | None = None
    """The day it happened, which names its round; None = today."""
    correction: bool = False
    """A specialist's, or an objection's: a round that is settled takes it too."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an award came to: the points that counted, and where the item and the round stand now."""

    entry_id: int
    household: Household
    item: Item
    asked: int
    counted: int
    item_score: int
    round_key: str
    round_score: int
    is_large: bool = False
    """It counts at once, and another officer looks at it 复核."""


class RepeatedToday(Exception):  # noqa: N818 - a question to the officer, not a failure
    """Another officer recorded the same household and item on the same day; the officer has to say it is meant."""

    def __init__(self, award: Award, item: Item, earlier: Entry) -> None:
        super().__init__(earlier.id)
        self.award = award
        self.item = item
        self.earlier = earlier


async def record(
    store: Store, town: Town, unit: str, officer: Officer, awards: Sequence[Award], source: Source, now: datetime
) -> list[Recorded]:
    """Append each award to the round of its day; the caller's transaction makes them all or nothing.

    Raises Refused (not-your-role, own-household, kin-household, unknown-item, bad-points, household-elsewhere,
    excused, round-closed, future-day, no-round) and RepeatedToday.
    """
    check_may_score(officer, unit)
    await hold(store, awards, now)
    return [await _record_one(store, town, unit, officer, award, source, now) for award in awards]


async def hold(store: Store, awards: Sequence[Award], now: datetime) -> None:
    """Lock the households of several awards, always in the same order: two lists never wait for each other."""
    today = now.date()
    several = sorted({(award.household.id, award.day or today) for award in awards})
    if len(several) > 1:
        for household_id, day in several:
            await lock(store, household_id, day, today)


async def _record_one(
    store: Store, town: Town, unit: str, officer: Officer, award: Award, source: Source, now: datetime
) -> Recorded:
    household = award.household
    if household.unit != unit:
        raise Refused("household-elsewhere", household=household)
    check_impartial(officer, household, await store.roster.kin(household.id))
    day = award.day or now.date()
    standing = await score_of_day(store, town, household, day, now)
    if standing.round.state != "open" and not award.correction:
        raise Refused("round-closed", round=standing.round.period.key)
    book = await store.rounds.book(standing.round.book_hash)
    item = _check_item(book, award)
    entries = list(await store.ledger.of_round(household.id, standing.round.id))
    if not award.repeat:
        _check_repeat(entries, award, item, officer, day)
    new = NewEntry(
        household_id=household.id,
        round_id=standing.round.id,
        unit=unit,
        item=item.code,
        points=award.points,
        at=now,
        day=day,
        officer_id=officer.id,
        officer_name=officer.name,
        source=source,
        reason=award.reason,
        key=award.key,
        evidence_id=award.evidence_id,
    )
    number = await store.ledger.append(new)
    entries.append(as_entry(number, new))
    round_score = await rederive(store, household, standing, book, entries, f"entry:{number}", now)
    taken = await taken_before(store, household, standing.round, book)
    moved = counted(book, entries, taken)[number]
    return Recorded(
        entry_id=number,
        household=household,
        item=item,
        asked=award.points,
        counted=moved,
        item_score=round_score.items[item.code],
        round_key=standing.round.period.key,
        round_score=round_score.total,
        is_large=await _is_large(store, standing.round, book, entries[-1], entries, household),
    )


async def _is_large(
    store: Store, round_: Round, book: Rulebook, new: Entry, entries: Sequence[Entry], household: Household
) -> bool:
    """Whether this award, with what the officer gave of the item before, wants a second look."""
    given = sum(
        one.points
        for one in entries
        if one.live and one.points > 0 and (one.item, one.officer_name) == (new.item, new.officer_name)
    )
    if new.points < 0 or given <= book.policy.second_look_above:
        return False
    return any(large.entry.id == new.id for large in await unseen_large(store, household.unit, round_, household))


async def score_of_day(store: Store, town: Town, household: Household, day: date, now: datetime) -> HouseholdScore:
    """The household's locked score in the round of that day. Raises Refused (future-day, no-round, excused)."""
    if day > now.date():
        raise Refused("future-day", day=day)
    standing = await store.rounds.lock_score(household.id, day)
    if standing is None:
        await ensure_current(store, town, household.unit, now)
        if await store.rounds.of_day(household.unit, day) is None:
            raise Refused("no-round", day=day)
        standing = await store.rounds.lock_score(household.id, day)
    if standing is None or standing.score is None:
        check_here(await store.roster.by_id(household.id))
        raise Refused("excused", household=household)
    return standing


def _check_item(book: Rulebook, award: Award) -> Item:
    item = book.items.get(award.item)
    if item is None:
        raise Refused("unknown-item", item=award.item)
    if not 1 <= abs(award.points) <= book.total:
        raise Refused("bad-points", points=award.points, most=book.total)
    return item


def _check_repeat(entries: Sequence[Entry], award: Award, item: Item, officer: Officer, day: date) -> None:
    for entry in entries:
        if entry.live and entry.item == item.code and entry.day == day and entry.officer_id != officer.id:
            raise RepeatedToday(award, item, entry)


def as_entry(number: int, new: NewEntry) -> Entry:
    """The stored form of an entry that has just been appended."""
    return Entry(
        id=number,
        household_id=new.household_id,
        round_id=new.round_id,
        item=new.item,
        points=new.points,
        at=new.at,
        day=new.day,
        officer_id=new.officer_id,
        officer_name=new.officer_name,
        source=new.source,
        reason=new.reason,
        reverses=new.reverses,
    )
