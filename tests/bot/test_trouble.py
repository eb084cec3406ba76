"""Trouble with the platform is waited out longer and longer, and said once in a while, in plain words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe

from bot.channels.telegram.polling import Poller
from bot.channels.telegram.trouble import LAST_PAUSE, FailureCount
from bot.raw import Raw, part
from domain.model.trouble import TroubleKind
from domain.ports.store import Unavailable
from sandbox.faults import Fault
from sandbox.server import Sandbox
from tests.bot.platform import People

REFUSED = TelegramUnauthorizedError(GetMe(), "Unauthorized")
TAKEN = TelegramConflictError(GetMe(), "Conflict: terminated by other getUpdates request")


async def test_pauses_grow_up_to_a_minute_and_start_anew_when_it_works() -> None:
    trouble = FailureCount(monotonic=lambda: 0.0)
    pauses = [await trouble.pause(REFUSED) for _ in range(20)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LAST_PAUSE
    await trouble.over()
    assert await trouble.pause(REFUSED) == pauses[0]


async def test_the_platform_says_itself_how_long_to_wait() -> None:
    assert await FailureCount().pause(TelegramRetryAfter(GetMe(), "Too Many Requests", 17)) == 17


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (REFUSED, "令牌被拒"),
        (TAKEN, "另有程序在收"),
        (Unavailable("gone"), "数据库用不了"),
        (KeyError("x"), "KeyError"),
    ],
)
async def test_the_same_trouble_is_said_once_in_ten_minutes(
    error: Exception, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    seconds = [0.0]
    trouble = FailureCount(monotonic=lambda: seconds[0])
    for _ in range(5):
        await trouble.pause(error)
        await trouble.over()
    assert caplog.text.count(words) == 1
    seconds[0] = 600
    await trouble.pause(error)
    assert caplog.text.count(words) == 2


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (REFUSED, TroubleKind.TOKEN),
        (TelegramNotFound(GetMe(), "Not Found"), TroubleKind.TOKEN),
        (TAKEN, TroubleKind.TWICE),
        (TelegramNetworkError(GetMe(), "no route"), TroubleKind.UNREACHED),
        (KeyError("x"), TroubleKind.ODD_ANSWER),
    ],
)
async def test_what_is_wrong_is_kept_until_it_works_again(error: Exception, kind: TroubleKind) -> None:
    kept: list[TroubleKind | None] = []

    async def report(now: TroubleKind | None, _detail: str) -> None:
        kept.append(now)

    trouble = FailureCount(report)
    await trouble.pause(error)
    await trouble.over()
    assert kept == [kind, None]


@pytest.mark.parametrize("error", [Unavailable("gone"), TelegramRetryAfter(GetMe(), "Too Many Requests", 17)])
async def test_what_no_setting_can_mend_is_not_kept(error: Exception) -> None:
    async def report(now: TroubleKind | None, _detail: str) -> None:
        raise AssertionError(now)

    await FailureCount(report).pause(error)


class Enough(BaseException):
    """Ends a poller that has done all that a test wants of it."""


async def polled(bot: Bot, wanted: int, troubled: Callable[[int, int], Exception | None]) -> list[int]:
    """The updates that a poller hands over, by number from 0, until ``wanted`` were taken."""
    handed: list[int] = []
    taken: list[int] = []

    async def handle(update: Raw) -> None:
        text = int(part(update, "message")["text"])
        handed.append(text)
        if error := troubled(text, handed.count(text)):
            raise error
        taken.append(text)
        if len(taken) == wanted:
            raise Enough

    with pytest.raises(Enough):
        await Poller(bot, handle).run()
    return handed


@pytest.fixture(autouse=True)
def _quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.trouble.FIRST_PAUSE", 0.001)


@pytest.fixture
def said(sandbox: Sandbox, people: People) -> None:
    """0, 1, 2, 3 are written to the group."""
    for number in range(4):
        sandbox.player.say(people.group.id, people.zhou.id, str(number))


async def test_an_update_that_was_not_taken_is_fetched_again_before_the_next(bot: Bot, said: None) -> None:
    handed = await polled(bot, 4, lambda text, times: Unavailable() if text == 1 and times < 3 else None)
    assert handed == [0, 1, 1, 1, 2, 3]


async def test_an_update_that_fails_by_our_mistake_keeps_back_no_other(
    bot: Bot, said: None, caplog: pytest.LogCaptureFixture
) -> None:
    handed = await polled(bot, 3, lambda text, _: KeyError("x") if text == 1 else None)
    assert handed == [0, 1, 2, 3]
    assert "could not be handled and is passed over" in caplog.text


@pytest.mark.parametrize(
    "fault",
    [Fault(status=500), Fault(status=401), Fault(status=409), Fault(drop="before"), Fault(status=429, retry_after=0)],
)
async def test_whatever_the_platform_answers_the_polling_goes_on(
    bot: Bot, sandbox: Sandbox, said: None, fault: Fault
) -> None:
    sandbox.telegram.faults.order(fault, times=3, method="getUpdates")
    assert await polled(bot, 4, lambda *_: None) == [0, 1, 2, 3]


@pytest.mark.parametrize("junk", [None, 5, "x", [], {}, {"update_id": None}, {"update_id": "7"}])
async def test_junk_among_the_updates_keeps_back_none(
    bot: Bot, said: None, junk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    call = Bot.__call__

    async def with_junk(self: Bot, method: Any, request_timeout: int | None = None) -> Any:
        answer = await call(self, method, request_timeout)
        return [junk, *answer] if isinstance(answer, list) else answer

    monkeypatch.setattr(Bot, "__call__", with_junk)
    with caplog.at_level(logging.WARNING):
        assert await polled(bot, 4, lambda *_: None) == [0, 1, 2, 3]
    assert "without a number" in caplog.text


async def test_updates_without_any_number_are_not_asked_for_without_a_pause(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None of them can be confirmed, so they would come again at once."""

    async def junk(_bot: Bot, _method: Any, _timeout: int | None = None, **_: Any) -> Any:
        return [{"update_id": None}]

    async def nobody(_: Raw) -> None:
        raise AssertionError

    async def told(kind: TroubleKind | None, _detail: str) -> None:
        assert kind is TroubleKind.ODD_ANSWER
        raise Enough

    monkeypatch.setattr(Bot, "__call__", junk)
    with pytest.raises(Enough):
        await Poller(bot, nobody, trouble=FailureCount(told)).run()
