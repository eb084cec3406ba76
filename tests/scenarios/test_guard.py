"""Every message is noted once, as done, refused, asked or failed with a number, whatever goes wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.incoming import Incoming
from bot.reply import Reply
from domain.guard import SECONDS, TRIES, Guard, MessageReport
from domain.model.delivery import Draft
from domain.model.errors import Refused
from domain.model.message import Handled
from domain.ports.store import Unavailable
from tests.scenarios.conftest import Homes
from tests.scenarios.supervisors import GU
from tests.village import CHEN, STRANGER, ZHOU, Village

ELSEWHERE = -7777
"""A group that is bound to nothing."""


@dataclass
class Log:
    """What the guard heard, on a clock that a test moves."""

    seconds: float = 0.0
    heard: list[MessageReport] = field(default_factory=list)

    @property
    def last(self) -> tuple[str, Handled | None]:
        return self.heard[-1].what, self.heard[-1].handled


@pytest.fixture
def log(village: Village) -> Log:
    log = Log()
    village.desk = replace(village.desk, guard=Guard("chat", lambda: log.seconds, log.heard.append))
    return log


@pytest.mark.parametrize(
    ("text", "what", "handled"),
    [
        ("/kou 3-13 垃圾 2 没分类", "kou", Handled.DONE),
        ("/kou 9-99 垃圾 2 没分类", "kou", Handled.REFUSED),
        ("/kou 3-13 垃圾 乱 x 9 9 9\n/kou", "kou", Handled.REFUSED),
        ("/飞", "message", Handled.REFUSED),
        ("/fou", "fou", Handled.REFUSED),
        ("/cha 3-13", "cha", Handled.DONE),
    ],
)
async def test_each_message_is_noted_and_logged_once(
    village: Village, homes: Homes, log: Log, text: str, what: str, handled: Handled
) -> None:
    await village.says(ZHOU, text, key="this")
    assert log.last == (what, handled)
    assert await village.count("inbox", f"key = 'this' AND outcome = '{handled}'") == 1
    await village.says(ZHOU, text, key="this")
    assert log.last == (what, Handled.REPEATED)


async def test_a_question_is_noted_as_asked(village: Village, homes: Homes, log: Log) -> None:
    assert (await village.says(ZHOU, "/cha 王建国", key="this")).buttons
    assert log.last == ("cha", Handled.ASKED)
    assert await village.count("inbox", "key = 'this' AND outcome = 'asked'") == 1


async def test_a_supervisor_is_asked_in_a_group_that_is_bound_to_nothing(supervised: Village, homes: Homes) -> None:
    asked = await supervised.says(GU, "/jian 户 秦望村 周美华 王建国", chat=ELSEWHERE)
    assert len(asked.buttons) == 2
    assert (await supervised.presses(CHEN, asked.buttons[1], chat=ELSEWHERE)).toast == "这个按钮是给别人的，您不能点。"
    done = await supervised.presses(GU, asked.buttons[1], chat=ELSEWHERE)
    assert "周美华" in done.text


async def test_a_refusal_without_a_sentence_fails_with_a_number(
    village: Village, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any) -> Any:
        raise Refused("never-worded")

    monkeypatch.setattr("bot.handling.answer", refuse)
    answer = await village.says(ZHOU, "/cha 3-13", key="this")
    assert "系统出错了" in answer.text
    assert log.last == ("cha", Handled.FAILED)
    assert await village.count("inbox", "key = 'this' AND outcome = 'failed' AND error IS NOT NULL") == 1


async def test_even_a_message_that_nothing_can_be_said_to_is_noted(village: Village, log: Log) -> None:
    def unposted(_incoming: Incoming, replies: Sequence[Reply]) -> list[Draft]:
        if replies:
            raise RuntimeError
        return []

    village.desk = replace(village.desk, make_drafts=unposted)
    await village.says(ZHOU, "/help", key="this")
    assert log.last == ("help", Handled.FAILED)
    assert await village.count("inbox", "key = 'this' AND outcome = 'failed'") == 1


async def test_who_leaves_by_our_mistake_is_no_reason_to_talk_to_the_group(
    village: Village, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr("bot.wording.joining.left", broken)
    assert (await village.leaves(ZHOU)).replies == ()
    assert log.last == ("left", Handled.FAILED)


async def test_a_question_to_somebody_who_is_no_officer_is_theirs_to_answer(village: Village, log: Log) -> None:
    await village.says(STRANGER, "/gui 垃圾")
    assert log.heard[-1].handled in {Handled.DONE, Handled.ASKED, Handled.REFUSED}


async def test_a_fault_of_the_store_does_not_use_a_message_up(
    village: Village, homes: Homes, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable(*_: Any) -> Any:
        raise Unavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr("bot.handling.answer", unavailable)
        with pytest.raises(Unavailable):
            await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="this")
    assert log.last == ("kou", None)
    assert await village.count("inbox", "key = 'this'") == 0
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="this")).text


async def test_a_message_that_only_itself_the_store_fails_for_is_given_up_after_some_tries(
    village: Village, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def unavailable(*_: Any) -> Any:
        raise Unavailable("gone")

    monkeypatch.setattr("bot.handling.answer", unavailable)
    for _ in range(TRIES):
        with pytest.raises(Unavailable):
            await village.says(ZHOU, "/cha 3-13", key="this")
    log.seconds = SECONDS
    assert "系统出错了" in (await village.says(ZHOU, "/cha 3-13", key="this")).text
    assert log.last == ("cha", Handled.FAILED)


async def test_while_the_store_is_away_nothing_is_given_up(
    village: Village, homes: Homes, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def writing(self, _turn: str | None = None) -> Any:
            raise Unavailable("gone")

    there = village.desk
    village.desk = replace(there, transactions=Away())  # type: ignore[arg-type]  # half of the port
    for _ in range(3 * TRIES):
        log.seconds += SECONDS
        with pytest.raises(Unavailable):
            await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="this")
    village.desk = there
    assert "✅" in (await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", key="this")).text
