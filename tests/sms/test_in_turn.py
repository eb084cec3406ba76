"""Texts of one number that wait for the database are answered in the order in which they came."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from app.texts.in_order import InOrder
from domain.ports.store import Unavailable
from sms.inbound import InboundText, Late

NOW = datetime(2026, 9, 10, 8, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
WANG, LI = "+8619900000001", "+8619900000002"


@dataclass
class Desk:
    """Tries a text until its database answers; ``begun`` are the texts that it was given, with the time it was told."""

    begun: list[tuple[str, datetime]] = field(default_factory=list)
    answers: dict[str, asyncio.Future[str]] = field(default_factory=dict)

    async def receive(self, text: InboundText, now: datetime, late: Late) -> str | None:
        assert not late()
        self.begun.append((text.sid, now))
        return await self.answers.setdefault(text.sid, asyncio.get_running_loop().create_future())


@dataclass
class Doors:
    """By which texts come to a desk; ``order`` is asked by the carrier's calls."""

    desk: Desk = field(default_factory=Desk)

    def __post_init__(self) -> None:
        self.order = InOrder(self.desk, lambda: LATER)

    async def comes(self, sid: str, sender: str) -> asyncio.Task[str | None]:
        text = InboundText(sid, sender, "积分")
        coming = asyncio.create_task(self.order.receive(text, NOW, lambda: False))
        await asyncio.sleep(0)
        return coming


async def test_the_second_waits_for_the_first_and_nobody_for_another() -> None:
    doors = Doors()
    first, second, other = [await doors.comes(*one) for one in (("SM1", WANG), ("SM2", WANG), ("SM3", LI))]
    assert doors.desk.begun == [("SM1", NOW), ("SM3", NOW)]
    doors.desk.answers["SM3"].set_result("李")
    assert await other == "李"
    doors.desk.answers["SM1"].set_result("1")
    assert await first == "1"
    await asyncio.sleep(0)
    assert doors.desk.begun[-1] == ("SM2", LATER)
    doors.desk.answers["SM2"].set_result("2")
    assert await second == "2"
    assert len(doors.order._turns) == 0


async def test_the_second_has_its_turn_when_the_first_is_given_up() -> None:
    doors = Doors()
    first, second = [await doors.comes(*one) for one in (("SM1", WANG), ("SM2", WANG))]
    doors.desk.answers["SM1"].set_exception(Unavailable("for too long"))
    with pytest.raises(Unavailable):
        await first
    await asyncio.sleep(0)
    doors.desk.answers["SM2"].set_result("2")
    assert await second == "2"
