"""The stand-in keeps the platform's rules, so that a bot that breaks one is caught here."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.wecom import rules
from sandbox.wecom.model import Answerable, Memory
from sandbox.wecom.server import start
from tests.wecom.conftest import BOT, SECRET

MESSAGE = Answerable("r", "group", 0.0, "message")
CARD = {
    "card_type": "button_interaction",
    "main_title": {"title": "?"},
    "button_list": [{"text": "是", "key": "y"}],
    "task_id": "t1",
}


def stream(text: str, **changed: Any) -> dict[str, Any]:
    return {"msgtype": "stream", "stream": {"id": "s", "finish": True, "content": text, **changed}}


def card(**changed: Any) -> dict[str, Any]:
    return {"msgtype": "template_card", "template_card": {**CARD, **changed}}


@pytest.fixture
def memory() -> Memory:
    return Memory(groups={"group"}, written_in={"group", "wang"})


def refused(code: tuple[int, str]) -> Any:
    return pytest.raises(rules.Denied, match=code[1])


def test_answers(memory: Memory) -> None:
    rules.respond(memory, MESSAGE, stream("好"), 10.0)
    rules.respond(memory, MESSAGE, card(), 10.0)
    assert [one.text for one in memory.in_chat("group")] == ["好", ""]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"msgtype": "text", "text": {"content": "好"}}, rules.INVALID_TYPE),
        ({"msgtype": "markdown", "markdown": {"content": "好"}}, rules.INVALID_TYPE),
        (stream("户" * 6827), rules.TOO_LONG),
        (stream(""), rules.INVALID_PARAMETER),
        (stream("好", finish=False), rules.INVALID_PARAMETER),
        (card(task_id="with blank"), rules.INVALID_PARAMETER),
        (card(task_id="x" * 129), rules.INVALID_PARAMETER),
        (card(button_list=[]), rules.INVALID_PARAMETER),
        (card(button_list=[{"text": str(n), "key": str(n)} for n in range(7)]), rules.INVALID_PARAMETER),
        (card(button_list=[{"text": "a", "key": "k"}, {"text": "b", "key": "k"}]), rules.INVALID_PARAMETER),
        (card(button_list=[{"text": "a", "key": "k" * 1025}]), rules.INVALID_PARAMETER),
    ],
)
def test_what_is_no_answer(memory: Memory, body: dict[str, Any], code: tuple[int, str]) -> None:
    with refused(code):
        rules.respond(memory, MESSAGE, body, 10.0)
    assert memory.shown == []


def test_an_answer_has_a_day_and_its_own_message(memory: Memory) -> None:
    with refused(rules.TOO_LATE):
        rules.respond(memory, MESSAGE, stream("好"), 24 * 3600 + 1)
    for callback in (None, Answerable("r", "group", 0.0, "card", "t1"), Answerable("r", "wang", 0.0, "enter")):
        with refused(rules.UNKNOWN_REQUEST):
            rules.respond(memory, callback, stream("好"), 1.0)


def test_a_task_id_is_used_once(memory: Memory) -> None:
    rules.respond(memory, MESSAGE, card(), 1.0)
    with refused(rules.TASK_AGAIN):
        rules.respond(memory, MESSAGE, card(), 1.0)


def test_pushes(memory: Memory) -> None:
    text = {"msgtype": "markdown", "markdown": {"content": "好"}}
    rules.push(memory, {"chatid": "group", **text}, 1.0)
    rules.push(memory, {"chatid": "wang", **card()}, 1.0)
    with refused(rules.INVALID_TYPE):
        rules.push(memory, {"chatid": "group", **card(task_id="t2")}, 1.0)
    with refused(rules.NO_SUCH_CHAT):
        rules.push(memory, {"chatid": "stranger", **text}, 1.0)
    memory.closed.add("group")
    with refused(rules.NO_SUCH_CHAT):
        rules.push(memory, {"chatid": "group", **text}, 1.0)


def test_answers_and_pushes_count_together(memory: Memory) -> None:
    for number in range(30):
        rules.respond(memory, MESSAGE, stream("好"), float(number))
    push = {"chatid": "group", "msgtype": "markdown", "markdown": {"content": "好"}}
    with refused(rules.TOO_OFTEN):
        rules.push(memory, push, 59.9)
    rules.push(memory, push, 60.0)


def test_a_card_is_changed_within_five_seconds_and_once(memory: Memory) -> None:
    rules.respond(memory, MESSAGE, card(), 1.0)
    change = {"response_type": "update_template_card", "template_card": {**CARD, "card_type": "text_notice"}}
    press = Answerable("p", "group", 10.0, "card", "t1")
    with refused(rules.TOO_LATE):
        rules.change(memory, press, change, 15.1)
    with refused(rules.INVALID_PARAMETER):
        rules.change(memory, press, {**change, "template_card": {**CARD, "task_id": "t2"}}, 11.0)
    with refused(rules.UNKNOWN_REQUEST):
        rules.change(memory, MESSAGE, change, 11.0)
    rules.change(memory, press, change, 11.0)
    with refused(rules.UNKNOWN_REQUEST):
        rules.change(memory, press, change, 11.0)


def test_a_welcome_is_a_text_within_five_seconds(memory: Memory) -> None:
    enter = Answerable("e", "wang", 0.0, "enter")
    hello = {"msgtype": "text", "text": {"content": "你好"}}
    with refused(rules.TOO_LATE):
        rules.welcome(memory, enter, hello, 6.0)
    with refused(rules.INVALID_TYPE):
        rules.welcome(memory, enter, stream("你好"), 1.0)
    with refused(rules.UNKNOWN_REQUEST):
        rules.welcome(memory, MESSAGE, hello, 1.0)
    rules.welcome(memory, enter, hello, 1.0)


async def test_it_is_for_loopback_with_a_certificate_of_its_own() -> None:
    one = await start({BOT: SECRET})
    assert one.url.startswith("wss://127.0.0.1:")
    assert one.certificate is not None
    await one.close()
    plain = await start({BOT: SECRET}, tls=False)
    assert plain.url.startswith("ws://127.0.0.1:")
    assert plain.certificate is None
    await plain.close()
