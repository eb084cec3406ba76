"""What waits in the outbox is read back as it was posted, and what is damaged is none of ours."""

from __future__ import annotations

import json

import pytest

from bot.posted import MessagePlace, Posted, read_posted
from bot.reply import Button, Picture, Say, Toast, Unbutton


@pytest.mark.parametrize(
    "posted",
    [
        Posted(Say("好")),
        Posted(Say("好", ((Button("是", "o:t:0"), Button("否", "o:t:1")),)), MessagePlace("77", "42")),
        Posted(Picture("ab", "📷 #1"), MessagePlace()),
        Posted(Toast("不行", alert=True), pressed="p"),
        Posted(Unbutton(), pressed="m"),
    ],
)
def test_what_was_posted_is_read_back(posted: Posted) -> None:
    assert read_posted(json.loads(json.dumps(posted.payload()))) == posted


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"kind": "of the future"},
        {"kind": "say", "text": ""},
        {"kind": "say", "text": 5, "buttons": []},
        {"kind": "say", "text": "a", "buttons": [[["x"]]]},
        {"kind": "say", "text": "a", "buttons": [], "place": {"topic": 7, "answers": None}},
        {"kind": "toast", "text": "a", "alert": True},
        {"kind": "unbutton", "message": None},
    ],
)
def test_a_damaged_payload_is_none_of_ours(payload: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_posted(payload)
