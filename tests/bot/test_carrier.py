"""What becomes of a chat delivery, whatever the platform answers: never twice, never lost for a trifle."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot

from bot.channels.telegram.adapter import make_bot
from bot.channels.telegram.carrier import ChatCarrier
from bot.incoming import Message
from bot.outgoing import drafts_of
from bot.printing import PrintJob
from bot.reply import Say
from domain.model.delivery import PLATFORM_AWAY, Delivery, Failed, Outcome, Queue, Retry, Sent, Unknown
from sandbox.faults import Fault
from sandbox.server import Sandbox
from tests.bot.platform import People
from tests.village import named

SENT = datetime(2026, 9, 10, 10, 0, tzinfo=UTC)


def delivery(queue: Queue, target: int, payload: dict[str, Any]) -> Delivery:
    return Delivery(1, queue, named(target), payload, 1, datetime(2026, 9, 10, 10, 0, tzinfo=UTC))


def message(chat: int, text: str = "✅ #1") -> Delivery:
    return delivery(Queue.CHAT, chat, {"kind": "say", "text": text, "buttons": []})


def toast(chat: int = 1, text: str = "已撤销", *, alert: bool = False) -> Delivery:
    return delivery(Queue.CHAT, chat, {"kind": "toast", "press": "1", "text": text, "alert": alert})


def _named(value: object) -> str | None:
    """A fault's short name in a test's."""
    match value:
        case Fault(hang=True):
            return "hang"
        case Fault(status=None, drop=drop):
            return f"cut {drop}"
        case Fault(status=status):
            return str(status)
        case Sent() | Retry() | Unknown() | Failed():
            return type(value).__name__
        case _:
            return None


@dataclass
class Moves:
    """Groups that are said to have moved."""

    seen: list[tuple[str, str]] = field(default_factory=list)

    async def __call__(self, old: str, new: str) -> None:
        self.seen.append((old, new))


async def no_topic(_chat: str) -> str | None:
    return None


async def no_printer(job: PrintJob) -> str:
    """Nothing is printed here."""
    return f"no {job.document}"


@pytest.fixture
def moves() -> Moves:
    return Moves()


@pytest.fixture
def carrier(bot: Bot, moves: Moves) -> ChatCarrier:
    return ChatCarrier(bot, moves, no_topic, Path(), no_printer)


async def test_a_message_is_handed_over_with_its_id(carrier: ChatCarrier, sandbox: Sandbox, people: People) -> None:
    outcome = await carrier.deliver(message(people.group.id))
    (shown,) = sandbox.world.messages(people.group.id)
    assert (outcome, shown.text) == (Sent(str(shown.id)), "✅ #1")


@pytest.mark.parametrize(
    ("fault", "of_a_message", "of_a_toast"),
    [
        (Fault(status=429, retry_after=7), Retry("TelegramRetryAfter", 7), Retry("TelegramRetryAfter", 7)),
        (
            Fault(status=401),
            Retry("TelegramUnauthorizedError", ours=True),
            Retry("TelegramUnauthorizedError", ours=True),
        ),
        (
            Fault(status=403),
            Retry("TelegramForbiddenError: fault", closed=True),
            Failed("TelegramForbiddenError: fault"),
        ),
        (Fault(status=400), Retry("TelegramBadRequest: fault", closed=True), Failed("TelegramBadRequest: fault")),
        (
            Fault(status=400, message="Bad Request: message is too long"),
            Failed("TelegramBadRequest: Bad Request: message is too long"),
            Failed("TelegramBadRequest: Bad Request: message is too long"),
        ),
        (Fault(status=404), Retry("TelegramNotFound", ours=True), Retry("TelegramNotFound", ours=True)),
        (Fault(status=500), Unknown("TelegramServerError"), Retry("TelegramServerError")),
        (Fault(status=502), Unknown("TelegramServerError"), Retry("TelegramServerError")),
        (Fault(drop="before"), Unknown("TelegramNetworkError"), Retry("TelegramNetworkError")),
        (Fault(drop="after"), Unknown("TelegramNetworkError"), Retry("TelegramNetworkError")),
        (Fault(hang=True), Unknown("TelegramNetworkError"), Retry("TelegramNetworkError")),
    ],
    ids=_named,
)
async def test_what_an_answer_says_of_a_message_and_of_a_toast(
    carrier: ChatCarrier, sandbox: Sandbox, people: People, fault: Fault, of_a_message: Outcome, of_a_toast: Outcome
) -> None:
    """A message that is repeated stands there twice, and is marked; a toast that is repeated does no harm."""
    if fault.hang:
        carrier.bot.session.timeout = 0.2
    sandbox.telegram.faults.order(fault, times=2)
    assert await carrier.deliver(message(people.group.id)) == of_a_message
    assert await carrier.deliver(toast()) == of_a_toast


async def test_a_refusal_of_a_press_that_waited_too_long_is_a_message(
    carrier: ChatCarrier, sandbox: Sandbox, people: People
) -> None:
    """The program was away: the platform takes no more note for the press, and nobody would hear why it was refused."""
    outcome = await carrier.deliver(toast(people.group.id, "不能确认自己提的", alert=True))
    (shown,) = sandbox.world.messages(people.group.id)
    assert (outcome, shown.text) == (Sent(str(shown.id)), "刚才按的按钮：不能确认自己提的")


async def test_a_note_that_only_says_yes_is_let_be_when_it_is_too_late(
    carrier: ChatCarrier, sandbox: Sandbox, people: People
) -> None:
    assert isinstance(await carrier.deliver(toast(people.group.id)), Failed)
    assert sandbox.world.messages(people.group.id) == []


async def test_a_message_that_surely_never_left_is_sent_again(sandbox: Sandbox, people: People, moves: Moves) -> None:
    nobody = make_bot(sandbox.world.bot.token, "http://127.0.0.1:1")
    outcome = await ChatCarrier(nobody, moves, no_topic, Path(), no_printer).deliver(message(people.group.id))
    await nobody.session.close()
    assert outcome == Retry(PLATFORM_AWAY)


async def test_nobody_knows_what_became_of_an_unknown_message(carrier: ChatCarrier, people: People) -> None:
    assert await carrier.look_up(message(people.group.id)) is None


async def test_what_a_group_that_threw_the_bot_out_missed_waits_for_it(
    carrier: ChatCarrier, sandbox: Sandbox, people: People
) -> None:
    sandbox.player.leave(people.group.id, sandbox.world.bot.id)
    outcome = await carrier.deliver(message(people.group.id))
    assert isinstance(outcome, Retry)
    assert outcome.closed


async def test_a_message_that_may_stand_there_already_is_marked(
    carrier: ChatCarrier, sandbox: Sandbox, people: People
) -> None:
    await carrier.deliver(replace(message(people.group.id), repeated=True))
    (shown,) = sandbox.world.messages(people.group.id)
    assert shown.text == "（重发）✅ #1"


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"kind": "say"},
        {"kind": "say", "text": []},
        {"kind": "say", "text": "✅", "buttons": 3},
        {"kind": "say", "text": "✅", "buttons": [["同"]]},
        {"kind": "say", "text": 5, "buttons": []},
        {"kind": "say", "text": "✅", "buttons": [], "place": {}},
        {"kind": "of the future"},
        {"kind": "toast", "text": "已撤销"},
    ],
)
async def test_a_delivery_of_no_known_shape_is_given_up_and_named(
    carrier: ChatCarrier, payload: dict[str, Any]
) -> None:
    outcome = await carrier.deliver(delivery(Queue.CHAT, 1, payload))
    assert isinstance(outcome, Failed)
    assert outcome.error.startswith("damaged")


@pytest.mark.parametrize("body", ["", "{}", "<html>", '{"ok": true}', '{"ok": true, "result": true}', "[1]"])
async def test_an_answer_that_says_nothing_leaves_the_message_unknown(
    carrier: ChatCarrier, people: People, body: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = carrier.bot.session.check_response
    monkeypatch.setattr(
        carrier.bot.session,
        "check_response",
        lambda bot, method, status_code, content: check(bot, method, status_code, body),  # noqa: ARG005 - as called
    )
    assert isinstance(await carrier.deliver(message(people.group.id)), Unknown)


async def test_an_answer_that_quotes_what_our_client_does_not_know_is_an_answer(
    carrier: ChatCarrier, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = carrier.bot.session.check_response
    quoting = json.dumps({"ok": True, "result": {"message_id": 9, "reply_to_message": {"of": "the future"}}})
    monkeypatch.setattr(
        carrier.bot.session,
        "check_response",
        lambda bot, method, status_code, content: check(bot, method, status_code, quoting),  # noqa: ARG005 - as called
    )
    assert await carrier.deliver(message(people.group.id)) == Sent("9")


async def test_a_group_that_has_moved_is_followed(
    carrier: ChatCarrier, sandbox: Sandbox, people: People, moves: Moves
) -> None:
    moved_to = sandbox.player.migrate(people.group.id).id
    assert await carrier.deliver(message(people.group.id)) == Retry("moved", after_seconds=0)
    assert moves.seen == [(named(people.group.id), named(moved_to))]


async def test_a_refused_token_is_told_and_not_shown(
    sandbox: Sandbox, people: People, moves: Moves, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = make_bot("100001:not-the-token", sandbox.url)
    outcome = await ChatCarrier(stranger, moves, no_topic, Path(), no_printer).deliver(message(people.group.id))
    await stranger.session.close()
    assert outcome == Retry("TelegramUnauthorizedError", ours=True)
    assert "refuses our token" in caplog.text
    assert "not-the-token" not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        "字" * 4096,
        "字" * 4097,
        "字" * 20_000,
        "😀" * 2049,
        "\n".join(["🥇 第1名 3组12号 王建国"] * 500),
        "\n".join(["😀" * 3000, "短", "字" * 4096]),
    ],
    ids=["as long as may be", "one more", "very long", "emojis count twice", "many lines", "long lines"],
)
async def test_a_text_of_any_length_arrives_whole(
    carrier: ChatCarrier, sandbox: Sandbox, people: People, text: str
) -> None:
    incoming = Message("k", named(people.group.id), False, named(people.zhou.id), "1", "/pai", SENT)
    for draft in drafts_of(incoming, [Say(text)]):
        assert isinstance(
            await carrier.deliver(replace(message(0), target=draft.target, payload=dict(draft.payload))), Sent
        )
    pieces = [shown.text for shown in sandbox.world.messages(people.group.id)]
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")
    assert len(pieces) <= 2 + len(text.encode("utf-16-le")) // 8000
