"""A text whose answer takes long: the carrier gets an empty answer in time, the person the reply, once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from domain.ports.store import Unavailable
from sms import reception
from sms.inbound import InboundText, Late
from sms.reception import Reception
from tests.sms.village import FOUNDED, WANG

TEXT = InboundText("SM1", WANG, "积分")


@dataclass
class Desk:
    """Answers when it is let, and counts how often it was asked."""

    let: asyncio.Event = field(default_factory=asyncio.Event)
    asked: int = 0
    fault: Exception | None = None

    async def receive(self, text: InboundText, now: datetime, late: Late) -> str | None:  # noqa: ARG002 - its signature
        self.asked += 1
        await self.let.wait()
        if self.fault:
            raise self.fault
        return None if text.body == "嘘" else "118分"


@dataclass
class Posted:
    """Replies that went by themselves; the first ``broken`` posts fail."""

    replies: list[tuple[str, str]] = field(default_factory=list)
    broken: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, text: InboundText, reply: str) -> None:
        if self.broken:
            self.broken -= 1
            raise Unavailable("away")
        self.replies.append((text.sid, reply))
        self.done.set()


async def late_ones_end(front: Reception) -> None:
    await asyncio.gather(*front._late.values())


async def test_a_quick_answer_is_given_at_once() -> None:
    desk, posted = Desk(), Posted()
    desk.let.set()
    assert await Reception(desk, posted.post).receive(TEXT, FOUNDED) == "118分"
    assert posted.replies == []


async def test_a_slow_answer_goes_by_itself_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reception, "_POST_AGAIN", (0, 0, 0))
    desk, posted = Desk(), Posted(broken=2)
    front = Reception(desk, posted.post, 0.01)
    assert await front.receive(TEXT, FOUNDED) is None
    again = asyncio.create_task(front.receive(TEXT, FOUNDED))
    await asyncio.sleep(0)
    desk.let.set()
    assert await again is None
    await posted.done.wait()
    assert (posted.replies, desk.asked) == ([("SM1", "118分")], 1)
    await asyncio.sleep(0)
    assert await front.receive(TEXT, FOUNDED) == "118分"  # the desk finds the stored one
    assert posted.replies == [("SM1", "118分")]


async def test_where_the_call_takes_no_answer_every_reply_goes_by_itself() -> None:
    desk, posted = Desk(), Posted()
    lates: list[bool] = []

    async def receive(text: InboundText, now: datetime, late: Late) -> str | None:
        lates.append(late())
        return await Desk.receive(desk, text, now, late)

    desk.let.set()
    answerer = type("Answerer", (), {"receive": staticmethod(receive)})()
    assert await Reception(answerer, posted.post, in_call=False).receive(TEXT, FOUNDED) is None
    assert (lates, posted.replies) == ([True], [])  # the desk posts it, with its text


async def test_a_text_brought_twice_at_once_is_handled_once() -> None:
    desk, posted = Desk(), Posted()
    front = Reception(desk, posted.post)
    both = [asyncio.create_task(front.receive(TEXT, FOUNDED)) for _ in range(2)]
    await asyncio.sleep(0)
    desk.let.set()
    assert await asyncio.gather(*both) == ["118分", "118分"]
    assert desk.asked == 1


async def test_silence_that_comes_late_posts_nothing() -> None:
    desk, posted = Desk(), Posted()
    front = Reception(desk, posted.post, 0.01)
    assert await front.receive(InboundText("SM2", WANG, "嘘"), FOUNDED) is None
    desk.let.set()
    await late_ones_end(front)
    assert posted.replies == []


async def test_an_outage_is_told_in_time_and_logged_when_it_is_late(caplog: pytest.LogCaptureFixture) -> None:
    desk, posted = Desk(fault=Unavailable("away")), Posted()
    front = Reception(desk, posted.post, 0.01)
    assert await front.receive(TEXT, FOUNDED) is None
    desk.let.set()
    await late_ones_end(front)
    assert "not taken" in caplog.text
    assert WANG not in caplog.text
    with pytest.raises(Unavailable):
        await front.receive(TEXT, FOUNDED)


async def test_stopping_leaves_no_task_behind_and_names_what_was_not_taken(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reception, "_STOPPING_SECONDS", 0.01)
    desk, posted = Desk(), Posted()
    front = Reception(desk, posted.post, 0.01)
    assert await front.receive(TEXT, FOUNDED) is None
    await front.close()
    assert posted.replies == []
    assert "SM1" in caplog.text
    assert WANG not in caplog.text
