"""The platform refuses, is silent, or is away: what becomes of a message then."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.channels.wecom.failures import Refusal
from bot.channels.wecom.refusals import outcome_of
from bot.incoming import Opened
from domain.model.delivery import Failed, Retry, Unknown
from sandbox.wecom.faults import LineFault
from tests.wecom.chat import GROUP, OUR_GROUP, PUSH, RESPOND, Chat, how, sent
from tests.wecom.conftest import Clock, until


@contextmanager
def impatient(chat: Chat) -> Iterator[None]:
    """The SDK waits for acknowledgements a moment only, not five seconds."""
    session = chat.channel.connection.session
    assert session is not None
    session.client._ws_manager._reply_ack_timeout = 0.05
    yield
    session.client._ws_manager._reply_ack_timeout = 5.0


async def test_a_missing_acknowledgement_means_unknown(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    chat.stand_in.platform.faults.order(LineFault("mute"), command=RESPOND)
    with impatient(chat):
        assert isinstance(await chat.answers(message, "✅ +5"), Unknown)
    assert how(chat) == [("reply", "✅ +5")], "it had arrived all the same"
    assert sent(await chat.again(1, repeated=True))
    assert how(chat)[-1] == ("push", "（重发）✅ +5")


async def test_a_late_acknowledgement_is_not_taken_for_another(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    chat.stand_in.platform.faults.order(LineFault("late", seconds=0.1), command=RESPOND)
    with impatient(chat):
        assert isinstance(await chat.answers(message, "一"), Unknown)
    chat.stand_in.platform.faults.order(LineFault("refuse", 40058, "invalid parameter"))
    assert isinstance(await chat.answers(message, "二"), Failed), "refused, though the first one's ok came meanwhile"
    await asyncio.sleep(0.15)
    assert sent(await chat.answers(message, "三"))
    assert how(chat) == [("reply", "一"), ("push", "三")]


async def test_a_connection_lost_while_it_was_said_means_unknown(chat: Chat) -> None:
    message = await chat.says("wang", "加 3-5 环1")
    chat.stand_in.platform.faults.order(LineFault("close"), command=RESPOND)
    with impatient(chat):
        assert isinstance(await chat.answers(message, "✅ +5"), Unknown)
    await until(lambda: chat.stand_in.platform.logins == 2)
    await chat.connected()
    assert sent(await chat.again(1, repeated=True))


async def test_nothing_is_said_while_there_is_no_connection(chat: Chat) -> None:
    message = await chat.says("wang", "查 3-5")
    chat.channel.connection.session = None
    assert isinstance(await chat.answers(message, "100 分"), Retry)
    assert isinstance(await chat.announces("公示"), Retry)
    assert chat.shown() == []


async def test_a_connection_that_the_platform_forgot_is_made_anew(chat: Chat) -> None:
    message = await chat.says("wang", "查 3-5")
    chat.stand_in.platform.faults.order(LineFault("refuse", 846609, "aibot websocket not subscribed"), command=RESPOND)
    assert isinstance(await chat.answers(message, "100 分"), Retry)
    await until(lambda: chat.stand_in.platform.logins == 2)
    await chat.connected()
    assert sent(await chat.again(1, repeated=False))


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (-1, Retry("-1 words")),
        (45009, Retry("45009 words", after_seconds=5.0)),
        (93006, Retry("93006 words", closed=True)),
        (60111, Retry("60111 words", closed=True)),
        (40001, Retry("40001 words", ours=True)),
        (45002, Failed("45002 words")),
        (99999, Retry("99999 words", most=5)),
    ],
)
async def test_what_a_refusal_means(chat: Chat, code: int, outcome: object) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(LineFault("refuse", code, "words"), command=PUSH)
    assert await chat.announces("公示") == outcome


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("aibot send msg frequency limit exceeded", Retry("7 aibot send msg frequency limit exceeded", 5.0)),
        ("invalid chatid", Retry("7 invalid chatid", closed=True)),
        ("system busy", Retry("7 system busy")),
    ],
)
async def test_an_unknown_code_is_read_by_its_words(chat: Chat, words: str, outcome: object) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.faults.order(LineFault("refuse", 7, words), command=PUSH)
    assert await chat.announces("公示") == outcome


async def test_a_chat_that_nobody_wrote_in_is_closed(chat: Chat) -> None:
    assert await chat.announces("公示", chat="wecom:stranger") == Retry("93006 invalid chatid", closed=True)


async def test_the_thirty_first_message_of_a_minute_waits(chat: Chat, clock: Clock) -> None:
    message = await chat.says("wang", "查 3-5")
    for number in range(30):
        assert sent(await chat.answers(message, f"第 {number} 句"))
    assert await chat.announces("公示") == Retry("WeCom: as much as a chat may be told", after_seconds=60.0)
    assert chat.stand_in.platform.memory.sent[GROUP] == [clock.at] * 30
    clock.at += 60
    assert sent(await chat.again(31, repeated=False))


async def test_a_damaged_delivery_fails(chat: Chat) -> None:
    assert await chat.deliver({"method": "sendMessage"}) == Failed("damaged: KeyError")


async def test_a_chat_that_was_closed_is_tried_again_as_soon_as_somebody_writes_there(chat: Chat) -> None:
    await chat.says("wang", "绑定")
    chat.stand_in.platform.memory.closed.add(GROUP)
    assert isinstance(await chat.announces("公示"), Retry)
    await chat.says("wang", "查 3-5")
    assert chat.incoming[1:] == [Opened(f"{chat.incoming[-1].key}:opened", OUR_GROUP), chat.incoming[-1]]
    await chat.says("wang", "查 3-6")
    assert sum(isinstance(one, Opened) for one in chat.incoming) == 1


def test_who_was_too_fast_waits_longer_each_time_and_never_longer_than_the_platform_counts() -> None:
    refusal = Refusal(45009, "api freq out of limit")
    waits = [outcome.after_seconds for n in range(1, 7) if isinstance(outcome := outcome_of(refusal, n), Retry)]
    assert waits == [5, 10, 20, 40, 60, 60]
