"""What is published of a round 公示: every household's points, by rank, names masked as the policy says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.model.seal import Seal
from domain.ports.store import Store
from domain.scoring.ranking import ranks
from domain.settlement.sealing import seal_of, since_sealed


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """One household of the table; ``score`` None = excused, ``rank`` None = excused or vetoed. ``name`` is as shown."""

    household: Household
    name: str
    score: int | None
    rank: int | None
    vetoed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry that came after its round was published; ``name`` is as shown."""

    entry: Entry
    household: Household
    name: str
    round: Round


@dataclass(frozen=True, slots=True)
class Publication:
    """A round's table, best first, and what was corrected since it was published."""

    round: Round
    lines: tuple[PublishedLine, ...]
    seal: Seal | None
    corrections: tuple[Correction, ...]


async def publication(store: Store, round_: Round) -> Publication:
    """The round's table as of now."""
    scores = await store.scores.of_round(round_.id)
    vetoed = await store.accounts.vetoed(round_.unit, round_.period.year)
    homes = [home for home in await store.roster.ever_of_unit(round_.unit) if _is_listed(home, scores)]
    places = ranks(None if home.id in vetoed else scores[home.id] for home in homes)
    policy = (await store.books.version(round_.book_hash)).policy
    lines = [
        PublishedLine(home, shown_name(home, policy), scores[home.id], place, home.id in vetoed)
        for home, place in zip(homes, places, strict=True)
    ]
    corrected = tuple(await corrections(store, round_, homes))
    return Publication(round_, tuple(sorted(lines, key=_by_rank)), await seal_of(store, round_.id), corrected)


def _is_listed(home: Household, scores: Mapping[int, int | None]) -> bool:
    """Who has left stays in the tables of the rounds in which it was scored, and is in no others."""
    return home.id in scores and (home.left is None or scores[home.id] is not None)


async def corrections(store: Store, round_: Round, homes: Iterable[Household]) -> list[Correction]:
    """What came after the round was published, about these households."""
    policy = (await store.books.version(round_.book_hash)).policy
    known = {home.id: home for home in homes}
    return [
        Correction(entry, home, shown_name(home, policy), round_)
        for entry in await since_sealed(store, round_)
        if (home := known.get(entry.household_id))
    ]


def shown_name(household: Household, policy: Policy) -> str:
    """The head's name as the policy lets it be published."""
    return mask(household.head) if policy.mask_names else household.head


def mask(name: str) -> str:
    """王建国 is 王*国, 王芳 is 王*; a name of one character stays."""
    match len(name):
        case 0 | 1:
            return name
        case 2:
            return f"{name[0]}*"
        case length:
            return f"{name[0]}{'*' * (length - 2)}{name[-1]}"


def _by_rank(line: PublishedLine) -> tuple[int, ...]:
    return (line.rank is None, line.rank or 0, line.household.group, line.household.number)
