"""The clock jumps: what cannot be undone waits until it is right again, or a person says that it is."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.clock_watch import ClockWatch
from app.runtime import Runtime
from app.scheduler import Scheduler
from app.settings import Settings
from app.town import LoadedTown
from domain.model.delivery import Queue
from domain.model.errors import Refused
from domain.model.round import RoundState
from domain.model.trust import Trust
from domain.settlement.settling import finalise
from domain.work import Work
from sms.wording.notice import QuarterNotice
from tests.scenarios.disputes import LI_PHONE
from tests.scenarios.supervisors import TOWN_GROUP
from tests.village import CHEN, QINWANG, ZONE, Village, at


@dataclass
class Machine:
    """A clock that somebody sets, and one that only runs on."""

    village: Village
    passed: float = 0.0

    @property
    def timezone(self) -> ZoneInfo:
        return ZONE

    def now(self) -> datetime:
        return self.village.now

    def seconds(self) -> float:
        return self.passed

    def passes(self, seconds: float) -> None:
        self.village.now += timedelta(seconds=seconds)
        self.passed += seconds

    def is_set(self, by: timedelta) -> None:
        self.village.now += by


@dataclass
class Served:
    """The scheduler of a running program."""

    village: Village
    machine: Machine
    scheduler: Scheduler

    async def minute(self) -> None:
        self.machine.passes(60)
        await self.scheduler.look()

    async def state(self) -> RoundState:
        async with self.village.transactions.reading() as store:
            found = await store.rounds.find(QINWANG, "2026-09")
            assert found is not None
            return found.state


def started(village: Village, machine: Machine, folder: Path) -> Served:
    assert isinstance(village.town, LoadedTown)
    settings = Settings.model_construct(data_dir=folder)
    runtime = Runtime(settings, machine, village.town, village.database, village.transactions)
    watch = ClockWatch(village.transactions, machine, machine.seconds)
    return Served(village, machine, Scheduler(runtime, QuarterNotice(), watch))


@pytest.fixture
async def served(supervised: Village, homes: object, tmp_path: Path) -> Served:
    """September is public until the seventh of October, with one deduction; the program has run for a minute."""
    await supervised.says(CHEN, "/kou 3-13 垃圾 2 没分类")
    supervised.now = at("2026-10-01 09:00")
    await supervised.presses(CHEN, (await supervised.says(CHEN, "/jie")).button("结算"))
    running = started(supervised, Machine(supervised), tmp_path)
    await running.minute()
    return running


async def test_a_leap_of_eight_days_makes_nothing_final(served: Served) -> None:
    served.machine.is_set(timedelta(days=8))
    await served.minute()
    assert await served.state() == "published"
    told = (await served.village.posted(TOWN_GROUP)).text
    assert "系统时钟突然快了8天" in told
    assert "jifen clock accept" in told
    served.machine.is_set(timedelta(days=-8))
    await served.minute()
    assert await served.state() == "published"
    assert "系统时钟已经正常" in (await served.village.posted(TOWN_GROUP)).text


async def test_once_it_is_right_again_things_become_final_in_their_time(served: Served) -> None:
    served.machine.is_set(timedelta(days=8))
    await served.minute()
    served.machine.is_set(timedelta(days=-8))
    for _ in range(8):
        served.machine.passes(24 * 3600)
        await served.minute()
    assert await served.state() == "final"


async def test_a_restart_does_not_make_a_leap_true_and_a_person_does(served: Served, tmp_path: Path) -> None:
    served.machine.is_set(timedelta(days=8))
    await served.minute()
    again = started(served.village, served.machine, tmp_path)
    await again.minute()
    assert await again.state() == "published"
    async with served.village.transactions.writing() as store:
        await store.clock.write(Trust(served.machine.now()))
    await again.minute()
    assert await again.state() == "final"


async def test_a_program_that_stood_still_for_days_goes_on_as_it_should(served: Served, tmp_path: Path) -> None:
    served.machine.is_set(timedelta(days=9))
    again = started(served.village, Machine(served.village), tmp_path)
    await again.minute()
    assert await again.state() == "final"
    told = [one["text"] for one in await served.village.deliveries(Queue.CHAT, TOWN_GROUP)]
    assert [text.partition("，")[0] for text in told if "系统停了" in text] == [
        "ℹ️ 系统停了9天（2026-10-01 09:01 到 2026-10-10 09:02）"
    ]


async def test_what_ran_for_days_and_stood_still_for_an_hour_says_nothing(served: Served, tmp_path: Path) -> None:
    for _ in range(3):
        served.machine.passes(24 * 3600)
        await served.minute()
    served.machine.is_set(timedelta(hours=1))
    await started(served.village, Machine(served.village), tmp_path).minute()
    told = [one["text"] for one in await served.village.deliveries(Queue.CHAT, TOWN_GROUP)]
    assert [text for text in told if "系统停了" in text] == []


async def test_after_a_stop_longer_than_any_a_person_is_asked(served: Served, tmp_path: Path) -> None:
    """As likely as a stop of two months is a clock that was set to a wrong month."""
    served.machine.is_set(timedelta(days=61))
    for _ in range(2):
        again = started(served.village, Machine(served.village), tmp_path)
        await again.minute()
        assert await again.state() == "published"
    assert "或者系统停了这么久" in (await served.village.posted(TOWN_GROUP)).text
    async with served.village.transactions.writing() as store:
        await store.clock.write(Trust(served.machine.now()))
    await again.minute()
    assert await again.state() == "final"


async def test_a_step_back_over_a_restart_holds_too(served: Served, tmp_path: Path) -> None:
    served.machine.is_set(timedelta(days=-2))
    again = started(served.village, Machine(served.village), tmp_path)
    await again.minute()
    assert "慢了2天" in (await served.village.posted(TOWN_GROUP)).text
    for _ in range(10):
        again.machine.passes(24 * 3600)
        await again.minute()
    assert await again.state() == "final"


async def test_a_step_back_holds_nothing_up_for_ever(served: Served) -> None:
    served.machine.is_set(timedelta(hours=-1))
    await served.minute()
    assert "慢了1小时" in (await served.village.posted(TOWN_GROUP)).text
    for _ in range(8):
        served.machine.passes(24 * 3600)
        await served.minute()
    assert await served.state() == "final"


async def test_what_a_person_does_is_not_held(served: Served) -> None:
    """A person's own commands go on, as long as no day has to have come for them."""
    served.machine.is_set(timedelta(hours=2))
    await served.minute()
    assert "撤回" in (await served.village.says(CHEN, "/jie 撤 9月")).text


@pytest.mark.parametrize(("days", "code"), [(6, "still-public"), (8, "clock-jumped")])
async def test_what_cannot_be_undone_is_not_done_by_such_a_clock_though_a_person_asks(
    served: Served, days: int, code: str
) -> None:
    """Who asks may not know what the clock shows."""
    village = served.village
    served.machine.is_set(timedelta(days=days))
    await served.minute()
    async with village.transactions.writing() as store:
        work = Work(store, village.town, QINWANG, village.now, "cli")
        september = await store.rounds.find(QINWANG, "2026-09")
        assert september is not None
        refused = await finalise(work, september)
        assert isinstance(refused, Refused)
        assert refused.code == code
    assert await served.state() == "published"


async def test_no_month_is_settled_by_such_a_clock(served: Served) -> None:
    served.machine.is_set(timedelta(days=31))
    await served.minute()
    assert "系统时钟突然快了31天" in (await served.village.says(CHEN, "/jie 10月")).text


async def test_a_month_that_only_such_a_clock_says_is_over_is_settled_as_one_that_is_not(served: Served) -> None:
    served.machine.passes(28 * 24 * 3600)
    await served.minute()
    served.machine.is_set(timedelta(days=4))
    await served.minute()
    told = await served.village.says(CHEN, "/jie 10月")
    assert told.text.startswith("⚠️ 系统时钟突然变快，核对好以前，这一轮算没过完。")
    assert told.labels == ["提前结算（要另一位确认）"]


async def test_a_villager_is_not_late_by_such_a_clock(served: Served) -> None:
    """September is public for six more days."""
    served.machine.is_set(timedelta(days=8))
    await served.minute()
    assert "异议1号收下了" in await served.village.texts(LI_PHONE, "异议 1 不是我家")
    assert await served.state() == "published"


@pytest.mark.parametrize("off", [timedelta(days=40), timedelta(days=-3)])
async def test_a_claim_by_text_is_for_the_day_that_it_is_whatever_the_clock_shows(
    served: Served, off: timedelta
) -> None:
    served.machine.is_set(off)
    await served.minute()
    assert "按10月1日、献血办" in await served.village.texts(LI_PHONE, "申报 今天献血")
    served.machine.is_set(-off)
    await served.minute()
    assert "加2分" in (await served.village.says(CHEN, "/shen 准 1")).text


async def test_it_is_told_once(served: Served) -> None:
    before = await served.village.count("outbox")
    served.machine.is_set(timedelta(days=8))
    for _ in range(3):
        await served.minute()
    assert await served.village.count("outbox", "key LIKE 'clock:%'") == 1
    assert await served.village.count("outbox") >= before + 1


async def test_a_month_that_began_too_soon_is_not_the_current_one(served: Served) -> None:
    served.machine.is_set(timedelta(days=40))
    await served.minute()
    served.machine.is_set(timedelta(days=-40))
    await served.minute()
    assert "10月" in (await served.village.says(CHEN, "/cha 3-12")).text
    assert await served.village.count("outbox", "payload LIKE '%10月%过完%'") == 0


@pytest.mark.parametrize("said", ["/kou 3-12 垃圾 2 没分类", "/jia 3-12 献血", "/kou 3-12 垃圾 2 没分类\n3-12 1"])
async def test_no_command_begins_a_month_on_the_word_of_such_a_clock(served: Served, said: str) -> None:
    """Even before the scheduler has looked: what there is can be read, nothing recorded, until a person accepts."""
    village, machine = served.village, served.machine
    rounds = await village.count("rounds")
    machine.is_set(timedelta(days=40))
    await served.scheduler.watch.notice()
    assert "系统时钟突然快了40天" in (await village.says(CHEN, said)).text
    assert "10月" in (await village.says(CHEN, "/cha 3-12")).text
    assert await village.count("rounds") == rounds
    machine.is_set(timedelta(days=-40))
    await served.scheduler.watch.notice()
    assert "10月" in (await village.says(CHEN, "/cha 3-12")).text
    machine.is_set(timedelta(days=40))
    await served.scheduler.watch.notice()
    async with village.transactions.writing() as store:
        await store.clock.write(Trust(machine.now()))
    assert "11月" in (await village.says(CHEN, "/cha 3-12")).text
    assert await village.count("rounds") > rounds


async def test_a_look_before_each_message_costs_nothing_and_tells_a_leap_once(served: Served) -> None:
    for _ in range(3):
        served.machine.passes(1)
        await served.scheduler.watch.notice()
    assert await served.village.count("outbox", "key LIKE 'clock:%'") == 0
    served.machine.is_set(timedelta(days=8))
    await asyncio.gather(*(served.scheduler.watch.notice() for _ in range(3)))
    assert await served.village.count("outbox", "key LIKE 'clock:%'") == 1
