"""``domain.ports.ledger.Ledger``: entries that are never changed."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from domain.model.entry import NewEntry, Source
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.photo import Part, PhotoState
from domain.ports.store import Store
from storage.database import Conflict
from tests.sms.village import QINWANG, ZONE, Village, at


@pytest.fixture
async def wang(village: Village) -> Household:
    return await village.household("王秀英")


async def an_entry(village: Village, store: Store, household: Household, key: str = "k1") -> NewEntry:
    """Two points off for the household in its open round."""
    round_ = await store.rounds.current(QINWANG)
    assert round_ is not None
    return NewEntry(
        household_id=household.id,
        round_id=round_.id,
        unit=QINWANG,
        item="环4",
        points=-2,
        at=village.now,
        day=village.now.date(),
        officer_id=village.assessor.id,
        officer_name=village.assessor.name,
        source=Source.CHAT,
        reason="门口 '垃圾' 😀",
        key=key,
    )


def the_reversal_of(number: int, entry: NewEntry, key: str) -> NewEntry:
    return replace(entry, points=-entry.points, reverses=number, key=key)


async def test_what_is_appended_is_read_back_as_it_was(village: Village, wang: Household) -> None:
    async with village.transactions.writing() as store:
        new = await an_entry(village, store, wang)
        number = await store.ledger.append(new)
        found = await store.ledger.get(number)
    assert found is not None
    entry, household = found
    assert household == wang
    assert entry.live
    assert (entry.id, entry.item, entry.points, entry.at, entry.day) == (number, "环4", -2, new.at, new.day)
    assert (entry.officer_name, entry.source, entry.reason) == ("陈国强", Source.CHAT, "门口 '垃圾' 😀")
    assert entry.at.tzinfo == ZONE


async def test_a_number_that_nobody_gave_is_no_entry(village: Village) -> None:
    async with village.transactions.reading() as store:
        assert await store.ledger.get(1) is None


async def test_a_key_is_appended_once(village: Village, wang: Household) -> None:
    async with village.transactions.writing() as store:
        await store.ledger.append(await an_entry(village, store, wang))
    with pytest.raises(Conflict):
        async with village.transactions.writing() as store:
            await store.ledger.append(await an_entry(village, store, wang))
    assert await village.count("entries") == 1


async def test_a_reversal_and_its_entry_know_each_other_and_neither_is_live(village: Village, wang: Household) -> None:
    async with village.transactions.writing() as store:
        new = await an_entry(village, store, wang)
        number = await store.ledger.append(new)
        reversal = await store.ledger.append(the_reversal_of(number, new, "k2"))
        entries = await store.ledger.of_round(wang.id, new.round_id)
    assert [(entry.id, entry.reverses, entry.reversed_by) for entry in entries] == [
        (number, None, reversal),
        (reversal, number, None),
    ]
    assert not any(entry.live for entry in entries)


async def test_of_many_reversals_at_once_one_is_stored_and_the_others_are_refused(
    village: Village, wang: Household
) -> None:
    async with village.transactions.writing() as store:
        new = await an_entry(village, store, wang)
        number = await store.ledger.append(new)

    async def take_back(key: str) -> str:
        try:
            async with village.transactions.writing() as store:
                await store.ledger.append(the_reversal_of(number, new, key))
        except Refused as refused:
            return refused.code
        return "done"

    outcomes = await asyncio.gather(*(take_back(f"back{one}") for one in range(4)))
    assert sorted(outcomes) == ["already-reversed"] * 3 + ["done"]
    assert await village.count("entries", f"reverses = {number}") == 1


async def test_a_round_is_told_from_the_beginning_and_a_household_from_the_end(
    village: Village, wang: Household
) -> None:
    other = await village.household("李建国")
    async with village.transactions.writing() as store:
        first = await an_entry(village, store, wang)
        mine = [await store.ledger.append(replace(first, key=f"k{number}")) for number in range(3)]
        await store.ledger.append(await an_entry(village, store, other, "other"))
        assert [entry.id for entry in await store.ledger.of_round(wang.id, first.round_id)] == mine
        assert [entry.id for entry in await store.ledger.latest(wang.id, 2)] == mine[:0:-1]
        assert await store.ledger.of_round(wang.id, first.round_id + 1) == []


async def test_live_points_are_summed_by_household_round_and_item(village: Village, wang: Household) -> None:
    other = await village.household("李建国")
    async with village.transactions.writing() as store:
        new = await an_entry(village, store, wang)
        mistake = await store.ledger.append(new)
        await store.ledger.append(the_reversal_of(mistake, new, "k2"))
        await store.ledger.append(replace(new, key="k3"))
        await store.ledger.append(replace(new, key="k4", points=-1))
        await store.ledger.append(replace(new, key="k5", item="文2", points=3))
        await store.ledger.append(await an_entry(village, store, other, "other"))
        round_id = new.round_id
        assert await store.ledger.live_points(QINWANG, 2026) == {
            (wang.id, round_id): {"环4": -3, "文2": 3},
            (other.id, round_id): {"环4": -2},
        }
        assert await store.ledger.live_points(QINWANG, 2025) == {}


async def test_a_photo_is_named_by_its_content_once_it_was_fetched(village: Village, wang: Household) -> None:
    async with village.transactions.writing() as store:
        photo, _ = await store.evidence.keep(Part("unique", "file"), village.now)
        number = await store.ledger.append(replace(await an_entry(village, store, wang), evidence_id=photo))
        waiting = await store.ledger.get(number)
        await store.evidence.settle(photo, PhotoState.KEPT, "ab" * 32, 1234)
        fetched = await store.ledger.get(number)
    assert waiting is not None
    assert fetched is not None
    assert (waiting[0].evidence, fetched[0].evidence) == (None, "ab" * 32)


async def test_confirming_twice_is_once(village: Village, wang: Household) -> None:
    async with village.transactions.writing() as store:
        number = await store.ledger.append(await an_entry(village, store, wang))
        assert await store.ledger.confirmers(number) == frozenset()
        for _ in range(2):
            await store.ledger.confirm(number, village.other.id, at("2026-07-06 11:00"))
        assert await store.ledger.confirmers(number) == {village.other.id}


@pytest.mark.parametrize("change", ["UPDATE entries SET points = 0", "DELETE FROM entries"])
async def test_nothing_changes_or_deletes_an_entry(village: Village, wang: Household, change: str) -> None:
    await village.record(wang, "环4", -2, "")
    with pytest.raises(Conflict, match="never"):
        async with village.database.transaction() as connection:
            await connection.execute(change)
