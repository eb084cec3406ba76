"""Several who write at once: whatever the order in which the database lets them through, the books agree."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from app.audit.audit import audit_parts
from domain.boundary import unwrap
from domain.entries.award import Award
from domain.entries.correcting import SettledRound
from domain.entries.recording import record
from domain.entries.reversing import Reversal, reverse
from domain.ledger.rounds import ensure_current, enter_newcomers
from domain.model.errors import Refused
from domain.model.people import Household, NewHousehold
from domain.model.standing import Standing
from domain.ports.store import Store
from domain.settlement.settling import settle, to_settle
from tests.closing import settle_months
from tests.sms.village import QINWANG, ZONE, Village, at
from text.codes import make

START = 110
"""What a month of the annex starts with."""
T = TypeVar("T")
Act = Callable[[Store], Awaitable[T]]


async def within(village: Village, act: Act[T]) -> T:
    async with village.transactions.writing() as store:
        return unwrap(await act(store))


async def overtaken(village: Village, first: Act[object], second: Act[object]) -> None:
    """The second begins when all of the first is done, but not yet committed."""
    async with village.transactions.writing() as store:
        unwrap(await first(store))
        waiting = asyncio.create_task(within(village, second))
        await asyncio.wait([waiting], timeout=0.1)
    await waiting


def logging(village: Village, household: Household, key: str, day: str) -> Act[object]:
    """One point off at that time."""
    award = Award(household, "环4", -1, "", key, known=range(1_000_000))
    return lambda store: record(replace(village.work(store), now=at(day)), village.assessor, [award])


def taking_back(village: Village, number: int, day: str) -> Act[object]:
    """A specialist takes back what was logged by mistake."""
    key = f"back:{number}"
    wanted = Reversal(number, "记错")
    return lambda store: reverse(replace(village.work(store, key), now=at(day)), village.assessor, wanted)


def turning(village: Village, day: str) -> Act[object]:
    """Months that are over by that day are settled, the first thing on it."""
    return lambda store: settle_months(store, village.town, QINWANG, at(day))


def opening(village: Village, day: str) -> Act[object]:
    """Somebody is the first of that day."""
    return lambda store: ensure_current(store, village.town, QINWANG, at(day))


def settling(village: Village, head: str, day: str) -> Act[None]:
    """An import adds a household."""

    async def settle(store: Store) -> None:
        await store.roster.add([NewHousehold(make(2000), QINWANG, 9, 1, head, at(day).date())])
        await enter_newcomers(store, village.town, QINWANG, at(day))

    return settle


async def standing(village: Village, household: Household) -> Standing:
    async with village.transactions.reading() as store:
        return await store.standings.of_household(household, 2026)


async def deviations(village: Village) -> list[str]:
    async with village.database.reading() as connection:
        return [str(wrong) async for part in audit_parts(connection, ZONE) for wrong in part.deviations]


async def test_officers_who_log_at_once_lose_no_point(village: Village) -> None:
    wang = await village.household("王秀英")
    works = [logging(village, wang, f"k{number}", "2026-07-10 10:00") for number in range(5)]
    await asyncio.gather(*(within(village, work) for work in works))
    assert (await standing(village, wang)).current_score == START - 5
    assert await deviations(village) == []


async def test_lists_in_opposite_order_do_not_wait_for_each_other(village: Village) -> None:
    homes = [await village.household(f"户{number}") for number in range(6)]

    async def log(households: list[Household], who: str) -> None:
        awards = [Award(home, "环4", -1, "", f"{who}:{home.id}", certain=True) for home in households]
        async with village.transactions.writing() as store:
            unwrap(await record(village.work(store), village.assessor, awards))

    await asyncio.gather(log(homes, "a"), log(homes[::-1], "b"), log(homes[3:] + homes[:3], "c"))
    assert [(await standing(village, home)).current_score for home in homes] == [START - 3] * 6


async def test_the_last_entry_of_a_month_is_in_the_account_that_the_month_closes(village: Village) -> None:
    wang = await village.household("王秀英")
    last = logging(village, wang, "last", "2026-07-31 23:59")
    await overtaken(village, last, turning(village, "2026-08-01 00:00"))
    assert (await standing(village, wang)).account.earned == START - 1
    assert await deviations(village) == []


async def test_who_logs_while_the_month_is_settled_is_too_late(village: Village) -> None:
    wang = await village.household("王秀英")
    late = logging(village, wang, "late", "2026-07-31 23:59")
    with pytest.raises(SettledRound):
        await overtaken(village, turning(village, "2026-08-01 00:00"), late)
    assert (await standing(village, wang)).account.earned == START
    assert await deviations(village) == []


async def test_corrections_of_two_closed_months_at_once_are_both_in_the_account(village: Village) -> None:
    wang = await village.household("王秀英")
    first = await village.record(wang, "环4", -2, "")
    village.now = at("2026-08-10 10:00")
    second = await village.record(wang, "环4", -3, "")
    await within(village, turning(village, "2026-09-10 10:00"))
    await overtaken(
        village,
        taking_back(village, first.entry_id, "2026-09-10 10:00"),
        taking_back(village, second.entry_id, "2026-09-10 10:00"),
    )
    assert (await standing(village, wang)).account.earned == 2 * START
    assert await deviations(village) == []


async def test_a_correction_while_the_month_turns_is_in_the_account(village: Village) -> None:
    wang = await village.household("王秀英")
    mistake = await village.record(wang, "环4", -2, "")
    await within(village, turning(village, "2026-08-10 10:00"))
    correction = taking_back(village, mistake.entry_id, "2026-08-31 23:59")
    await overtaken(village, correction, turning(village, "2026-09-01 00:00"))
    assert (await standing(village, wang)).account.earned == 2 * START
    assert await deviations(village) == []


async def test_the_month_turns_while_somebody_corrects_an_earlier_one(village: Village) -> None:
    wang = await village.household("王秀英")
    mistake = await village.record(wang, "环4", -2, "")
    await within(village, turning(village, "2026-08-10 10:00"))
    correction = taking_back(village, mistake.entry_id, "2026-08-31 23:59")
    await overtaken(village, turning(village, "2026-09-01 00:00"), correction)
    assert (await standing(village, wang)).account.earned == 2 * START
    assert await deviations(village) == []


async def test_two_who_are_the_first_of_a_month_turn_it_once(village: Village) -> None:
    wang = await village.household("王秀英")
    await asyncio.gather(*(within(village, opening(village, "2026-10-01 00:00")) for _ in range(4)))
    assert (await standing(village, wang)).current_score == START
    assert await village.count("rounds") == 4
    assert await deviations(village) == []


async def test_a_household_imported_while_the_month_turns_is_in_the_new_month(village: Village) -> None:
    await village.household("王秀英")
    importing = settling(village, "李新", "2026-07-31 23:59")
    await overtaken(village, importing, turning(village, "2026-08-01 00:00"))
    assert await deviations(village) == []


async def test_a_household_imported_after_the_month_turned_is_in_the_new_month(village: Village) -> None:
    await village.household("王秀英")
    importing = settling(village, "李新", "2026-08-01 00:00")
    await overtaken(village, turning(village, "2026-08-01 00:00"), importing)
    assert await deviations(village) == []


async def test_nobody_settles_over_an_own_large_award_of_the_same_moment(village: Village) -> None:
    wang = await village.household("王秀英")
    await village.record(wang, "环1", -10, "搭了棚")
    officer, now = village.assessor, at("2026-07-31 20:00")
    settled = at("2026-08-01 00:00")
    award = Award(wang, "环1", 8, "棚拆了", "large", certain=True)

    async def settle_july(store: Store) -> None:
        work = replace(village.work(store), now=settled)
        unwrap(await settle(work, officer, unwrap(await to_settle(work))))

    with pytest.raises(Refused) as refused:
        await overtaken(
            village,
            lambda store: record(replace(village.work(store), now=now), officer, [award]),
            settle_july,
        )
    assert refused.value.code == "second-look-first"
    assert await village.count("rounds", "state <> 'open'") == 0
