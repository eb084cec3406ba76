"""Logging points 记分: /jia and /kou."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.boundary import boundary
from domain.entries.appending import Content, append
from domain.entries.award import Award, NothingToTake, Recorded
from domain.entries.correcting import SettledRound, check_correction, owed
from domain.entries.second_look import LargeCorrection, check_alone, unseen_large
from domain.ledger.caps import taken_before
from domain.ledger.rederiving import lock, rederive
from domain.ledger.rounds import check_has_come, ensure_current, no_round
from domain.model.award_proposal import NewAwardProposal
from domain.model.entry import Entry
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_may_score, check_of_unit
from domain.model.round import HouseholdScore
from domain.model.rulebook import Item, Rulebook
from domain.scoring.repeats import Attempt, Repeated, check_repeat
from domain.scoring.score import RoundScore, counted, item_score
from domain.work import Work


@boundary
async def record(
    work: Work, officer: Officer, awards: Sequence[Award]
) -> list[Recorded] | SettledRound | Repeated | NothingToTake | LargeCorrection | Refused:
    """Append each award to the round of its day; the caller's transaction makes them all or nothing.

    Refused: not-your-role, own-household, kin-household, unknown-item, bad-points, household-elsewhere, excused,
    round-closed, year-closed, future-day, no-round, not-joined. A LargeCorrection waits for a second officer.
    """
    check_may_score(officer, work.unit)
    await hold(work, awards)
    return [await _record_one(work, officer, award) for award in awards]


async def hold(work: Work, awards: Sequence[Award]) -> None:
    """Lock the households of several awards, always in the same order: two lists never wait for each other."""
    several = sorted({(award.household.id, award.day or work.today) for award in awards})
    if len(several) > 1:
        for household_id, day in several:
            await lock(work.store, household_id, day, work.today)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where an award falls: its day and round, the item by that round's book, and what counted there before."""

    award: Award
    item: Item
    day: date
    standing: HouseholdScore
    book: Rulebook
    entries: Sequence[Entry]
    taken: Mapping[str, int]

    @property
    def settled(self) -> bool:
        """Whether the round is settled: then the award corrects it."""
        return self.standing.round.state != "open"


async def _record_one(work: Work, officer: Officer, award: Award) -> Recorded:
    placed = await _placed(work, officer, award)
    if not award.certain:
        await _check_meant(work, officer, placed)
    household, round_ = award.household, placed.standing.round
    content = Content(
        placed.item.code, award.points, placed.day, award.reason, award.key, award.source, award.evidence_id
    )
    new = await append(work, officer, household, round_.id, content)
    if award.second is not None:
        await work.store.ledger.confirm(new.id, award.second.id, work.now)
    after = replace(placed, entries=(*placed.entries, new))
    round_score = await rederive(work, household, placed.standing, placed.book, after.entries, f"entry:{new.id}")
    done = _recorded(after, round_score, is_large=await _is_large(work, after))
    return replace(done, debt=await owed(work.store, household, round_)) if done.settled else done


async def _placed(work: Work, officer: Officer, award: Award) -> _Placed:
    """Raises Refused, and SettledRound as the question."""
    store, household = work.store, award.household
    check_of_unit(household, work.unit)
    kin = await store.roster.kin(household.id)
    check_impartial(officer, household, kin)
    day = award.day or work.today
    standing = await score_of_day(work, household, day)
    round_ = standing.round
    book = await store.books.version(round_.book_hash)
    item = _check_item(book, award)
    if round_.state != "open" and not award.certain:
        wanted = SettledRound(household, item, award.points, day, round_)
        await check_correction(store, officer, kin, wanted, accepted=award.correction)
    entries = await store.ledger.of_round(household.id, round_.id)
    return _Placed(award, item, day, standing, book, entries, await taken_before(store, household, round_, book))


async def _check_meant(work: Work, officer: Officer, placed: _Placed) -> None:
    """Raises Repeated and NothingToTake as questions, and LargeCorrection for what one officer does not do alone."""
    award, item, day = placed.award, placed.item, placed.day
    check_repeat(placed.entries, Attempt(award.household, item, award.points, day, officer, award.known), work.now)
    _check_takes(placed)
    if placed.settled and award.points > 0 and award.second is None:
        round_ = placed.standing.round
        await check_alone(work.store, officer, _to_propose(placed, officer), round_, placed.book)


def _to_propose(placed: _Placed, officer: Officer) -> NewAwardProposal:
    award = placed.award
    return NewAwardProposal(
        household=award.household,
        round_id=placed.standing.round.id,
        day=placed.day,
        item=award.item,
        points=award.points,
        reason=award.reason,
        officer_id=officer.id,
        evidence_id=award.evidence_id,
    )


def _check_takes(placed: _Placed) -> None:
    award, item = placed.award, placed.item
    mine = [entry for entry in placed.entries if entry.live and entry.item == item.code]
    if award.anyway or award.points > 0 or item.start != "zero":
        return
    if item_score(item, sum(entry.points for entry in mine), placed.taken.get(item.code, 0)) == 0:
        given = [entry for entry in mine if entry.points > 0]
        raise NothingToTake(award, item, given[-1] if given else None)


def _recorded(placed: _Placed, round_score: RoundScore, *, is_large: bool) -> Recorded:
    """What the last of the entries came to."""
    new, item = placed.entries[-1], placed.item
    moved = counted(placed.book, placed.entries, placed.taken)
    now_at = round_score.items[item.code]
    return Recorded(
        entry_id=new.id,
        household=placed.award.household,
        item=item,
        day=new.day,
        asked=new.points,
        counted=moved[new.id],
        item_score=now_at,
        round_key=placed.standing.round.period.key,
        round_score=round_score.total,
        reason=new.reason,
        is_full=now_at >= item.points - placed.taken.get(item.code, 0),
        offset_by=_offset_by(placed.entries, moved),
        is_large=is_large,
        settled=placed.settled,
    )


def _offset_by(entries: Sequence[Entry], moved: Mapping[int, int]) -> tuple[int, ...]:
    """What the last entry makes up for: those the other way that counted only in part, or else all of them."""
    new = entries[-1]
    other_way = [one for one in entries if one.live and one.item == new.item and one.points * new.points < 0]
    partly = [one for one in other_way if abs(moved[one.id]) < abs(one.points)]
    return tuple(one.id for one in partly or other_way)


async def _is_large(work: Work, placed: _Placed) -> bool:
    """Whether this award, with what the officer gave of the item before, wants a second look."""
    new, household = placed.entries[-1], placed.award.household
    given = sum(
        one.points
        for one in placed.entries
        if one.live and one.points > 0 and (one.item, one.officer_name) == (new.item, new.officer_name)
    )
    if new.points < 0 or given <= placed.book.policy.second_look_above:
        return False
    unseen = await unseen_large(work.store, household.unit, placed.standing.round, household)
    return any(large.entry.id == new.id for large in unseen)


async def score_of_day(work: Work, household: Household, day: date) -> HouseholdScore:
    """The household's locked score in the round of that day.

    Raises Refused (future-day, no-round, clock-jumped, not-joined, excused).
    """
    store = work.store
    await check_has_come(store, day, work.now)
    standing = await store.scores.lock(household.id, day)
    if standing is None:
        current = await ensure_current(store, work.town, household.unit, work.now)
        if await store.rounds.of_day(household.unit, day) is None:
            raise await no_round(store, current, day, work.now)
        standing = await store.scores.lock(household.id, day)
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
