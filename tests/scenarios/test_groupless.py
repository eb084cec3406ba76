"""A village without a group: what its group would hear reaches somebody, and the group when it comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NoReturn

import pytest

from app.chat.delivery import ByPlatform
from app.chat.unit_news import UnitNews
from app.duties import DUTIES
from app.duties.callbacks import remind
from app.duties.digest import post_digest
from app.outbox import TimeSource, chat_policy
from app.outbox.handover import Handover
from app.outbox.policy import ATTEMPTS_A_DAY
from bot.wording.supervising import unreached
from domain.model.delivery import Delivery, Outcome, Queue, Retry, Sent
from domain.model.people import Role
from domain.ports.store import Unavailable
from storage.outbox import SqlOutbox
from tests.scenarios.conftest import Homes
from tests.scenarios.duties import due
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import CHEN, GROUP, QINWANG, TOWN_CODE, ZHOU, ZONE, Village, named

WANG = "+8619900000001"
CALL = "☎️ 3组12号 王建国（199****0001）要人打电话或上门"
TO_CHEN = "（秦望村还没有工作群，发给您本人；拉我进群发 /bang，以后都发到群里）\n"
TO_TOWN = "（秦望村没有工作群，专员也收不到，先告诉镇里；请转告村里，拉我进群发 /bang）\n"


@dataclass
class Telegram:
    """Takes every message but of who has blocked the bot; keeps what arrived, by chat."""

    village: Village
    blocked: set[int] = field(default_factory=set)
    arrived: list[tuple[str, str, int]] = field(default_factory=list)

    async def deliver(self, delivery: Delivery) -> Outcome:
        if delivery.target in map(named, self.blocked):
            return Retry("bot was blocked", closed=True)
        self.arrived.append((delivery.target, delivery.payload["text"], len(delivery.payload["buttons"])))
        return Sent(f"t{delivery.id}")

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - a carrier's signature
        return None

    def now(self) -> datetime:
        return self.village.now

    def heard(self, chat: int) -> list[str]:
        return [text for target, text, _ in self.arrived if target == named(chat)]

    def handover(self) -> Handover:
        desk = SqlOutbox(self.village.database, ZONE)
        to_come = UnitNews(self.village.transactions, self.village.town.units, self.now)
        carrier = ByPlatform({"telegram": self}, to_come)
        return Handover(desk, carrier, chat_policy(30), TimeSource(self, chance=lambda: 0.5))

    async def after(self, **time: int) -> None:
        """So much later everything that is due by then has been tried; what it leads to as well."""
        self.village.now += timedelta(**time)
        desk, handover = SqlOutbox(self.village.database, ZONE), self.handover()
        while deliveries := (await desk.claim(Queue.CHAT, 10, self.village.now)).deliveries:
            for delivery in deliveries:
                admitted = (await handover.admit([delivery]))[delivery.id]
                await handover.deliver(delivery, admitted)


@pytest.fixture
async def telegram(new_village: Village, homes: Homes) -> Telegram:
    """Nobody has joined yet."""
    return Telegram(new_village)


async def supervisor(village: Village) -> None:
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)


async def waiting(village: Village, *, chats: bool = True) -> str:
    """What health, the doctor and the digest say of it."""
    async with village.transactions.reading() as store:
        reach = await store.post.reach(village.now - timedelta(days=1))
        return unreached(village.town.units, reach, {}, chats=chats)


async def test_the_specialists_hear_it_in_private_with_its_buttons(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华")
    await supervisor(village)
    await telegram.after(minutes=1)
    telegram.arrived.clear()
    await village.texts(WANG, "找人")
    for minutes in (1, 1, 40):
        await telegram.after(minutes=minutes)
    ((target, text, rows),) = [one for one in telegram.arrived if "☎️" in one[1]]
    assert (target, rows) == (named(CHEN), 1)
    assert text.startswith(TO_CHEN + CALL)
    assert (await village.presses(CHEN, "a:callback:1", chat=CHEN, private=True)).unbuttoned


async def test_a_command_that_replies_to_it_needs_no_number(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华")
    await village.whispers(ZHOU, "/kou 3-12 垃圾 2 没分类")
    await village.texts(WANG, "异议 1 那天没有扔")
    await telegram.after(minutes=1)
    async with village.database.reading() as connection:
        (row,) = await connection.fetch(
            "SELECT external_id FROM outbox WHERE target = $1 AND payload LIKE '%🙋%'", named(CHEN)
        )
    said = await village.says(CHEN, "/yi 驳 现场看过", chat=CHEN, private=True, replies_to=row["external_id"])
    assert "❌ 异议 1 不成立" in said.text


async def test_what_no_specialist_takes_the_supervisors_hear_without_buttons(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await supervisor(village)
    telegram.blocked.add(CHEN)
    await village.texts(WANG, "找人")
    for minutes in (1, 1, 40):
        await telegram.after(minutes=minutes)
    ((target, text, rows),) = [one for one in telegram.arrived if "☎️" in one[1]]
    assert (target, rows) == (named(TOWN_GROUP), 0)
    assert text.startswith(TO_TOWN + CALL)


async def test_a_supervisor_without_a_group_hears_it_in_private(telegram: Telegram) -> None:
    village = telegram.village
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    await village.whispers(GU, f"/bang {code}")
    await village.texts(WANG, "找人")
    await telegram.after(minutes=1)
    assert any(text.startswith(TO_TOWN + CALL) for text in telegram.heard(GU))


async def test_while_there_is_nobody_at_all_it_waits_for_whoever_comes_first(telegram: Telegram) -> None:
    village = telegram.village
    await village.texts(WANG, "找人")
    await telegram.after(minutes=1)
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await telegram.after(minutes=40)
    assert any(text.startswith(TO_CHEN + CALL) for text in telegram.heard(CHEN))


async def test_a_group_that_comes_later_gets_what_was_missed_in_order(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.texts(WANG, "找人")
    await telegram.after(days=3)
    await village.texts(WANG, "申报 献血 9月8日")
    await telegram.after(minutes=1)
    assert "秦望村（" in await waiting(village)
    await village.says(CHEN, "/bang")
    await telegram.after(minutes=1)
    missed = [text for text in telegram.heard(GROUP) if text.startswith(("☎️", "📝"))]
    assert [text[:2] for text in missed] == ["☎️", "📝 "]
    assert await waiting(village) == ""


async def test_what_the_last_group_missed_comes_to_the_next(telegram: Telegram) -> None:
    village, other = telegram.village, GROUP - 1
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.says(CHEN, "/bang")
    telegram.blocked.add(GROUP)
    await village.texts(WANG, "找人")
    await telegram.after(minutes=1)
    await village.says(CHEN, "/bang", chat=other)
    await telegram.after(minutes=1)
    assert any(text.startswith("☎️") for text in telegram.heard(other))


async def test_health_the_doctor_and_the_digest_name_the_village(telegram: Telegram) -> None:
    village = telegram.village
    await supervisor(village)
    await village.texts(WANG, "找人")
    said = "⚠️秦望村（1 条）没有工作群，要告诉群里的先存着，请专员拉我进群发 /bang。"
    assert await waiting(village) == said
    async with village.transactions.writing() as store:
        await post_digest(due(village, store, ""))
    assert said in (await village.posted(TOWN_GROUP)).text


async def test_where_no_chat_is_set_up_nobody_is_asked_to_bind_a_group(telegram: Telegram) -> None:
    village = telegram.village
    await village.texts(WANG, "找人")
    assert await waiting(village, chats=False) == "⚠️秦望村（1 条）要告诉村里的没人收到：没有设置聊天。"


async def test_who_did_it_in_private_is_not_told_it_again_but_the_other_specialist_is(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.officer(ZHOU, "周美华", Role.SPECIALIST)
    await telegram.after(minutes=1)
    telegram.arrived.clear()
    assert "已添加" in (await village.whispers(CHEN, "/wu 加 大米 60 20")).text
    await telegram.after(minutes=1)
    assert len(telegram.heard(CHEN)) == 1
    assert [text.startswith(TO_CHEN) for text in telegram.heard(ZHOU)] == [True]


async def test_what_somebody_heard_is_kept_for_two_weeks(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.texts(WANG, "找人")
    await telegram.after(minutes=1)
    await telegram.after(days=13)
    assert await waiting(village) != ""
    await telegram.after(days=2)
    assert await waiting(village) == ""


async def test_what_somebody_heard_is_looked_at_ever_less(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.texts(WANG, "找人")
    for _ in range(10 * 24):
        await telegram.after(hours=1)
    async with village.database.reading() as connection:
        (row,) = await connection.fetch("SELECT attempts FROM outbox WHERE target LIKE 'unit:%' AND payload LIKE '%☎️%'")
    assert 40 < row["attempts"] < 60


async def test_who_is_served_only_months_later_hears_nothing_of_it_and_it_counts_as_lost(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.texts(WANG, "找人")
    await telegram.after(days=100)
    assert not any("☎️" in text for text in telegram.heard(CHEN))
    assert "没送到的：群消息" in await waiting(village)


async def test_after_many_attempts_a_kill_in_mid_send_costs_the_news_nothing(telegram: Telegram) -> None:
    village, desk = telegram.village, SqlOutbox(telegram.village.database, ZONE)
    await village.texts(WANG, "找人")
    for _ in range(60):
        await telegram.after(minutes=40)
    village.now += timedelta(minutes=40)
    (delivery,) = (await desk.claim(Queue.CHAT, 10, village.now)).deliveries
    assert delivery.attempts > ATTEMPTS_A_DAY
    await desk.take_over(Queue.CHAT, {delivery.id: delivery.attempts}, village.now)
    await telegram.handover().look_up(delivery)
    assert "秦望村（1 条）" in await waiting(village)


async def test_a_database_that_is_away_costs_the_news_nothing(telegram: Telegram) -> None:
    class Away:
        def reading(self) -> NoReturn:
            raise Unavailable

        def writing(self, turn: str | None = None) -> NoReturn:
            raise Unavailable(turn)

    village, desk = telegram.village, SqlOutbox(telegram.village.database, ZONE)
    await village.texts(WANG, "找人")
    (delivery,) = (await desk.claim(Queue.CHAT, 10, village.now)).deliveries
    outcome = await UnitNews(Away(), village.town.units, telegram.now).deliver(delivery)
    assert isinstance(outcome, Retry)
    assert outcome.untried


async def test_a_reminder_that_comes_again_is_not_kept_for_the_group(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    await village.texts(WANG, "找人")
    for _ in range(4):
        village.now += timedelta(days=1)
        async with village.transactions.writing() as store:
            await remind(due(village, store))
        await telegram.after(minutes=1)
    assert sum("⏰ 还有 1 户等人打电话" in text for text in telegram.heard(CHEN)) == 4
    await village.says(CHEN, "/bang")
    await telegram.after(minutes=1)
    group = [text for text in telegram.heard(GROUP) if "王建国" in text]
    assert len(group) == 2  # the wish itself, and the last reminder


async def test_a_village_in_which_nobody_lives_is_nobodys_business(telegram: Telegram) -> None:
    village = telegram.village
    await supervisor(village)
    async with village.transactions.writing() as store:
        for duty in DUTIES:
            if not duty.of_town:
                await duty(due(village, store, "310116103212"))
    await telegram.after(minutes=1)
    assert telegram.heard(TOWN_GROUP) == [text for text in telegram.heard(TOWN_GROUP) if "工作群" not in text]


async def test_the_notices_that_wait_are_told_where_there_is_no_group(telegram: Telegram) -> None:
    village = telegram.village
    await village.officer(CHEN, "陈国强", Role.SPECIALIST)
    assert await village.count("jobs", "name = 'notices-wait'") == 0
    village.now = village.now.replace(month=10, day=20)
    async with village.transactions.writing() as store:
        for duty in DUTIES:
            if not duty.of_town:
                await duty(due(village, store))
    assert await village.count("jobs", "name = 'notices-wait'") == 1
    await telegram.after(minutes=1)
    assert any(text.startswith(TO_CHEN) and "通知" in text for text in telegram.heard(CHEN))
    assert QINWANG in village.town.units
