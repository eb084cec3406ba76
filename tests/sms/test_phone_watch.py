"""Our own phones are looked after: a silent one is told of once, and so is its return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from app.texts.phone_watch import ContactNotes, PhoneWatch
from domain.model.people import Invitation, Role
from domain.model.trouble import TroubleKind
from sms.channels import PhoneState
from storage.own_phones import SqlOwnPhones
from tests.sms.village import JIANNONG, QINWANG, ZONE, Village, at

MINUTE = timedelta(minutes=1)


@dataclass
class Phone:
    """Answers as the test says."""

    name: str = "0"
    app: str = "SMS Gate"
    answer: PhoneState = field(default_factory=lambda: PhoneState(answers=True, battery=80, charging=True))
    villages: tuple[str, ...] = (QINWANG,)

    def serves(self, _units: Sequence[str]) -> tuple[str, ...]:
        return self.villages

    async def look(self) -> PhoneState:
        return self.answer


@dataclass
class Watched:
    """A village with a group and a supervisor, and its phone."""

    village: Village
    phone: Phone = field(default_factory=Phone)
    kinds: list[TroubleKind | None] = field(default_factory=list)
    watch: PhoneWatch = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    @property
    def phones(self) -> SqlOwnPhones:
        return SqlOwnPhones(self.village.database, ZONE)

    def restart(self) -> None:
        async def report(kind: TroubleKind | None, _detail: str = "") -> None:
            self.kinds.append(kind)

        self.watch = PhoneWatch(
            [self.phone],
            self.phones,
            self.village.transactions,
            self.village.town,
            report,
            lambda: self.village.now,
        )

    async def ping(self) -> None:
        await ContactNotes(self.phones, lambda: self.village.now).heard_from("0")

    async def minutes(self, number: int) -> None:
        for _ in range(number):
            self.village.now += MINUTE
            await self.watch.look()

    async def told(self) -> Sequence[tuple[str, str]]:
        """To which chat, and how the message begins."""
        async with self.village.database.reading() as connection:
            rows = await connection.fetch("SELECT target, payload FROM outbox WHERE queue = 'chat' ORDER BY id")
        return [(row["target"], row["payload"]) for row in rows]


@pytest.fixture
async def watched(village: Village) -> Watched:
    village.now = at("2026-07-06 10:00")
    async with village.transactions.writing() as store:
        await store.officers.bind("telegram:-1", QINWANG, village.assessor.id, village.now)
        who = await store.officers.invite(Invitation(QINWANG[:9], Role.SUPERVISOR, "顾敏", "", "s", village.now))
        await store.officers.bind_town("telegram:-2", QINWANG[:9], who, village.now)
    watched = Watched(village)
    await watched.watch.look()
    return watched


async def test_a_phone_that_shows_signs_of_life_is_not_told_of(watched: Watched) -> None:
    for _ in range(12):
        await watched.ping()
        await watched.minutes(10)
    assert await watched.told() == []
    assert set(watched.kinds) == {None}


async def test_a_silent_phone_is_told_of_once_to_the_group_and_the_supervisor(watched: Watched) -> None:
    watched.phone.answer = PhoneState(answers=False)
    await watched.minutes(29)
    assert await watched.told() == []
    await watched.minutes(90)
    told = await watched.told()
    assert [chat for chat, _ in told] == ["telegram:-1", "telegram:-2"]
    assert all("30分钟没有动静" in text and "开着机" in text for _, text in told)
    assert watched.kinds[-1] is TroubleKind.SILENT


async def test_of_a_village_without_anybody_the_supervisors_hear_only_in_their_group(watched: Watched) -> None:
    watched.phone.villages = (QINWANG, JIANNONG)
    await watched.minutes(40)
    assert [chat for chat, _ in await watched.told()] == ["telegram:-1", "telegram:-2"]


async def test_of_one_that_takes_no_password_of_ours_the_officers_hear_at_once_and_once_a_day(watched: Watched) -> None:
    watched.phone.answer = PhoneState(answers=False, refuses_us=True)
    for _ in range(5):
        await watched.ping()
        await watched.minutes(1)
    told = await watched.told()
    assert [chat for chat, _ in told] == ["telegram:-1", "telegram:-2"]
    assert all("不认我们的用户名或密码" in text for _, text in told)


async def test_its_return_is_told_once_and_a_second_silence_again(watched: Watched) -> None:
    await watched.minutes(40)
    for _ in range(3):
        await watched.ping()
        await watched.minutes(1)
    assert watched.kinds[-1] is None
    assert ["又有动静" in text for _, text in await watched.told()] == [False, False, True, True]
    await watched.minutes(40)
    assert len(await watched.told()) == 6


async def test_one_that_answers_but_does_not_call_is_told_of_otherwise(watched: Watched) -> None:
    await watched.minutes(31)
    assert all("Ping" in text for _, text in await watched.told())


async def test_a_program_that_was_away_itself_blames_no_phone(watched: Watched) -> None:
    watched.village.now += timedelta(hours=9)
    watched.restart()
    await watched.watch.look()
    assert await watched.told() == []


async def test_two_programs_tell_it_once(watched: Watched) -> None:
    watched.phone.answer = PhoneState(answers=False)
    other = Watched(watched.village, watched.phone)
    for _ in range(35):
        await watched.minutes(1)
        await other.watch.look()
    assert len(await watched.told()) == 2


async def test_a_battery_that_runs_out_is_told_of_once_a_day(watched: Watched) -> None:
    watched.phone.answer = PhoneState(answers=True, battery=15, charging=False)
    await watched.minutes(5)
    assert all("15%" in text for _, text in await watched.told())
    assert len(await watched.told()) == 2
    watched.village.now += timedelta(days=1)
    await watched.ping()
    await watched.minutes(1)
    assert len(await watched.told()) == 4


async def test_a_reply_that_waits_for_tomorrow_is_told_of_once_a_day(watched: Watched) -> None:
    await watched.phones.holds_reply("0", watched.village.now)
    for _ in range(5):
        await watched.ping()
        await watched.minutes(1)
    told = await watched.told()
    assert [chat for chat, _ in told] == ["telegram:-1", "telegram:-2"]
    assert all("7月6日的短信条数用完了" in text for _, text in told)
    watched.village.now += timedelta(days=1)
    await watched.ping()
    await watched.minutes(1)
    assert len(await watched.told()) == 2


async def test_at_night_it_waits_for_the_morning(watched: Watched) -> None:
    watched.village.now = at("2026-07-06 23:00")
    await watched.ping()
    await watched.minutes(31)
    assert await watched.village.count("outbox", "queue = 'chat'") == 2
    async with watched.village.database.reading() as connection:
        (row,) = await connection.fetch("SELECT MIN(due_ms) AS due FROM outbox WHERE queue = 'chat'")
    assert row["due"] == int(at("2026-07-07 08:00").timestamp() * 1000)
