"""A household's own record: a year's rounds by item with what was missed and why, its account, its claims and cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.cases.case import Case
from domain.cases.objecting import find_case, objectionable
from domain.ledger.caps import counted_in, derive_year
from domain.ledger.lapsing import LeftOver, left_over
from domain.model.about import Subject
from domain.model.account import Posting
from domain.model.change import Change
from domain.model.claim import Claim
from domain.model.entry import Entry
from domain.model.goods import Goods
from domain.model.people import Household
from domain.model.photo import PhotoState
from domain.model.rectification import Rectification
from domain.model.redemption import Redemption
from domain.model.round import Round, RoundState
from domain.model.rulebook import Item, Rulebook, Veto
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.settlement.board import last_day
from domain.work import Work

MOST_CASES = 100
"""Claims, and as many objections, the last ones."""
_MOST_OBJECTIONABLE = 200
"""Entries that are looked at for whether they can be objected to."""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """An entry, what it counted, and what it is about (None when the round's book does not know it)."""

    entry: Entry
    counted: int
    subject: Item | Veto | None
    photos: tuple[int, ...]
    objectionable: bool
    rectified: Rectification | None = None
    photos_after: tuple[int, ...] = ()
    """What it looks like since it was put right."""

    @property
    def is_veto(self) -> bool:
        """Whether it is a veto, or takes one back."""
        return isinstance(self.subject, Veto)


@dataclass(frozen=True, slots=True)
class OwnRound:
    """A round of the household; ``score`` None = excused. ``items`` are all of its book, each with its score.

    An objection that holds the household back keeps the round ``published`` for it. ``last_day``: of publicity.
    """

    round: Round
    state: RoundState
    book: Rulebook
    score: int | None
    items: tuple[tuple[Item, int], ...]
    entries: tuple[OwnEntry, ...]
    last_day: date | None

    @property
    def missed(self) -> list[tuple[Item, int]]:
        """What was not kept: items that begin full and are not, each with what is missing."""
        return [
            (item, item.points - score) for item, score in self.items if item.start == "full" and score < item.points
        ]

    @property
    def earned(self) -> list[tuple[Item, int]]:
        """What was earned beyond the obligations."""
        return [(item, score) for item, score in self.items if item.start == "zero" and score]


@dataclass(frozen=True, slots=True)
class OwnClaim:
    """A claim with its photos."""

    claim: Claim
    photos: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What a household's file holds beside its points; lists have the latest first. ``honours`` are years."""

    joined: date
    phones: tuple[str, ...]
    honours: tuple[int, ...]
    changes: tuple[Change, ...]
    redemptions: tuple[tuple[Redemption, Goods], ...]


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """Everything that one household sees of itself in one year; rounds and lists have the latest first.

    ``goods`` are on offer in its unit, ``affordable`` is what one redemption may cost at most.
    """

    household: Household
    standing: Standing
    left_over: LeftOver | None
    year: int
    years: tuple[int, ...]
    rounds: tuple[OwnRound, ...]
    postings: tuple[Posting, ...]
    goods: tuple[Goods, ...]
    affordable: int
    waiting: tuple[tuple[Redemption, Goods], ...]
    claims: tuple[OwnClaim, ...]
    cases: tuple[Case, ...]
    file: OwnFile


async def own_record(work: Work, household: Household, year: int) -> OwnRecord:
    """The household's record of that year, as of now; it reads only."""
    store = work.about(household.unit).store
    standing = await store.standings.of_household(household, year)
    left = await left_over(store, work.policy, household, work.now)
    goods = await store.inventory.of_unit(household.unit)
    by_id = {one.id: one for one in goods}
    waiting = await store.redemptions.reserved(household.id)
    cases = await store.objections.of_household(household.id, MOST_CASES)
    claims = await store.claims.of_household(household.id, MOST_CASES)
    return OwnRecord(
        household=household,
        standing=standing,
        left_over=left,
        year=year,
        years=tuple(await scored_years(work, household)) or (work.now.year,),
        rounds=tuple(reversed(await year_rounds(work, household, year))),
        postings=tuple(reversed(await store.accounts.postings(household.id, year))),
        goods=tuple(one for one in goods if one.offered),
        affordable=max(standing.spendable, left.points if left else 0),
        waiting=tuple((one, by_id[one.goods_id]) for one in waiting),
        claims=tuple([OwnClaim(one, await _photos(store, one.evidence_id)) for one in claims]),
        cases=tuple([await find_case(store, household.unit, one.id) for one in cases]),
        file=await _file(store, household, by_id),
    )


async def _file(store: Store, household: Household, goods: Mapping[int, Goods]) -> OwnFile:
    redemptions = await store.redemptions.of_household(household.id)
    return OwnFile(
        joined=await store.households.joined(household.id),
        phones=tuple(await store.households.phones(household.id)),
        honours=tuple(reversed((await store.households.tally(household.id)).honours)),
        changes=tuple(reversed(await store.households.history(household.id))),
        redemptions=tuple((one, goods[one.goods_id]) for one in reversed(redemptions)),
    )


async def scored_years(work: Work, household: Household) -> list[int]:
    """The years in which the household was scored, the latest first."""
    last = household.left.year if household.left else work.now.year
    first = (await work.store.households.joined(household.id)).year
    return [year for year in range(last, first - 1, -1) if await work.store.scores.of_household(household.id, year)]


async def year_rounds(work: Work, household: Household, year: int) -> list[OwnRound]:
    """The household's rounds of that year with their entries, oldest first."""
    store = work.store
    open_to = await objectionable(work, household, _MOST_OBJECTIONABLE)
    numbers = frozenset(entry.id for entry, _ in open_to)
    rounds = []
    for derived in await derive_year(store, household, year):
        round_, disputes = derived.standing.round, derived.standing.disputes
        book = await store.books.version(round_.book_hash)
        items = derived.score.items if derived.score else {}
        rounds.append(
            OwnRound(
                round=round_,
                state="published" if round_.state == "final" and disputes else round_.state,
                book=book,
                score=derived.standing.score,
                items=tuple((item, items[code]) for code, item in book.items.items() if code in items),
                entries=tuple(await _entries(store, household, round_, book, numbers)),
                last_day=last_day(round_, work.today),
            )
        )
    return rounds


async def _entries(
    store: Store, household: Household, round_: Round, book: Rulebook, objectionable_ones: frozenset[int]
) -> list[OwnEntry]:
    """The round's entries, the latest first."""
    entries = await store.ledger.of_round(household.id, round_.id)
    counted: Mapping[int, int] = await counted_in(store, household, round_, entries) if entries else {}
    rectified = await store.rectifications.of_entries([entry.id for entry in entries])
    return [
        OwnEntry(
            entry=entry,
            counted=counted[entry.id],
            subject=book.items.get(entry.item) or book.veto_by_code.get(entry.item),
            photos=await _photos(store, entry.evidence_id),
            objectionable=entry.id in objectionable_ones,
            rectified=(after := rectified.get(entry.id)),
            photos_after=await _photos(store, after.wanted.evidence_id if after else None),
        )
        for entry in reversed(entries)
    ]


async def _photos(store: Store, evidence_id: int | None) -> tuple[int, ...]:
    if evidence_id is None:
        return ()
    return tuple(one.id for one in await store.evidence.photos(evidence_id) if one.state is PhotoState.KEPT)


async def own_photo(store: Store, household: Household, photo_id: int) -> str | None:
    """The SHA-256 of a photo that proves something of this household; None for any other."""
    if not await _proves(store, household, photo_id):
        return None
    photos: Sequence[str | None] = [one.sha256 for one in await store.evidence.photos(photo_id) if one.id == photo_id]
    return photos[0] if photos else None


async def _proves(store: Store, household: Household, photo_id: int) -> bool:
    for about in await store.evidence.uses(photo_id):
        entry = await store.ledger.get(about.number) if about.kind is Subject.ENTRY else None
        claim = await store.claims.get(about.number) if about.kind is Subject.CLAIM else None
        whose = entry[1] if entry else claim.household if claim else None
        if whose is not None and whose.id == household.id:
            return True
    return False
