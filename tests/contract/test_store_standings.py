"""``domain.ports.standings.Standings``: where households stand, one by one and all together."""

from __future__ import annotations

import pytest

from domain.ledger.rounds import ensure_current
from domain.model.account import PostingKind
from domain.model.people import Household
from domain.model.standing import Standing
from tests.sms.village import JIANNONG, LI, QINWANG, SHARED, WANG, Village, at


@pytest.fixture
async def homes(village: Village) -> list[Household]:
    """王 has one point less than 李 and 赵, who are even; 钱 has three less. One more lives in the next village."""
    wang, li, zhao, qian = [
        await village.household("王秀英", WANG, SHARED),
        await village.household("李建国", LI),
        await village.household("赵丽华", SHARED),
        await village.household("钱有福"),
    ]
    await village.household("外村人", SHARED, unit=JIANNONG)
    await village.record(wang, "环4", -1, "")
    await village.record(qian, "环4", -3, "")
    return [wang, li, zhao, qian]


async def standings(village: Village, year: int = 2026, group: int | None = None) -> dict[str, Standing]:
    """Those of the unit by name, in the order in which they come; asked for alone, each says the same."""
    async with village.transactions.writing() as store:
        await ensure_current(store, village.town, QINWANG, village.now)
        together = await store.standings.of_unit(QINWANG, year, group)
        for one in together:
            assert await store.standings.of_household(one.household, year) == one
            assert await store.standings.account(one.household, year) == one.account
    return {one.household.head: one for one in together}


async def missing(village: Village) -> dict[str, int | None]:
    """How many points each needs for the next better rank."""
    known = await standings(village)
    async with village.transactions.reading() as store:
        return {head: await store.standings.next_above(one) for head, one in known.items()}


def ranks(found: dict[str, Standing]) -> dict[str, int | None]:
    return {head: one.rank for head, one in found.items()}


EVEN = {"李建国": 1, "赵丽华": 1, "王秀英": 3, "钱有福": 4}


@pytest.mark.usefixtures("homes")
async def test_the_open_round_ranks_while_nothing_is_closed(village: Village) -> None:
    found = await standings(village)
    assert ranks(found) == EVEN
    assert list(found) == list(EVEN)
    assert {head: (one.current_score, one.account.earned) for head, one in found.items()} == {
        "李建国": (110, 0),
        "赵丽华": (110, 0),
        "王秀英": (109, 0),
        "钱有福": (107, 0),
    }
    assert await missing(village) == {"李建国": None, "赵丽华": None, "王秀英": 1, "钱有福": 2}


async def test_the_year_ranks_once_a_round_is_closed(village: Village, homes: list[Household]) -> None:
    village.now = at("2026-08-02 10:00")
    await village.close_months()
    await village.record(homes[1], "环4", -5, "")
    found = await standings(village)
    assert ranks(found) == EVEN
    assert (found["李建国"].current_score, found["李建国"].account.earned, found["李建国"].spendable) == (105, 110, 110)
    assert await missing(village) == {"李建国": None, "赵丽华": None, "王秀英": 1, "钱有福": 2}


async def test_a_veto_gives_the_rank_to_the_next(village: Village, homes: list[Household]) -> None:
    await village.veto(homes[1], "酒驾")
    await village.veto(homes[2], "酒驾")
    assert ranks(await standings(village)) == {"王秀英": 1, "钱有福": 2, "李建国": None, "赵丽华": None}
    assert await missing(village) == {"王秀英": None, "钱有福": 2, "李建国": None, "赵丽华": None}
    village.now = at("2026-08-02 10:00")
    await village.close_months()
    found = await standings(village)
    assert ranks(found) == {"王秀英": 1, "钱有福": 2, "李建国": None, "赵丽华": None}
    assert (found["李建国"].account.earned, found["李建国"].spendable) == (110, 0)


async def test_who_has_left_gives_the_rank_to_the_next(village: Village, homes: list[Household]) -> None:
    village.now = at("2026-08-02 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        await store.households.set_left(homes[1].id, village.now.date())
    assert ranks(await standings(village)) == {"赵丽华": 1, "王秀英": 2, "钱有福": 3}
    assert await missing(village) == {"赵丽华": None, "王秀英": 1, "钱有福": 2}
    async with village.transactions.reading() as store:
        assert (await store.standings.of_household(homes[1], 2026)).rank is None


@pytest.mark.usefixtures("homes")
async def test_who_joins_later_has_no_rank_before(village: Village) -> None:
    village.now = at("2026-08-02 10:00")
    await village.close_months()
    await standings(village)
    village.now = at("2026-08-03 10:00")
    new = await village.household("新来的")
    assert ranks(await standings(village))["新来的"] == 5
    async with village.transactions.reading() as store:
        before = await store.standings.of_household(new, 2025)
    assert (before.rank, before.current_score, before.account.earned) == (None, None, 0)


@pytest.mark.usefixtures("homes")
async def test_a_year_in_which_nothing_happened_ranks_nobody(village: Village) -> None:
    assert set(ranks(await standings(village, 2025)).values()) == {None}


@pytest.mark.usefixtures("homes")
async def test_a_group_keeps_the_ranks_of_the_unit(village: Village) -> None:
    assert ranks(await standings(village, group=3)) == EVEN
    assert await standings(village, group=4) == {}


@pytest.mark.usefixtures("homes")
async def test_a_phone_has_the_standings_of_all_its_households(village: Village) -> None:
    async with village.transactions.reading() as store:
        found = await store.standings.by_phone(SHARED, 2026)
        none = await store.standings.by_phone("+8619999999999", 2026)
    assert [(one.household.head, one.rank) for one in found] == [("王秀英", 3), ("赵丽华", 1), ("外村人", 1)]
    assert none == []


async def test_the_lines_of_an_account_add_up_to_its_balance(village: Village, homes: list[Household]) -> None:
    wang = homes[0]
    village.now = at("2026-08-02 10:00")
    await village.close_months()
    async with village.transactions.writing() as store:
        assert await store.accounts.post(wang.id, 2026, PostingKind.HOLD, -20, "hold:1", at("2026-08-10 09:00"))
        assert await store.accounts.post(wang.id, 2026, PostingKind.RELEASE, 20, "release:1", at("2026-08-11 09:00"))
    async with village.transactions.reading() as store:
        lines = await store.accounts.postings(wang.id, 2026)
        standing = await store.standings.of_household(wang, 2026)
        assert await store.accounts.postings(wang.id, 2025) == []
    assert [(line.kind, line.points) for line in lines] == [("round", 109), ("hold", -20), ("release", 20)]
    assert lines[1].at == at("2026-08-10 09:00")
    assert sum(line.points for line in lines) == standing.account.balance
