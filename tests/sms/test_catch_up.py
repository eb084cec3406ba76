"""Texts that did not reach us by the carrier's call: found in its list, answered once, late where they are late."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from app.texts.catch_up import CatchUp
from app.texts.in_order import InOrder
from domain.ports.store import Unavailable
from sms.inbound import InboundText, Late, ListedTexts
from storage.inbound_marks import SqlInboundMarks
from tests.sms.village import WANG, ZONE, Village

MINUTE = timedelta(minutes=1)
STRANGER = "+8619900000099"


@dataclass
class Carrier:
    """Lists what came in, by a clock of its own; None = it cannot be asked. Not ``whole``: one of its phones is off."""

    listed_late = timedelta(minutes=10)
    texts: list[InboundText] | None = field(default_factory=list)
    asked: list[datetime] = field(default_factory=list)
    whole: bool = True

    async def received_since(self, since: datetime) -> ListedTexts:
        self.asked.append(since)
        if self.texts is None:
            return ListedTexts(whole=False)
        return ListedTexts(tuple(text for text in self.texts if text.sent and text.sent >= since), self.whole)

    def took(self, sid: str, body: str, sent: datetime, sender: str = WANG) -> InboundText:
        assert self.texts is not None
        self.texts.append(InboundText(sid, sender, body, sent=sent))
        return self.texts[-1]


@dataclass
class Watched:
    """A village whose carrier's list is looked at, and a clock of seconds that the test moves."""

    village: Village
    carrier: Carrier
    seconds: float = 0
    watch: CatchUp = field(init=False)
    order: InOrder = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        marks = SqlInboundMarks(self.village.database, ZONE)
        self.order = InOrder(self.village.desk, lambda: self.village.now)
        self.watch = CatchUp("twilio", self.carrier, marks, self.order, lambda: self.village.now, lambda: self.seconds)

    async def look(self, after: float = 30) -> None:
        self.seconds += after
        await self.watch.look()

    async def replies(self) -> list[str]:
        async with self.village.database.reading() as connection:
            rows = await connection.fetch("SELECT payload FROM outbox WHERE queue = 'sms' ORDER BY id")
        return [str(row["payload"]) for row in rows]


@pytest.fixture
async def watched(village: Village) -> Watched:
    await village.household("王建国", WANG)
    watched = Watched(village, Carrier())
    await watched.look()
    return watched


async def test_a_text_that_nobody_brought_is_answered_once(watched: Watched) -> None:
    watched.carrier.took("SM1", "积分", watched.village.now)
    for _ in range(4):
        await watched.look()
    watched.restart()
    for _ in range(2):
        await watched.look()
    (reply,) = await watched.replies()
    assert "王建国" in reply
    assert await watched.village.count("inbox", "key = 'SM1' AND outcome = 'done'") == 1


async def test_the_carriers_own_call_is_waited_for(watched: Watched) -> None:
    text = watched.carrier.took("SM1", "积分", watched.village.now)
    await watched.look()
    await watched.look(after=10)
    assert await watched.village.count("inbox") == 0
    assert await watched.village.desk.receive(text, watched.village.now)
    await watched.look()
    assert await watched.replies() == []


async def test_a_clock_of_the_carrier_that_is_hours_off_hurries_nothing(watched: Watched) -> None:
    watched.village.now += timedelta(hours=3)
    watched.carrier.took("SM1", "积分", watched.village.now - timedelta(hours=2))
    await watched.look()
    assert await watched.village.count("inbox") == 0


async def test_a_text_dated_ahead_does_not_hide_what_comes_before_that_day(watched: Watched) -> None:
    watched.carrier.took("SM1", "积分", watched.village.now + timedelta(days=400))
    await watched.look()
    await watched.look()
    await watched.look()
    assert max(watched.carrier.asked) <= watched.village.now
    watched.carrier.took("SM2", "排名", watched.village.now)
    await watched.look()
    await watched.look()
    assert await watched.village.count("inbox", "outcome = 'done'") == 2


async def test_a_reply_to_an_older_text_says_to_which(watched: Watched) -> None:
    sent = watched.village.now
    watched.village.now += timedelta(days=1, hours=2)
    watched.carrier.took("SM1", "积分", sent)
    watched.carrier.took("SM2", "排名", watched.village.now - timedelta(minutes=30))
    watched.carrier.took("SM3", "规则", watched.village.now - MINUTE)
    await watched.look()
    await watched.look()
    first, second, third = await watched.replies()
    assert f"（回您{sent.month}月{sent.day}日{sent:%H:%M}的短信）王建国" in first
    assert f"（回您{watched.village.now - timedelta(minutes=30):%H:%M}的短信）王建国" in second
    assert "回您" not in third


async def test_yesterday_is_counted_from_the_day_of_the_text(watched: Watched) -> None:
    sent = watched.village.now
    watched.village.now += timedelta(days=2)
    watched.carrier.took("SM1", "申报 献血 昨天", sent)
    watched.carrier.took("SM2", "申报 扫雪", sent)
    await watched.look()
    await watched.look()
    async with watched.village.database.reading() as connection:
        days = [str(row["day"]) for row in await connection.fetch("SELECT day FROM claims ORDER BY id")]
    assert days == [str(sent.date() - timedelta(days=1)), str(sent.date())]


async def test_the_mark_stops_before_what_is_open_and_nothing_is_missed_by_an_outage_in_the_middle(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = watched.village.now
    watched.village.now += timedelta(hours=5)
    for hour in range(1, 5):
        watched.carrier.took(f"SM{hour}", "积分", start + timedelta(hours=hour))
    await watched.look()
    desk = watched.village.desk
    answered: list[str] = []

    async def fails_at_the_third(text: InboundText, now: datetime, late: Late) -> str | None:
        if len(answered) == 2:
            raise Unavailable("away")
        answered.append(text.sid)
        return await desk.receive(text, now, late)

    broken = type("Broken", (), {"receive": staticmethod(fails_at_the_third)})()
    monkeypatch.setattr(watched.order, "desk", broken)
    with pytest.raises(Unavailable):
        await watched.look()
    watched.restart()
    for _ in range(3):
        await watched.look()
    assert await watched.village.count("inbox") == 4
    assert len(await watched.replies()) == 4
    assert watched.carrier.asked[-1] == start + timedelta(hours=4) - timedelta(minutes=10)


async def test_a_carrier_that_cannot_be_asked_is_asked_again(watched: Watched) -> None:
    texts, watched.carrier.texts = watched.carrier.texts, None
    await watched.look()
    watched.carrier.texts = texts
    watched.carrier.took("SM1", "积分", watched.village.now)
    await watched.look()
    await watched.look()
    assert len(await watched.replies()) == 1


async def test_a_phone_that_is_off_keeps_no_text_of_another_back_and_loses_none_of_its_own(watched: Watched) -> None:
    watched.carrier.whole = False
    start = watched.village.now
    watched.village.now += timedelta(hours=30)
    watched.carrier.took("B1", "积分", watched.village.now)
    for _ in range(3):
        await watched.look()
    assert len(await watched.replies()) == 1
    watched.carrier.whole = True
    watched.carrier.took("A1", "排名", start + MINUTE)
    for _ in range(3):
        await watched.look()
    assert len(await watched.replies()) == 2


async def test_the_first_time_it_begins_at_the_newest_text_that_is_known(village: Village) -> None:
    await village.household("王建国", WANG)
    known = village.now
    await village.text("积分", sid="SM1")
    village.now += timedelta(hours=6)
    watched = Watched(village, Carrier())
    await watched.look()
    assert watched.carrier.asked == [known - timedelta(minutes=10)]


async def test_a_text_noted_by_a_clock_that_was_ahead_hides_none(village: Village) -> None:
    await village.household("王建国", WANG)
    known = village.now
    await village.text("积分", sid="SM1")
    village.now += timedelta(days=9)
    await village.text("积分", sid="SM2")
    village.now = known + timedelta(hours=6)
    watched = Watched(village, Carrier())
    watched.carrier.took("SM3", "积分", known + timedelta(hours=5))
    await watched.look()
    await watched.look()
    assert len(await watched.replies()) == 1


async def test_what_is_older_than_a_week_is_let_be(watched: Watched) -> None:
    watched.carrier.took("SM1", "积分", watched.village.now + MINUTE)
    watched.village.now += timedelta(days=30)
    await watched.look()
    await watched.look()
    assert await watched.village.count("inbox") == 0


async def test_strangers_and_opting_out_are_treated_as_in_time(watched: Watched) -> None:
    watched.carrier.took("SM1", "积分", watched.village.now, STRANGER)
    watched.carrier.took("SM2", "你好", watched.village.now, STRANGER)
    watched.carrier.took("SM3", "退订", watched.village.now)
    await watched.look()
    await watched.look()
    assert len(await watched.replies()) == 2  # one to the stranger, one to 王建国
    assert await watched.village.count("optouts") == 1


# A platform whose calls and whose list name the same text otherwise.


def called(sid: str, body: str, sent: datetime, listed: str) -> InboundText:
    return InboundText(sid, WANG, body, sent=sent, by="0", also=listed)


async def test_a_text_that_was_called_for_is_not_taken_from_the_list_under_its_other_name(watched: Watched) -> None:
    sent = watched.village.now
    await watched.village.desk.receive(called("E1", "积分", sent, "L1"), sent, lambda: True)
    watched.carrier.took("L1", "积分", sent)
    for _ in range(3):
        await watched.look()
    assert len(await watched.replies()) == 1


async def test_a_call_that_comes_hours_after_the_list_changes_nothing(watched: Watched) -> None:
    sent = watched.village.now
    watched.carrier.took("L1", "申报 献血", sent)
    for _ in range(2):
        await watched.look()
    watched.village.now += timedelta(hours=3)
    for _ in range(2):
        await watched.village.desk.receive(called("E1", "申报 献血", sent, "L1"), watched.village.now, lambda: True)
    assert await watched.village.count("claims") == 1
    assert len(await watched.replies()) == 1


async def test_equal_texts_that_are_called_for_twice_are_two_and_one_that_is_brought_again_is_one(
    watched: Watched,
) -> None:
    sent = watched.village.now
    texts = [called("E1", "积分", sent, "L1"), called("E2", "积分", sent, "L1"), called("E1", "积分", sent, "L1")]
    for text in [*texts, called("E3", "积分", sent + timedelta(hours=1), "L2")]:
        await watched.village.desk.receive(text, watched.village.now, lambda: True)
    assert len(await watched.replies()) == 3


async def test_a_reply_goes_by_the_phone_that_was_written_to(watched: Watched) -> None:
    await watched.village.desk.receive(
        called("E1", "积分", watched.village.now, "L1"), watched.village.now, lambda: True
    )
    (reply,) = await watched.replies()
    assert '"by": "0"' in reply


async def test_a_phone_that_was_off_lists_late_what_was_sent_long_before(watched: Watched) -> None:
    watched.carrier.listed_late = timedelta(days=3)
    watched.village.now += timedelta(hours=30)
    watched.carrier.took("L2", "积分", watched.village.now)
    for _ in range(2):
        await watched.look()
    watched.carrier.took("L1", "排名", watched.village.now - timedelta(hours=20))
    for _ in range(2):
        await watched.look()
    assert len(await watched.replies()) == 2


async def test_what_the_phone_had_before_it_became_ours_is_nobodys_business(watched: Watched) -> None:
    watched.carrier.listed_late = timedelta(days=3)
    watched.carrier.took("L1", "积分", watched.village.now - timedelta(hours=5))
    for _ in range(2):
        await watched.look()
    assert await watched.replies() == []


async def _called(watched: Watched, text: InboundText) -> asyncio.Task[str | None]:
    """The carrier brings a text; it has come as far as it comes by itself."""
    task = asyncio.create_task(watched.order.receive(text, watched.village.now, lambda: False))
    await asyncio.wait({task}, timeout=0.2)
    return task


async def _answered(watched: Watched) -> list[str]:
    async with watched.village.database.reading() as connection:
        rows = await connection.fetch("SELECT key FROM inbox WHERE source = 'sms' ORDER BY id")
    return [row["key"] for row in rows]


async def test_a_text_just_after_a_start_waits_for_the_first_look_and_for_the_older_ones(watched: Watched) -> None:
    watched.restart()
    watched.order.begin()
    now = watched.village.now
    watched.carrier.took("SM1", "申报 昨天献血", now - MINUTE)
    later = await _called(watched, watched.carrier.took("SM2", "积分", now))
    other = await _called(watched, InboundText("SM3", STRANGER, "积分"))
    assert not later.done()
    assert not other.done()
    await watched.look()
    await other
    assert await _answered(watched) == ["SM3"]
    await watched.look()
    assert "王建国" in str(await later)
    assert await _answered(watched) == ["SM3", "SM1", "SM2"]


async def test_a_younger_text_that_is_missing_holds_up_none(watched: Watched) -> None:
    now = watched.village.now
    watched.carrier.took("SM2", "排名", now)
    await watched.look()
    assert await (await _called(watched, InboundText("SM1", WANG, "积分", sent=now - MINUTE)))
    assert await _answered(watched) == ["SM1"]


async def test_texts_of_the_same_second_do_not_wait_for_each_other(watched: Watched) -> None:
    sent = watched.village.now
    watched.carrier.took("SM1", "申报 昨天献血", sent)
    watched.carrier.took("SM2", "积分", sent)
    await watched.look()
    second = await _called(watched, InboundText("SM2", WANG, "积分"))
    assert not second.done()
    assert await (await _called(watched, InboundText("SM1", WANG, "申报 昨天献血")))
    await second
    assert await _answered(watched) == ["SM1", "SM2"]


async def test_a_text_is_not_waited_for_once_its_own_call_has_come(watched: Watched) -> None:
    first = watched.carrier.took("SM1", "积分", watched.village.now)
    await watched.look()
    later = await _called(watched, InboundText("SM2", WANG, "排名"))
    assert not later.done()
    await (await _called(watched, first))
    await later
    assert await _answered(watched) == ["SM1", "SM2"]


async def test_a_text_does_not_wait_for_ever(watched: Watched) -> None:
    watched.carrier.took("SM1", "积分", watched.village.now - MINUTE)
    await watched.look()
    watched.order.longest = 0.01
    await (await _called(watched, InboundText("SM2", WANG, "排名")))
    assert await _answered(watched) == ["SM2"]


async def test_the_first_look_is_over_when_the_carrier_cannot_be_asked(watched: Watched) -> None:
    watched.order.begin()
    watched.carrier.texts = None
    await watched.look()
    await (await _called(watched, InboundText("SM2", WANG, "排名")))
    assert await _answered(watched) == ["SM2"]
