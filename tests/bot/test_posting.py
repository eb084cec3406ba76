"""Answers as they go to the platform: in the topic of the question, and without anything that a villager's words do."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.telegram.rendering import render
from bot.incoming import Left, Message, Press
from bot.outgoing import announcement, drafts_of
from bot.plain import plain
from bot.reply import Button, Reply, Say, Toast, Unbutton
from domain.model.delivery import Delivery, Draft

GROUP, ELSEWHERE = "telegram:-1001", "telegram:-1002"
SAID = Message(
    "k",
    GROUP,
    private=False,
    user="telegram:7",
    id="42",
    text="/cha 3-12",
    sent=datetime(2026, 11, 28, tzinfo=UTC),
    topic="77",
)
PRESSED = Press("k", GROUP, private=False, user="telegram:7", message="3", data="u:1:2", callback="q", topic="77")


def call(draft: Draft) -> dict[str, Any]:
    """What the platform is given."""
    payload = json.loads(json.dumps(draft.payload))
    delivery = Delivery(1, draft.queue, draft.target, payload, 1, SAID.sent)
    return render(delivery, Path("photos")).model_dump(exclude_unset=True, exclude_none=False)


def sent(incoming: Message | Press | Left, *replies: Reply) -> list[dict[str, Any]]:
    return [call(draft) for draft in drafts_of(incoming, replies)]


@pytest.mark.parametrize(
    ("shown", "typed"),
    [
        ("找＠jifen_bot", "找@jifen_bot"),
        ("a＠b.cn", "a@b.cn"),
        ("5 @ 6", "5 @ 6"),
        ("王建国", "\u202e王\u2066建\u200b国\ufeff"),
        ("两 行\n三", "两\t行\r\n三\x07"),
        ("🏃🏻\u200d♂️", "🏃🏻\u200d♂️"),
    ],
)
def test_words_are_shown_as_they_read_and_call_nobody(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_no_message_shows_what_a_link_leads_to_or_calls_somebody() -> None:
    buttons = ((Button("@某人 同意", "a:claim-yes:1"),),)
    (news,) = announcement(GROUP, "申报：看 http://x.cn @zhou", "claim:1", buttons)
    params = call(news)
    assert params["text"] == "申报：看 http://x.cn ＠zhou"
    assert params["link_preview_options"] == {"is_disabled": True}
    assert params["reply_markup"]["inline_keyboard"][0][0]["text"] == "＠某人 同意"
    assert sent(PRESSED, Toast("@zhou"))[0]["text"] == "＠zhou"


def test_an_answer_lands_in_the_topic_of_its_question() -> None:
    long = "\n".join(["很长的一行" * 100] * 20)
    answers = sent(SAID, Say(long), Say("还有"))
    assert len(answers) > 2
    assert {answer["message_thread_id"] for answer in answers} == {77}
    assert answers[0]["reply_parameters"]["message_id"] == 42


def test_so_does_what_follows_a_press() -> None:
    toast, unbutton, answer = sent(PRESSED, Toast("好的"), Unbutton(), Say("已撤销"))
    assert (answer["message_thread_id"], "reply_parameters" in answer) == (77, False)
    assert "message_thread_id" not in toast | unbutton


def test_what_goes_to_another_chat_has_a_topic_of_its_own() -> None:
    (told,) = sent(SAID, Say("听说", chat=ELSEWHERE))
    assert "message_thread_id" not in told
    (said,) = sent(Left("k", GROUP, "telegram:7"), Say("走了"))
    assert "message_thread_id" not in said
