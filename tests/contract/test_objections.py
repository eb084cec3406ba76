"""Objections on each database: the audit, the counts for supervision, the reminders, and races."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from app.audit.audit import audit_parts
from app.duties.duty import Due
from app.duties.objections import remind
from app.reports.standings import read_standings
from domain.boundary import unwrap
from domain.model.calendar import quarter_of
from domain.model.people import Household, Role
from domain.ports.store import Store
from domain.settlement.settling import finalise_due, settle
from domain.work import Work
from sms.wording.notice import QuarterNotice
from storage.database import Database
from tests.contract.desk import BY_HAND
from tests.village import CHEN, QINWANG, ZHOU, ZONE, Answer, Village, at, town

PHONE = "+8619900000002"
LIN = 104


@pytest.fixture
async def village(database: Database) -> Village:
    """周美华 took points off 李秀芳's household, who objects."""
    village = Village(database)
    await village.found()
    await village.household(3, 13, "李秀芳", PHONE)
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(LIN, "林晓燕", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华")
    await village.says(CHEN, "/bang")
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类")
    await village.texts(PHONE, "异议 1 没有扔垃圾")
    return village


async def deviations(village: Village) -> list[str]:
    async with village.database.reading() as connection:
        found = [deviation async for part in audit_parts(connection, ZONE) for deviation in part.deviations]
    follow = [one for one in found if not one.line().endswith(BY_HAND)]
    return [f"{one.round} {one.what}：{one.stored}，应该是 {one.derived}" for one in follow]


async def reminded(village: Village) -> str:
    """What the scheduler posts to the group now; "" for nothing."""
    before = await village.count("outbox")
    async with village.transactions.writing() as store:
        await remind(Due(Work(store, town(), QINWANG, village.now, "duty"), QuarterNotice()))
    return (await village.posted()).text if await village.count("outbox") > before else ""


async def publicity_passes(village: Village) -> None:
    """September is settled, and a week goes by; nothing has made it final yet."""
    village.now = at("2026-10-02 09:00")
    async with village.transactions.writing() as store:
        round_ = await store.rounds.find(QINWANG, "2026-09")
        assert round_ is not None
        unwrap(await settle(village.work(store), None, round_))
    village.now = at("2026-10-09 09:00")


async def test_an_audit_names_a_round_that_is_held_back_for_nothing(village: Village) -> None:
    assert await deviations(village) == []
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE scores SET disputes = 2")
    assert await deviations(village) == ["2026-09 待答复异议数：2，应该是 1"]


async def test_an_audit_names_a_case_decided_by_hand(village: Village) -> None:
    async with village.database.transaction() as connection:
        await connection.execute(
            "UPDATE objections SET state = 'upheld', answer = '', decided_ms = 1,"
            " decided_by = (SELECT officer_id FROM entries WHERE id = 1)"
        )
    assert await deviations(village) == [
        "2026-09 待答复异议数：1，应该是 0",
        "2026-09 异议 1 成立，记录 #1：照算，应该是 已撤销",
        "2026-09 异议 1 由记分人自己答复：1，应该是 0",
    ]


async def test_an_audit_finds_nothing_in_a_case_that_closed_with_its_entry(village: Village) -> None:
    await village.says(ZHOU, "/che 1 记错户")
    assert await village.count("objections", "state = 'upheld'") == 1
    assert await deviations(village) == []


async def test_an_audit_names_an_answer_that_was_turned_into_another(village: Village) -> None:
    await village.says(CHEN, "/yi 准 1 看过了")
    assert await deviations(village) == []
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE objections SET answer = '没看过'")
    assert await deviations(village) == [
        "2026-09 异议 1 的答复，撤销时写在 #2 里：异议 1 成立：没看过，应该是 异议 1 成立：看过了"
    ]
    async with village.database.transaction() as connection:
        await connection.execute("UPDATE objections SET state = 'dismissed'")
    assert await deviations(village) == ["2026-09 异议 1 的答复，#2 因它成立而撤销：不成立或没答复，应该是 成立"]


async def objections(store: Store, today: date) -> tuple[int, int]:
    """How many are open, and how many of them late."""
    counts = await store.supervision.counts(QINWANG, quarter_of(today), today)
    return counts.objections, counts.objections_overdue


async def test_supervision_counts_open_and_overdue_ones(village: Village) -> None:
    async with village.transactions.reading() as store:
        due = date(2026, 9, 17)
        assert await objections(store, due) == (1, 0)
        assert await objections(store, due + timedelta(days=1)) == (1, 1)
    await village.says(CHEN, "/yi 准 1")
    async with village.transactions.reading() as store:
        assert await objections(store, due) == (0, 0)


async def test_it_is_brought_up_halfway_and_when_its_day_has_passed(village: Village) -> None:
    said: dict[str, str] = {}
    for day in range(10, 22):
        village.now = at(f"2026-09-{day} 09:00")
        if text := await reminded(village):
            said[f"{day}"] = text.splitlines()[0]
    assert said == {
        "14": "⏰ 还有 1 件异议没人答复：",
        "18": "⏰ 还有 1 件异议没人答复，其中 1 件已超期：",
    }


async def test_nobody_is_reminded_at_night_or_of_what_is_decided(village: Village) -> None:
    village.now = at("2026-09-15 06:00")
    assert await reminded(village) == ""
    await village.says(CHEN, "/yi 驳 1 属实")
    village.now = at("2026-09-15 09:00")
    assert await reminded(village) == ""


async def test_two_specialists_at_once_decide_once(village: Village) -> None:
    async def says(who: int, text: str) -> Answer:
        return await Village(village.database, now=village.now).says(who, text, key=f"of {who}")

    answers = await asyncio.gather(says(CHEN, "/yi 准 1"), says(LIN, "/yi 驳 1 属实"))
    assert sorted("已经答复过了" in answer.text for answer in answers) == [False, True]
    assert await village.count("scores", "disputes = 0") == 1
    assert await deviations(village) == []


async def test_a_round_stays_published_for_the_household_that_objects(village: Village) -> None:
    await village.household(3, 14, "张桂兰")
    await publicity_passes(village)
    async with village.transactions.writing() as store:
        await finalise_due(village.work(store))
    assert await states(village, "2026-09") == {"李秀芳": "published", "张桂兰": "final"}
    await village.says(CHEN, "/yi 驳 1 属实")
    assert await states(village, "2026-09") == {"李秀芳": "final", "张桂兰": "final"}


async def households(village: Village) -> Sequence[Household]:
    async with village.transactions.reading() as store:
        return await store.roster.of_unit(QINWANG)


async def states(village: Village, key: str) -> dict[str, str]:
    """Each household's state of a round, as the standings tell it."""
    async with village.database.reading() as connection:
        lines = await read_standings(connection, village.transactions.store(connection), QINWANG, 2026)
    return {line.household.head: line.rounds[key].state for line in lines}


async def test_deciding_while_the_round_becomes_final_leaves_the_points_spendable(village: Village) -> None:
    await publicity_passes(village)

    async def finalise() -> None:
        async with village.transactions.writing() as store:
            await finalise_due(village.work(store))

    await asyncio.gather(finalise(), village.says(CHEN, "/yi 准 1"))
    async with village.transactions.reading() as store:
        (home,) = await store.roster.of_unit(QINWANG)
        assert (await store.standings.of_household(home, 2026)).spendable == 110
    assert await deviations(village) == []


async def test_objecting_while_the_month_is_settled_is_waited_for(village: Village) -> None:
    """Settling waits for an entry of another household; the objection comes in meanwhile."""
    last = await village.household(9, 9, "张桂兰")
    await village.says(ZHOU, "/kou 3-13 环2 1 门口乱")
    village.now = at("2026-10-02 09:00")
    await village.standing(last)

    async def settled() -> None:
        async with village.transactions.writing() as store:
            round_ = await store.rounds.find(QINWANG, "2026-09")
            assert round_ is not None
            unwrap(await settle(village.work(store), None, round_))

    async with village.transactions.writing() as store:
        await store.scores.lock(last.id, date(2026, 9, 30))
        settling = asyncio.create_task(settled())
        await asyncio.wait([settling], timeout=0.1)
        objecting = asyncio.create_task(village.texts(PHONE, "异议 2 门口不乱"))
        await asyncio.wait([objecting], timeout=0.1)
    await settling
    assert "异议2号收下了" in await objecting
    assert await deviations(village) == []


async def test_deciding_a_case_while_its_entry_is_taken_back_does_one_of_the_two(village: Village) -> None:
    async def says(who: int, text: str) -> Answer:
        return await Village(village.database, now=village.now).says(who, text, key=f"of {who}")

    (home,) = await households(village)
    async with village.transactions.writing() as store:  # both have read before either writes
        await store.scores.lock(home.id, village.now.date())
        both = [asyncio.create_task(one) for one in (says(LIN, "/yi 准 1"), says(ZHOU, "/che 1 记错户"))]
        await asyncio.wait(both, timeout=0.2)
    decided, taken = await asyncio.gather(*both)
    assert sorted(("✅ 异议 1 成立" in decided.text, "已撤销 #1" in taken.text)) == [False, True]
    assert {decided.text, taken.text} & {"异议 1 已经答复过了（成立）。", "#1 已经撤销过了。"}
    assert await village.count("entries", "reverses = 1") == 1
    assert await deviations(village) == []
