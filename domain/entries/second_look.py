"""Large awards 复核 (design part 3, point 9): they count at once, and another officer looks at them.

Settling a round looks at what nobody looked at; nobody would look at what corrects a settled one, so that is an entry
only when another officer confirms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.boundary import boundary
from domain.entries.found import hold, to_decide_on
from domain.ledger.caps import taken_before
from domain.model.award_proposal import NewAwardProposal
from domain.model.entry import Entry
from domain.model.errors import Refused, Stop
from domain.model.people import Household, Officer, check_impartial
from domain.model.round import Round
from domain.model.rulebook import Item, Rulebook
from domain.ports.store import Store
from domain.scoring.score import item_score, live_points
from domain.work import Work


@dataclass(frozen=True, slots=True)
class LargeAward:
    """What one officer gave a household of one item, when more than ``second_look_above`` hangs on it.

    Merits are earned day by day; what is added to an obligation makes up for deductions, on whatever days of the round.
    ``parts`` are the entries, oldest first, and ``entry`` is the last of them: an award cut into small ones is one
    award. ``counted`` is what the item would lose without them.
    """

    entry: Entry
    household: Household
    counted: int
    parts: tuple[Entry, ...]


class LargeCorrection(Stop):
    """What is ``wanted`` is a large award for a settled round, which waits for a second officer.

    ``above``: so many points one officer gives alone, of that item.
    """

    def __init__(self, wanted: NewAwardProposal, item: Item, round_: Round, above: int) -> None:
        super().__init__(round_.period.key)
        self.wanted = wanted
        self.item = item
        self.round = round_
        self.above = above


async def check_alone(store: Store, officer: Officer, wanted: NewAwardProposal, round_: Round, book: Rulebook) -> None:
    """Whether one officer may correct that settled round by what is wanted. Raises LargeCorrection.

    What the officer gave of the item before counts as in ``LargeAward``. However it stands by now, an item never loses
    more than its cap.
    """
    item, above = book.items[wanted.item], book.policy.second_look_above
    before = [
        entry.points
        for entry in await store.ledger.unseen_awards(round_.unit, round_.id, wanted.household.id)
        if (entry.item, entry.officer_name) == (item.code, officer.name)
        and _stretch(item, entry.day) == _stretch(item, wanted.day)
    ]
    if min(wanted.points + sum(before), item.points) > above:
        raise LargeCorrection(wanted, item, round_, above)


def _stretch(item: Item, day: date) -> date | None:
    """Within what the parts of an award belong together: its day, or, when it makes up for deductions, the round."""
    return day if item.start == "zero" else None


async def unseen_large(store: Store, unit: str, round_: Round, household: Household | None = None) -> list[LargeAward]:
    """The round's large awards that nobody but the recorder has looked at, oldest first; or one household's."""
    book = await store.books.version(round_.book_hash)
    above = book.policy.second_look_above
    awards: defaultdict[tuple[int, str, str, date | None], list[Entry]] = defaultdict(list)
    for entry in await store.ledger.unseen_awards(unit, round_.id, household.id if household else None):
        stretch = _stretch(book.items[entry.item], entry.day)
        awards[entry.household_id, entry.item, entry.officer_name, stretch].append(entry)
    found = []
    for parts in awards.values():
        if sum(part.points for part in parts) > above:
            large = await _award(store, round_, book, parts)
            if large.counted > above:
                found.append(large)
    return sorted(found, key=lambda large: large.entry.id)


async def _award(store: Store, round_: Round, book: Rulebook, parts: Sequence[Entry]) -> LargeAward:
    """What hangs on these entries now, also when they did not count for the cap and made up for what came after."""
    last = parts[-1]
    household, item = await store.roster.by_id(last.household_id), book.items[last.item]
    points = live_points(await store.ledger.of_round(household.id, round_.id)).get(item.code, 0)
    taken = (await taken_before(store, household, round_, book)).get(item.code, 0)
    without = points - sum(part.points for part in parts)
    lost = item_score(item, points, taken) - item_score(item, without, taken)
    return LargeAward(last, household, lost, tuple(parts))


@boundary
async def look(work: Work, officer: Officer, number: int) -> LargeAward | Refused:
    """Another officer has looked at award ``number``, with its earlier parts, and finds it right.

    Refused: not-your-role, no-entry, already-reversed, own-award, own-household, kin-household, already-confirmed.
    """
    store = work.store
    entry, household = await to_decide_on(work, officer, number)
    if entry.officer_id in await store.officers.ids_of_person(officer.id):
        raise Refused("own-award", entry=number)
    locked = await hold(store, entry)
    current = await store.ledger.get(number)
    if current is not None and current[0].reversed_by is not None:
        raise Refused("already-reversed", entry=number, by=current[0].reversed_by)
    for large in await unseen_large(store, work.unit, locked.round, household):
        if number in {part.id for part in large.parts}:
            seen = [part for part in large.parts if part.id <= number]
            await _confirm(store, seen, officer, work.now)
            return replace(large, entry=seen[-1], parts=tuple(seen))
    raise Refused("already-confirmed", entry=number)


async def _confirm(store: Store, parts: Sequence[Entry], officer: Officer, now: datetime) -> None:
    for part in parts:
        await store.ledger.confirm(part.id, officer.id, now)


async def look_by_settling(store: Store, round_: Round, officer: Officer, now: datetime) -> Sequence[LargeAward]:
    """Settling a round is the second look at its large awards; which ones it was.

    Raises Refused("second-look-first") when one of them is the settling officer's own, or the own household's or kin's.
    """
    large = await unseen_large(store, round_.unit, round_)
    own = [one for one in large if await _is_own(store, one, officer)]
    if own:
        raise Refused("second-look-first", entries=[one.entry.id for one in own], round=round_.period.key)
    for one in large:
        await _confirm(store, one.parts, officer, now)
    return large


async def _is_own(store: Store, large: LargeAward, officer: Officer) -> bool:
    if large.entry.officer_id in await store.officers.ids_of_person(officer.id):
        return True
    try:
        check_impartial(officer, large.household, await store.roster.kin(large.household.id))
    except Refused:
        return True
    return False
