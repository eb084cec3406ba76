"""What the product does by itself leaves the time to those who wait for an answer."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from app.background_pace import LATELY_SECONDS, LONGEST_REST_SECONDS, RESTS, BackgroundPace, never
from app.message_log import MessageLog
from app.metrics import Metrics
from domain.guard import MessageReport
from domain.model.message import Handled


@dataclass
class Machine:
    """A clock that goes on by what is slept and worked."""

    seconds: float = 1000.0
    rested: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.rested.append(seconds)
        self.seconds += seconds


async def work(way: BackgroundPace, machine: Machine, *pieces: float) -> None:
    for piece in pieces:
        began = machine.now()
        machine.seconds += piece
        await way.rest(began)


async def test_while_messages_come_it_takes_a_tenth_of_the_time() -> None:
    machine = Machine()
    await work(BackgroundPace(machine.now, machine.now, machine.sleep), machine, 0.5, 0.25)
    assert machine.rested == [0.5 * RESTS, 0.25 * RESTS]
    assert machine.seconds - 1000 == pytest.approx(10 * 0.75)


async def test_a_piece_that_waited_long_for_the_database_keeps_nothing_else_waiting() -> None:
    machine = Machine()
    await work(BackgroundPace(machine.now, machine.now, machine.sleep), machine, 30)
    assert machine.rested == [LONGEST_REST_SECONDS]


@pytest.mark.parametrize("heard", [never, lambda: 1000 - LATELY_SECONDS])
async def test_when_none_comes_it_goes_on_at_once(heard: object) -> None:
    machine = Machine()
    assert callable(heard)
    await work(BackgroundPace(heard, machine.now, machine.sleep), machine, 0.5)
    assert machine.rested == []


async def test_a_message_is_heard_whatever_becomes_of_it() -> None:
    machine = Machine()
    messages = MessageLog(Metrics(), machine.now)
    assert messages.last == never()
    messages(MessageReport("chat", "1", "kou", Handled.REFUSED, 1.0))
    assert messages.last == machine.now()


async def test_there_is_a_rush_while_a_message_has_just_been_handled() -> None:
    machine = Machine()
    messages = MessageLog(Metrics(), machine.now)
    rushes = [messages.in_a_rush()]
    messages(MessageReport("chat", "1", "kou", Handled.DONE, 1.0))
    for passes in (0, 0.01, 0.05):
        machine.seconds += passes
        rushes.append(messages.in_a_rush())
    assert rushes == [False, True, True, False]
