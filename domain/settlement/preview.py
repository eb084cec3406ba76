"""What is odd about a round, shown before anybody settles it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.entries.second_look import LargeAward, unseen_large
from domain.mall.shop import Shop, shop_after
from domain.model.entry import Entry
from domain.model.people import Household
from domain.model.round import Round
from domain.ports.store import Store

LAST_MINUTE = timedelta(hours=24)
"""Before the round's end, or before now when that is earlier."""
_MOST = 0.5
"""An officer with a larger share of the awards than this is named."""
_FEWEST_AWARDS = 4
"""Below this, a share says nothing."""
_JUMP = 0.15
"""A change against the last round by more than this share of the book's total is named."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A household whose score changed a lot since the last round."""

    household: Household
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Dominance:
    """An officer who gave more than half of all awards; ``share`` is 0 to 1."""

    officer: str
    awards: int
    share: float


@dataclass(frozen=True, slots=True)
class Preview:
    """A round as it would be published, and everything that somebody should look at first."""

    round: Round
    unfinished: bool
    households: int
    excused: int
    entries: int
    unlooked: tuple[Household, ...]
    jumps: tuple[Jump, ...]
    dominance: Dominance | None
    last_minute: int
    open_claims: int
    unseen_large: tuple[LargeAward, ...]
    shop: Shop
    """As it would be once the round is final."""


async def preview(store: Store, round_: Round, now: datetime) -> Preview:
    """Look a round over."""
    scores = await store.scores.of_round(round_.id)
    homes = {home.id: home for home in await store.roster.of_unit(round_.unit) if home.id in scores}
    entries = [entry for entry in await store.ledger.of_whole_round(round_.id) if entry.reverses is None]
    book = await store.books.version(round_.book_hash)
    looked_at = {entry.household_id for entry in entries if entry.officer_id is not None}
    looked_at |= await store.reviews.reviewed(round_.id)
    unlooked = [home for id_, home in homes.items() if id_ not in looked_at and scores[id_] is not None]
    return Preview(
        round=round_,
        unfinished=now.date() < round_.period.after,
        households=sum(1 for score in scores.values() if score is not None),
        excused=sum(1 for id_ in homes if scores[id_] is None),
        entries=len(entries),
        unlooked=tuple(unlooked),
        jumps=tuple(await _jumps(store, round_, scores, homes, book.total)),
        dominance=_dominance(entries),
        last_minute=_last_minute(entries, round_, now),
        open_claims=(await store.claims.tally(round_.unit, now.date())).open,
        unseen_large=tuple(await unseen_large(store, round_.unit, round_)),
        shop=await shop_after(store, round_, book.policy, now),
    )


async def _jumps(
    store: Store, round_: Round, scores: Mapping[int, int | None], homes: Mapping[int, Household], total: int
) -> list[Jump]:
    last = await store.rounds.find(round_.unit, round_.period.previous().key)
    if last is None:
        return []
    before = await store.scores.of_round(last.id)
    pairs = ((home, before.get(id_), scores[id_]) for id_, home in homes.items())
    return [
        Jump(home, old, new)
        for home, old, new in pairs
        if old is not None and new is not None and abs(new - old) > _JUMP * total
    ]


def _dominance(entries: Sequence[Entry]) -> Dominance | None:
    awards = Counter(entry.officer_name for entry in entries if entry.points > 0 and entry.live)
    many = awards.total()
    if many < _FEWEST_AWARDS:
        return None
    ((officer, most),) = awards.most_common(1)
    return Dominance(officer, most, most / many) if most > _MOST * many else None


def _last_minute(entries: Sequence[Entry], round_: Round, now: datetime) -> int:
    end = datetime.combine(round_.period.after, datetime.min.time(), now.tzinfo)
    deadline = min(end, now)
    return sum(1 for entry in entries if deadline - LAST_MINUTE <= entry.at)
