"""Logging points 记分: /jia and /kou."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.entries.correcting import SettledRound, check_correction, owed
from domain.entries.second_look import check_alone, unseen_large
from domain.ledger.caps import taken_before
from domain.ledger.rederiving import lock, rederive
from domain.ledger.rounds import ensure_current, no_round
from domain.model.award_proposal import NewAwardProposal
from domain.model.entry import Entry, NewEntry, Source
from domain.model.errors import Question, Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_may_score
from domain.model.round import HouseholdScore, Round
from domain.model.rulebook import Item, Rulebook
from domain.ports.store import Store
from domain.ports.town import Town
from domain.scoring.repeats import check_repeat
from domain.scoring.score import RoundScore, counted, item_score


@dataclass(frozen=True, slots=True)
class Award:
    """One line of a command: ``points`` are signed, ±1 to ± the book's total.

    What an officer may not have meant is asked about first, unless it was asked: ``known`` are the earlier entries of
    the same that the officer knows of, ``correction`` says that it goes into a round that is settled, ``anyway`` that
    nothing of it counts. ``certain``: it carries out a decision, so that nothing is asked and
    a settled round takes it too. ``second`` is the other officer who confirmed it.
    """

    household: Household
    item: str
    points: int
    reason: str
    key: str
    evidence_id: int | None = None
    day: date | None = None
    """The day it happened, which names its round; None = today."""
    known: Container[int] = ()
    correction: bool = False
    anyway: bool = False
    certain: bool = False
    second: Officer | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an award came to: the points that counted, and where the item and the round stand now."""

    entry_id: int
    household: Household
    item: Item
    day: date
    asked: int
    counted: int
    item_score: int
    round_key: str
    round_score: int
    reason: str
    is_full: bool = False
    """The item has reached its cap."""
    offset_by: tuple[int, ...] = ()
    """Entries the other way, which took the item beyond its bounds: that is made up for first."""
    is_large: bool = False
    """It counts at once, and another officer looks at it 复核."""
    settled: bool = False
    """Its round was settled already: a correction."""
    debt: int = 0
    """What the household owes of that year after a correction."""


class NothingToTake(Question):
    """A deduction from a merit that stands at 0; ``given`` is the last award of it that counts, if there is one."""

    def __init__(self, award: Award, item: Item, given: Entry | None) -> None:
        super().__init__(item.code)
        self.award = award
        self.item = item
        self.given = given


async def record(
    store: Store, town: Town, unit: str, officer: Officer, awards: Sequence[Award], source: Source, now: datetime
) -> list[Recorded]:
    """Append each award to the round of its day; the caller's transaction makes them all or nothing.

    Raises Refused (not-your-role, own-household, kin-household, unknown-item, bad-points, household-elsewhere,
    excused, round-closed, year-closed, future-day, no-round, not-joined), the questions SettledRound, Repeated and
    NothingToTake, and LargeCorrection for what waits for a second officer.
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
    kin = await store.roster.kin(household.id)
    check_impartial(officer, household, kin)
    day = award.day or now.date()
    standing = await score_of_day(store, town, household, day, now)
    round_ = standing.round
    book = await store.rounds.book(round_.book_hash)
    item = _check_item(book, award)
    if round_.state != "open" and not award.certain:
        wanted = SettledRound(household, item, award.points, day, round_)
        await check_correction(store, officer, kin, wanted, accepted=award.correction)
    entries = list(await store.ledger.of_round(household.id, round_.id))
    taken = await taken_before(store, household, round_, book)
    if not award.certain:
        check_repeat(entries, item, household, award.points, day, officer, award.known, now)
        _check_takes(entries, award, item, taken.get(item.code, 0))
        if round_.state != "open" and award.points > 0 and award.second is None:
            await check_alone(store, officer, _to_propose(award, officer, day, round_), round_, book)
    new = _new_entry(award, unit, round_, item, day, officer, source, now)
    entries.append(as_entry(await store.ledger.append(new), new))
    if award.second is not None:
        await store.ledger.confirm(entries[-1].id, award.second.id, now)
    round_score = await rederive(store, household, standing, book, entries, f"entry:{entries[-1].id}", now)
    is_large = await _is_large(store, round_, book, entries[-1], entries, household)
    done = _recorded(award, item, standing, entries, counted(book, entries, taken), taken, round_score, is_large)
    return replace(done, debt=await owed(store, household, round_)) if done.settled else done


def _to_propose(award: Award, officer: Officer, day: date, round_: Round) -> NewAwardProposal:
    return NewAwardProposal(
        household=award.household,
        round_id=round_.id,
        day=day,
        item=award.item,
        points=award.points,
        reason=award.reason,
        officer_id=officer.id,
        evidence_id=award.evidence_id,
    )


def _check_takes(entries: Sequence[Entry], award: Award, item: Item, taken: int) -> None:
    mine = [entry for entry in entries if entry.live and entry.item == item.code]
    if award.anyway or award.points > 0 or item.start != "zero":
        return
    if item_score(item, sum(entry.points for entry in mine), taken) == 0:
        given = [entry for entry in mine if entry.points > 0]
        raise NothingToTake(award, item, given[-1] if given else None)


def _new_entry(
    award: Award, unit: str, round_: Round, item: Item, day: date, officer: Officer, source: Source, now: datetime
) -> NewEntry:
    return NewEntry(
        household_id=award.household.id,
        round_id=round_.id,
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


def _recorded(
    award: Award,
    item: Item,
    standing: HouseholdScore,
    entries: Sequence[Entry],
    moved: Mapping[int, int],
    taken: Mapping[str, int],
    round_score: RoundScore,
    is_large: bool,
) -> Recorded:
    new, now_at = entries[-1], round_score.items[item.code]
    return Recorded(
        entry_id=new.id,
        household=award.household,
        item=item,
        day=new.day,
        asked=new.points,
        counted=moved[new.id],
        item_score=now_at,
        round_key=standing.round.period.key,
        round_score=round_score.total,
        reason=award.reason,
        is_full=now_at >= item.points - taken.get(item.code, 0),
        offset_by=_offset_by(entries, moved),
        is_large=is_large,
        settled=standing.round.state != "open",
    )


def _offset_by(entries: Sequence[Entry], moved: Mapping[int, int]) -> tuple[int, ...]:
    """What the last entry makes up for: those the other way that counted only in part, or else all of them."""
    new = entries[-1]
    other_way = [one for one in entries if one.live and one.item == new.item and one.points * new.points < 0]
    partly = [one for one in other_way if abs(moved[one.id]) < abs(one.points)]
    return tuple(one.id for one in partly or other_way)


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
    """The household's locked score in the round of that day.

    Raises Refused (future-day, no-round, clock-jumped, not-joined, excused).
    """
    if day > now.date():
        raise Refused("future-day", day=day)
    standing = await store.rounds.lock_score(household.id, day)
    if standing is None:
        current = await ensure_current(store, town, household.unit, now)
        if await store.rounds.of_day(household.unit, day) is None:
            raise await no_round(store, current, day, now)
        standing = await store.rounds.lock_score(household.id, day)
    if standing is None:
        check_here(await store.roster.by_id(household.id))
        raise Refused("not-joined", household=household, joined=await store.roster.joined(household.id), day=day)
    if standing.score is None:
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
