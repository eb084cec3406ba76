"""What the operator does at the terminal goes by the same rules as what is done in the group."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from domain.boundary import unwrap
from domain.households.excusing import excuse
from domain.households.resting import rest
from domain.model.errors import Refused
from domain.model.people import Household, Role
from domain.model.round import Round
from domain.officers.joining import invite
from domain.settlement.settling import finalise, settle
from domain.work import Work
from domain.year.year_end import look
from tests.scenarios.auditing import audited
from tests.scenarios.conftest import Homes
from tests.village import JIANNONG, QINWANG, SUN, TOWN_CODE, ZHOU, Village, at

Act = Callable[[Work], Awaitable[object]]


async def outcome(village: Village, act: Act, unit: str = QINWANG) -> str:
    """What it is refused for; "" when it is done."""
    try:
        async with village.transactions.writing() as store:
            unwrap(await act(village.work(store, unit=unit)))
    except Refused as refused:
        return refused.code
    return ""


async def round_of(work: Work, key: str) -> Round:
    found = await work.store.rounds.find(QINWANG, key)
    assert found is not None
    return found


def settling(key: str = "2026-09") -> Act:
    async def act(work: Work) -> object:
        return await settle(work, None, await round_of(work, key))

    return act


async def finalising(work: Work) -> object:
    return await finalise(work, await round_of(work, "2026-09"))


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        ("2026-09-27 23:59", "round-not-over"),
        ("2026-09-28 00:00", "settle-early-second"),
        ("2026-09-30 23:59", "settle-early-second"),
        ("2026-10-01 00:00", ""),
    ],
)
async def test_a_round_is_settled_alone_only_when_it_is_over(village: Village, moment: str, told: str) -> None:
    village.now = at(moment)
    assert await outcome(village, settling()) == told
    assert await village.count("rounds", "state = 'published'") == (told == "")


async def test_rounds_are_settled_in_order_and_once(village: Village, homes: Homes) -> None:
    village.now = at("2026-11-02 09:00")
    await village.points(homes.li)
    assert await outcome(village, settling("2026-10")) == "earlier-round-open"
    assert [await outcome(village, settling(f"2026-{month}")) for month in ("09", "10", "09")] == [
        "",
        "",
        "round-not-open",
    ]
    assert await audited(village) == []


async def test_nobody_at_the_terminal_is_the_second_look_at_a_large_award(village: Village) -> None:
    await village.says(SUN, "/kou 3-13 环1 10 搭了棚")
    await village.presses(ZHOU, (await village.says(ZHOU, "/jia 3-13 环1 8 棚拆了")).buttons[0])
    village.now = at("2026-10-01 09:00")
    assert await outcome(village, settling()) == "second-look-first"
    assert await village.count("rounds", "state = 'published'") == 0


async def test_a_round_is_final_when_its_days_are_over_and_stays_so(village: Village, homes: Homes) -> None:
    assert await outcome(village, finalising) == "round-not-published"
    village.now = at("2026-10-01 09:00")
    assert await outcome(village, settling()) == ""
    village.now = at("2026-10-07 23:59")
    assert await outcome(village, finalising) == "still-public"
    village.now = at("2026-10-08 00:00")
    assert [await outcome(village, finalising) for _ in range(2)] == ["", ""]
    assert (await village.standing(homes.li)).spendable == 110
    assert await audited(village) == []


def excusing(household: Household, reason: str = "全家在外打工", key: str = "2026-09") -> Act:
    async def act(work: Work) -> object:
        return await excuse(work, None, await round_of(work, key), household, reason)

    return act


async def test_a_household_is_excused_once_with_a_reason(village: Village, homes: Homes) -> None:
    assert await outcome(village, excusing(homes.zhao, " ")) == "no-reason"
    assert await outcome(village, excusing(homes.zhao)) == ""
    assert await outcome(village, excusing(homes.zhao)) == "excused"
    assert await village.points(homes.zhao) is None
    assert await audited(village) == []


async def test_until_further_notice_takes_a_reason_as_well(village: Village, homes: Homes) -> None:
    async def resting(work: Work) -> object:
        return await rest(work, None, await round_of(work, "2026-09"), homes.zhao, " ")

    assert await outcome(village, resting) == "no-reason"
    assert await village.points(homes.zhao) == 110


async def test_only_an_own_household_that_is_in_an_open_round_is_excused(village: Village, homes: Homes) -> None:
    elsewhere = await village.household(1, 1, "唐小妹", unit=JIANNONG)
    assert await outcome(village, excusing(elsewhere)) == "household-elsewhere"
    village.now = at("2026-10-02 09:00")
    newcomer = await village.household(6, 1, "周新民", joined=date(2026, 10, 2))
    assert await outcome(village, excusing(newcomer)) == "not-in-round"
    assert await outcome(village, settling()) == ""
    assert await outcome(village, excusing(homes.zhao)) == "excuse-closed"
    assert await village.count("scores", "score IS NULL") == 0


@pytest.mark.parametrize(
    ("unit", "role", "household", "told"),
    [
        ("310116999", Role.ASSESSOR, None, "no-unit"),
        (TOWN_CODE, Role.SPECIALIST, None, "no-unit"),
        ("310115", Role.SUPERVISOR, None, "no-unit"),
        (TOWN_CODE, Role.SUPERVISOR, None, ""),
        (QINWANG, Role.ASSESSOR, "99999", "no-household"),
        (QINWANG, Role.ASSESSOR, None, ""),
    ],
)
async def test_whoever_is_invited_serves_a_unit_and_lives_in_a_household_that_there_is(
    village: Village, unit: str, role: Role, household: str | None, told: str
) -> None:
    async def inviting(work: Work) -> object:
        return await invite(work, role, "林晓燕", household, "CODE")

    assert await outcome(village, inviting, unit) == told


@pytest.mark.parametrize(
    ("unit", "year", "told"),
    [
        (QINWANG, 2027, "no-such-year"),
        (QINWANG, 2025, "no-such-year"),
        (JIANNONG, 2026, "no-such-year"),
        (QINWANG, 2026, ""),
    ],
)
async def test_a_year_is_looked_at_when_the_unit_had_rounds_in_it(
    village: Village, unit: str, year: int, told: str
) -> None:
    async def looking(work: Work) -> object:
        return await look(work, year)

    assert await outcome(village, looking, unit) == told
