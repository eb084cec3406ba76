"""Changing households, on SQLite and on PostgreSQL: what the schema keeps, and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

from domain.model.change import ChangeKind, NewChange
from domain.model.people import NewHousehold
from storage import migrate as migrations
from storage.database import Conflict, Database
from storage.migrate import known, migrate
from storage.store import SqlTransactions
from tests.village import QINWANG, ZONE, Village, at

NOW = at("2026-09-10 10:00")
TODAY = date(2026, 9, 10)


@pytest.fixture
async def village(database: Database) -> Village:
    village = Village(database)
    await village.found()
    return village


def change(household_id: int, kind: ChangeKind, was: str, became: str) -> NewChange:
    return NewChange(household_id, kind, TODAY, was, became, "")


async def test_a_place_is_free_once_its_household_has_left(village: Village) -> None:
    first = await village.household(3, 12, "王建国", "+8613800003012")
    async with village.transactions.writing() as store:
        await store.households.set_left(first.id, TODAY)
    second = await village.household(3, 12, "周新")
    async with village.transactions.reading() as store:
        assert await store.roster.at(QINWANG, 3, 12) == second
        assert [one.id for one in await store.roster.of_unit(QINWANG)] == [second.id]
        assert [one.head for one in await store.households.left_at(QINWANG, 3, 12)] == ["王建国"]
        assert [one.head for one in await store.households.left_named(QINWANG, "王建国")] == ["王建国"]
        assert await store.roster.by_phone("+8613800003012") == []
        assert await store.roster.by_tail(QINWANG, "3012") == []
        assert await store.roster.by_head(QINWANG, "王建国") == []
        assert await store.roster.heads(QINWANG) == ["周新"]
        assert await store.standings.by_phone("+8613800003012", 2026) == []
        assert {one.id for one in await store.roster.ever_of_unit(QINWANG)} == {first.id, second.id}
        gone = await store.roster.by_code(first.code)
        assert gone is not None
        assert gone.left == TODAY


async def test_two_who_live_there_share_no_place(village: Village) -> None:
    first, second = await village.household(3, 12, "王建国"), await village.household(3, 13, "周新")
    with pytest.raises(Conflict):
        async with village.transactions.writing() as store:
            await store.households.set_place(second.id, first.group, first.number)
    async with village.transactions.writing() as store:
        await store.households.set_left(first.id, TODAY)
        await store.households.set_place(second.id, 3, 12)
    with pytest.raises(Conflict):
        async with village.transactions.writing() as store:
            await store.households.set_left(first.id, None)


async def test_a_history_counts_up_and_hides_numbers(village: Village) -> None:
    home, other = await village.household(3, 12, "王建国"), await village.household(3, 13, "周新")
    async with village.transactions.writing() as store:
        await store.households.note(change(home.id, ChangeKind.HEAD, "王建国", "王小明"), NOW)
        await store.households.note(change(other.id, ChangeKind.HEAD, "周新", "周立"), NOW)
        await store.households.note(change(home.id, ChangeKind.PHONES, "", "+8613800003012 +862157212345"), NOW)
        history = await store.households.history(home.id)
    assert [(one.sequence, one.was, one.became) for one in history] == [
        (1, "王建国", "王小明"),
        (2, "", "138****3012 215****2345"),
    ]
    for statement in ("UPDATE household_changes SET became = ''", "DELETE FROM household_changes"):
        with pytest.raises(Conflict):
            async with village.database.transaction() as connection:
                await connection.execute(statement)


async def test_only_the_last_proposal_stands_and_forgets_its_words_once_done(village: Village) -> None:
    home = await village.household(3, 12, "王建国")
    await village.officer(7, "林晓燕")
    async with village.transactions.writing() as store:
        officer = (await store.officers.of_unit(QINWANG))[0].id
        first = await store.households.propose(home.id, "one", officer, NOW)
        last = await store.households.propose(home.id, "two", officer, NOW)
        assert await store.households.proposal(first) is None
        found = await store.households.proposal(last)
        assert found is not None
        assert (found.wanted, found.done) == ("two", False)
        assert await store.households.finish(last, NOW)
        assert not await store.households.finish(last, NOW)
    assert await village.count("household_proposals", "wanted = 'two'") == 0


async def test_households_keep_all_that_refers_to_them(blank: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite makes the table anew: nothing else may go with the old one."""
    everything = known(blank.dialect)
    earlier = tuple(one for one in everything if one.name < "0014")
    monkeypatch.setattr(migrations, "known", lambda _: earlier)
    await migrate(blank)
    async with blank.transaction() as connection:
        await connection.execute("INSERT INTO units (code, name) VALUES ('1', '东村')")
        await connection.execute(
            "INSERT INTO households (code, unit_code, grp, number, head, joined_round, joined_on)"
            " VALUES ('10014', '1', 3, 12, '王建国', '2026-09', '2026-09-01')"
        )
        (row,) = await connection.fetch("SELECT id FROM households")
        await connection.execute(
            "INSERT INTO household_phones (household_id, phone, position) VALUES ($1, '+8613800003012', 0)", row["id"]
        )
        await connection.execute(
            "INSERT INTO postings (household_id, year, kind, points, at_ms, key) VALUES ($1, 2026, 'round', 5, 0, 'a')",
            row["id"],
        )
    monkeypatch.setattr(migrations, "known", lambda _: everything)
    await migrate(blank)
    transactions = SqlTransactions(blank, ZONE)
    async with transactions.writing() as store:
        (home,) = await store.roster.of_unit("1")
        assert (home.id, home.head, home.left) == (row["id"], "王建国", None)
        assert await store.roster.phones(home.id) == ["+8613800003012"]
        await store.roster.add([NewHousehold("10022", "1", 3, 13, "周新", TODAY)])
    async with blank.reading() as connection:
        assert [one["points"] for one in await connection.fetch("SELECT points FROM postings")] == [5]
    with pytest.raises(Conflict):
        async with blank.transaction() as connection:
            await connection.execute("DELETE FROM households WHERE code = '10014'")
