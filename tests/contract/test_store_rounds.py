"""``domain.ports.rounds.Rounds``: rounds, the scores in them, and the accounts that add them up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import date

import pytest

from domain.model.account import AccountsOf
from domain.model.calendar import Period, month_of
from domain.model.people import Household, NewHousehold
from domain.model.round import Round
from domain.ports.store import Store
from storage.database import Connection
from storage.rounds import SqlRounds
from storage.scores import scores_of_unit
from tests.sms.village import JIANNONG, QINWANG, Village

JULY, AUGUST = month_of(date(2026, 7, 1)), month_of(date(2026, 8, 1))

Pair = tuple[Household, Household]


@pytest.fixture
async def homes(village: Village) -> Pair:
    """Two households that joined in July, whose round is open."""
    return await village.household("王秀英"), await village.household("李建国")


@pytest.fixture
async def store(village: Village, homes: Pair) -> AsyncIterator[Store]:
    async with village.transactions.writing() as opened:
        yield opened


async def begin(village: Village, store: Store, period: Period, start: int = 100) -> Round:
    return await store.rounds.begin(QINWANG, period, village.town.current(QINWANG), start, village.now)


async def july(store: Store) -> Round:
    opened = await store.rounds.current(QINWANG)
    assert opened is not None
    return opened


async def closed_july(village: Village, store: Store, *, average: bool = False) -> Round:
    return await close(village, store, await july(store), average=average)


async def close(village: Village, store: Store, round_: Round, *, average: bool = False) -> Round:
    """Published and final at once, and in the accounts."""
    assert await store.rounds.publish(round_, village.now.date(), village.now)
    assert await store.rounds.finalise(round_, village.now)
    await store.accounts.recount(AccountsOf(QINWANG, 2026), average=average)
    return round_


async def earned(store: Store, home: Household) -> tuple[int, int]:
    """Points and rounds in the account of 2026."""
    account = (await store.standings.of_household(home, 2026)).account
    return account.earned, account.rounds


def connection(store: Store) -> Connection:
    """Behind the port: for what none of them can do or show yet."""
    assert isinstance(store.rounds, SqlRounds)
    return store.rounds.connection


async def scores(store: Store) -> Mapping[int, Mapping[int, int | None]]:
    return await scores_of_unit(connection(store), QINWANG)


async def test_a_unit_has_its_own_open_round(store: Store) -> None:
    opened = await july(store)
    assert (opened.unit, opened.period, opened.state) == (QINWANG, JULY, "open")
    assert await store.rounds.current(JIANNONG) is None
    assert await store.rounds.by_id(opened.id) == opened


async def test_the_next_round_is_the_current_one(village: Village, store: Store) -> None:
    first = await closed_july(village, store)
    assert (await july(store)).id == first.id
    second = await begin(village, store, AUGUST)
    assert await store.rounds.current(QINWANG) == second
    assert [(one.id, one.state) for one in await store.rounds.of_year(QINWANG, 2026)] == [
        (first.id, "final"),
        (second.id, "open"),
    ]
    assert await store.rounds.of_year(QINWANG, 2025) == []


async def test_beginning_the_same_round_again_finds_it(village: Village, store: Store) -> None:
    again = await begin(village, store, JULY, start=7)
    assert again == await july(store)
    assert set((await scores(store))[again.id].values()) == {110}


async def test_a_round_keeps_the_book_that_it_began_with(village: Village, store: Store) -> None:
    kept, began = await store.books.version((await july(store)).book_hash), village.town.current(QINWANG).book
    assert (kept.categories, kept.vetoes, kept.policy) == (began.categories, began.vetoes, began.policy)


async def test_a_household_is_locked_in_a_round_or_in_the_open_one(village: Village, store: Store, homes: Pair) -> None:
    opened = await july(store)
    for which in (opened.id, date(2026, 7, 31)):
        locked = await store.scores.lock(homes[0].id, which)
        assert locked is not None
        assert (locked.round, locked.score) == (opened, 110)


async def test_a_round_whose_days_are_over_is_not_open_for_an_entry(store: Store, homes: Pair) -> None:
    assert await store.scores.lock(homes[0].id, date(2026, 8, 1)) is None


async def test_a_household_without_a_score_is_not_locked(village: Village, store: Store) -> None:
    assert await store.scores.lock(99, (await july(store)).id) is None


async def test_a_score_is_one_households_in_one_round(village: Village, store: Store, homes: Pair) -> None:
    first = await closed_july(village, store)
    second = await begin(village, store, AUGUST)
    await store.scores.put(homes[0].id, second.id, 91)
    wang, li = homes[0].id, homes[1].id
    assert await scores(store) == {first.id: {wang: 110, li: 110}, second.id: {wang: 91, li: 100}}


@pytest.mark.parametrize(("average", "expected"), [(False, 110 + 91), (True, 101)])
async def test_an_account_adds_up_or_averages_the_closed_rounds(
    village: Village, store: Store, homes: Pair, average: bool, expected: int
) -> None:
    await closed_july(village, store, average=average)
    august = await begin(village, store, AUGUST)
    await store.scores.put(homes[0].id, august.id, 91)
    assert await earned(store, homes[0]) == (110, 1)
    await close(village, store, august, average=average)
    assert await earned(store, homes[0]) == (expected, 2)


async def test_closing_again_changes_nothing(village: Village, store: Store, homes: Pair) -> None:
    closed = await closed_july(village, store)
    assert not await store.rounds.publish(closed, village.now.date(), village.now)
    assert not await store.rounds.finalise(closed, village.now)
    assert (await store.rounds.by_id(closed.id)).state == "final"
    assert await earned(store, homes[0]) == (110, 1)


async def test_an_account_follows_a_corrected_score_when_it_is_recounted(
    village: Village, store: Store, homes: Pair
) -> None:
    closed = await closed_july(village, store)
    for home in homes:
        await store.scores.put(home.id, closed.id, 100)
    await store.accounts.recount(AccountsOf(QINWANG, 2026, homes[0].id), average=False)
    assert [await earned(store, home) for home in homes] == [(100, 1), (110, 1)]


async def test_who_is_excused_has_no_points_and_no_round(village: Village, store: Store, homes: Pair) -> None:
    opened = await july(store)
    await connection(store).execute("UPDATE scores SET score = NULL WHERE household_id = $1", homes[0].id)
    locked = await store.scores.lock(homes[0].id, opened.id)
    assert locked is not None
    assert locked.score is None
    await closed_july(village, store, average=True)
    assert [await earned(store, home) for home in homes] == [(0, 0), (110, 1)]


async def test_newcomers_enter_once_at_the_start(village: Village, store: Store) -> None:
    await store.roster.add([NewHousehold("50005", QINWANG, 9, 9, "赵丽华", JULY.first)])
    (late,) = await store.roster.by_head(QINWANG, "赵丽华")
    await store.rounds.enter(await july(store), 100)
    await store.rounds.enter(await july(store), 7)
    standing = await store.standings.of_household(late, 2026)
    assert (standing.current_score, standing.account.earned) == (100, 0)


async def test_vetoes_are_counted_in_their_year(store: Store, homes: Pair) -> None:
    for by in (1, 1, -1):
        await store.accounts.change_vetoes(homes[0].id, 2026, by)
    vetoes = [(await store.standings.of_household(home, 2026)).account.vetoes for home in homes]
    assert vetoes == [1, 0]
