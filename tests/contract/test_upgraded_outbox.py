"""Chat messages that waited when the program was upgraded: they go out as they would have gone before."""

from __future__ import annotations

import json

import pytest

from storage import migrate as migrations
from storage.database import Database
from storage.migrate import known, migrate

BUTTONS = [
    [{"text": "撤销", "callback_data": "u:1:2"}, {"text": "看", "callback_data": "a:x:1"}],
    [{"text": "三", "callback_data": "z"}],
]
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}

WAITED_AND_WAITS = {
    "an answer in a topic": (
        {
            "method": "sendMessage",
            "params": {
                "text": "✅ 已记",
                **NO_PREVIEW,
                "reply_markup": {"inline_keyboard": BUTTONS},
                "message_thread_id": 77,
                "reply_parameters": {"message_id": 5, "allow_sending_without_reply": True},
            },
            "about": [["entry", 3]],
        },
        {
            "kind": "say",
            "text": "✅ 已记",
            "buttons": [[["撤销", "u:1:2"], ["看", "a:x:1"]], [["三", "z"]]],
            "place": {"topic": "77", "answers": "5"},
            "about": [["entry", 3]],
        },
    ),
    "an answer in no topic": (
        {"method": "sendMessage", "params": {"text": "好", "message_thread_id": None}},
        {"kind": "say", "text": "好", "buttons": [], "place": {"topic": None, "answers": None}},
    ),
    "news": (
        {"method": "sendMessage", "params": {"text": "公示", **NO_PREVIEW}},
        {"kind": "say", "text": "公示", "buttons": []},
    ),
    "a photo": (
        {"method": "sendPhoto", "params": {"caption": "📷 #1", "message_thread_id": 7}, "photo": "ab", "about": []},
        {"kind": "picture", "caption": "📷 #1", "photo": "ab", "about": [], "place": {"topic": "7", "answers": None}},
    ),
    "a note": (
        {"method": "answerCallbackQuery", "params": {"callback_query_id": "9", "text": "好的", "show_alert": True}},
        {"kind": "toast", "press": "9", "text": "好的", "alert": True},
    ),
    "a quiet note": (
        {"method": "answerCallbackQuery", "params": {"callback_query_id": "9", "text": "好的", "show_alert": False}},
        {"kind": "toast", "press": "9", "text": "好的", "alert": False},
    ),
    "buttons to take off": (
        {"method": "editMessageReplyMarkup", "params": {"message_id": 31}},
        {"kind": "unbutton", "message": "31"},
    ),
}


@pytest.fixture
async def before(blank: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database of the version before, with a message of each kind, a damaged one and a text."""
    earlier = tuple(file for file in known(blank.dialect) if file.name < "0034")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known", lambda _: earlier)
        await migrate(blank)
    rows = [("chat", json.dumps(waited, ensure_ascii=False)) for waited, _ in WAITED_AND_WAITS.values()]
    rows += [("chat", "{damaged"), ("sms", '{"body": "您家"}')]
    async with blank.transaction() as connection:
        for number, (lane, payload) in enumerate(rows):
            await connection.execute(
                "INSERT INTO outbox (lane, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
                " VALUES ($1, '-100', $2, $3, 1, 'queued', 0, 0, 0)",
                lane,
                payload,
                str(number),
            )
    return blank


async def test_what_waited_is_kept_as_what_is_to_be_said(before: Database) -> None:
    await migrate(before)
    async with before.reading() as connection:
        *chat, damaged, text = [
            row["payload"] for row in await connection.fetch("SELECT payload FROM outbox ORDER BY id")
        ]
    assert [json.loads(payload) for payload in chat] == [waits for _, waits in WAITED_AND_WAITS.values()]
    assert (damaged, json.loads(text)) == ("{damaged", {"body": "您家"})
