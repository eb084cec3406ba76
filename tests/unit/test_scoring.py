"""What a round is worth, against the reference model: design part 3, points 1 to 3."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.entry import Entry, Source
from domain.model.rulebook import Aspect, Category, Item, Rulebook, UnitEntry
from domain.scoring.score import counted, item_score, live_points, score, start_score
from rules.loader import load_town
from tests.model.points import Mark, items, month_points

ANNEX = Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml"
OBLIGATION = Item("环4", "垃圾分类投放", 5, "full")
MERIT = Item("志2", "参加义务献血活动", 2, "zero")
TIGHT = Rulebook(
    name="紧",
    town="张堰镇",
    total=8,
    categories=(
        Category("环", (Aspect("一", 6, (OBLIGATION, Item("环5", "无乱排污", 5, "full"))),)),
        Category("志", (Aspect("二", 3, (MERIT, Item("志1", "志愿", 2, "zero"))),)),
    ),
    vetoes=(),
    units=(UnitEntry("310116103208", "秦望村"),),
)
"""Aspects capped below the sum of their items, and the total below the sum of the aspects."""


@cache
def annex() -> Rulebook:
    return next(iter(load_town(ANNEX).values()))[1]


def entry(number: int, item: str, points: int, reverses: int | None = None, reversed_by: int | None = None) -> Entry:
    at = datetime(2026, 9, 10, 2, tzinfo=UTC)
    return Entry(
        id=number,
        household_id=1,
        round_id=1,
        item=item,
        points=points,
        at=at,
        day=date(2026, 9, 10),
        officer_id=1,
        officer_name="陈国强",
        source=Source.CHAT,
        reason="",
        reverses=reverses,
        reversed_by=reversed_by,
    )


@st.composite
def histories(draw: st.DrawFn, book: Rulebook) -> list[Entry]:
    """What happened to one household in one round: points, and now and then one taken back, once."""
    codes = draw(st.lists(st.sampled_from(sorted(book.items)), min_size=1, max_size=3))
    history: list[Entry] = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        live = [place for place, earlier in enumerate(history) if earlier.live]
        if live and draw(st.integers(0, 3)) == 0:
            place = draw(st.sampled_from(live))
            original = history[place]
            history[place] = entry(original.id, original.item, original.points, reversed_by=number)
            history.append(entry(number, original.item, -original.points, reverses=original.id))
        else:
            points = draw(st.integers(-12, 12).filter(bool))
            history.append(entry(number, draw(st.sampled_from(codes)), points))
    return history


def marks(history: list[Entry]) -> list[Mark]:
    return [Mark("", "", entry.item, entry.points) for entry in history if entry.live]


BOOKS = st.sampled_from([TIGHT, annex()])
HISTORIES = BOOKS.flatmap(lambda book: st.tuples(st.just(book), histories(book)))


@pytest.mark.parametrize(
    ("item", "points", "expected"),
    [
        (OBLIGATION, 0, 5),
        (OBLIGATION, -2, 3),
        (OBLIGATION, -9, 0),
        (OBLIGATION, 3, 5),
        (MERIT, 0, 0),
        (MERIT, 2, 2),
        (MERIT, 7, 2),
        (MERIT, -1, 0),
    ],
)
def test_an_item_stays_between_nothing_and_its_cap(item: Item, points: int, expected: int) -> None:
    assert item_score(item, points) == expected


def test_a_round_of_the_annex_starts_with_its_obligations() -> None:
    merits = {"文2", "志1", "志2", "志3"}
    began = start_score(annex())
    assert began.total == 120 - 5 - 1 - 2 - 2
    assert {code for code, points in began.items.items() if points == 0} == merits


def test_aspects_and_the_total_cap_what_their_items_sum_up_to() -> None:
    assert start_score(TIGHT).total == 6
    full = score(TIGHT, {"志2": 2, "志1": 2})
    assert (sum(full.items.values()), full.total) == (14, 8)


def test_codes_that_the_book_does_not_know_count_nothing() -> None:
    assert score(TIGHT, {"否1": 5, "环99": -5}) == start_score(TIGHT)
    assert counted(TIGHT, [entry(1, "否1", 0), entry(2, "环99", -5)]) == {1: 0, 2: 0}


def test_what_a_cap_swallowed_comes_back_when_room_is_made() -> None:
    twice = [entry(1, "志2", 2), entry(2, "志2", 2)]
    assert counted(TIGHT, twice) == {1: 2, 2: 0}
    one_back = [entry(1, "志2", 2, reversed_by=3), twice[1], entry(3, "志2", -2, reverses=1)]
    assert counted(TIGHT, one_back) == {1: 2, 2: 0, 3: 0}
    assert score(TIGHT, live_points(one_back)).items["志2"] == 2


@given(HISTORIES)
def test_the_score_is_the_models(told: tuple[Rulebook, list[Entry]]) -> None:
    book, history = told
    real = score(book, live_points(history))
    standing = items(book, marks(history), {})
    assert real.items == standing
    assert real.total == month_points(book, standing)


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_does_not_matter(told: tuple[Rulebook, list[Entry]], chance: object) -> None:
    book, history = told
    shuffled = list(history)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis calls it a Random only at run time
    assert score(book, live_points(shuffled)) == score(book, live_points(history))


@given(HISTORIES)
def test_nothing_is_below_zero_or_above_a_cap(told: tuple[Rulebook, list[Entry]]) -> None:
    book, history = told
    real = score(book, live_points(history))
    assert all(0 <= real.items[code] <= item.points for code, item in book.items.items())
    assert 0 <= real.total <= book.total


@given(HISTORIES)
def test_the_start_and_what_counted_make_the_item(told: tuple[Rulebook, list[Entry]]) -> None:
    book, history = told
    moved = counted(book, history)
    for code, item in book.items.items():
        sum_counted = sum(moved[entry.id] for entry in history if entry.item == code)
        assert item.start_points + sum_counted == score(book, live_points(history)).items[code]


@given(HISTORIES)
def test_taking_everything_back_leads_back_to_the_start(told: tuple[Rulebook, list[Entry]]) -> None:
    book, history = told
    nothing_left = [
        entry(one.id, one.item, one.points, one.reverses, one.reversed_by or 1000) if one.live else one
        for one in history
    ]
    assert score(book, live_points(nothing_left)) == start_score(book)
