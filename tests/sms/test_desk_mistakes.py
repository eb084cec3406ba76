"""What villagers get when the mistake is ours, and what an answer costs."""

from __future__ import annotations

import logging
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace

import pytest

from domain.guard import Guard
from domain.model.current_book import CurrentBook
from domain.model.errors import Refused
from domain.ports.store import Store, Unavailable
from sms import reception
from sms.inbound import InboundText
from sms.wording import replies
from storage.store import SqlTransactions
from tests.sms.village import WANG, Village

# --- mistakes of ours


@dataclass(frozen=True)
class BookLost:
    """A town whose books cannot be had any more."""

    units: dict[str, str]

    def current(self, unit: str) -> CurrentBook:
        raise Refused("no-unit", unit=unit)


async def test_a_mistake_of_ours_is_an_apology_with_a_number(
    village: Village, caplog: pytest.LogCaptureFixture
) -> None:
    await village.household("王建国", WANG)
    desk = village.desk
    village.desk = replace(desk, town=BookLost({}))
    with caplog.at_level(logging.INFO):
        reply = await village.text("退订", sid="SM1")
    assert reply == replies.broken("K7M2")
    assert "K7M2" in caplog.text
    assert WANG[1:] not in caplog.text
    assert "王建国" not in caplog.text
    assert await village.count("optouts") == 0
    assert await village.count("inbox", "error = 'K7M2'") == 1
    village.desk = desk
    assert await village.text("退订", sid="SM1") == reply
    assert await village.text("退订") == replies.OPTED_OUT


async def test_apologies_have_their_limit_as_well(village: Village) -> None:
    await village.household("王建国", WANG)
    village.desk = replace(village.desk, town=BookLost({}))
    said = [await village.text("积分") for _ in range(22)]
    assert said.count(None) == 2


@dataclass
class Away:
    """A store that cannot be had the first few times. ``slept`` are the seconds that the desk waited."""

    inner: SqlTransactions
    times: int
    slept: list[float] = field(default_factory=list)

    def writing(self, turn: str | None = None) -> AbstractAsyncContextManager[Store]:
        self.times -= 1
        if self.times >= 0:
            raise Unavailable("gone")
        return self.inner.writing(turn)

    def reading(self) -> AbstractAsyncContextManager[Store]:
        return self.inner.reading()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


async def test_a_text_for_which_the_store_fails_is_taken_once_it_works_again(village: Village) -> None:
    await village.household("王建国", WANG)
    away = Away(village.desk.transactions, 4)  # type: ignore[arg-type]  # the village's are on SQL
    village.desk = replace(village.desk, transactions=away, sleep=away.sleep)
    assert "110分" in (await village.text("积分", sid="SM1") or "")
    assert len(away.slept) == 4
    assert await village.count("inbox", "outcome = 'done'") == 1


async def test_a_store_that_stays_away_leaves_the_text_not_taken(village: Village) -> None:
    away = Away(village.desk.transactions, 10_000)  # type: ignore[arg-type]  # the village's are on SQL
    desk = replace(village.desk, transactions=away, sleep=away.sleep, guard=Guard("sms", lambda: sum(away.slept)))
    with pytest.raises(Unavailable):
        await desk.receive(InboundText("SM1", WANG, "积分"), village.now)
    assert sum(away.slept) > 600
    assert max(away.slept) < reception._STOPPING_SECONDS  # who stops meanwhile loses none that can be taken
    assert await village.count("inbox") == 0
