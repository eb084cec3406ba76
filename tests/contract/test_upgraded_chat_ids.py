"""Chats, people and messages of the version before, which knew them by number: all of it is known by name."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from domain.model.about import About, Subject
from domain.model.appointment import Acting
from domain.model.people import Officer, Role
from storage import digests
from storage import migrate as migrations
from storage.audit.differing import differing
from storage.database import Database
from storage.migrate import known, migrate
from storage.store import SqlTransactions
from storage.watched import WATCHED
from tests.village import QINWANG, ZONE

GROUP, OFFICE = "telegram:-1001", "telegram:-2002"
ZHOU = "telegram:7"

_OFFICER = "(id, unit_code, role, name, status, chat_user, invited_ms)"
_ROWS = f"""
units (code, name) VALUES ('{QINWANG}', '秦望村')
officers {_OFFICER} VALUES (1, '{QINWANG}', 'assessor', '周美华', 'active', 7, 0)
officers {_OFFICER} VALUES (2, '{QINWANG}', 'assessor', '孙志明', 'active', 8, 0)
officers {_OFFICER} VALUES (3, '{QINWANG}', 'assessor', '王芳', 'invited', NULL, 0)
chats (chat_id, unit_code, bound_ms, bound_by, closed_ms, topic) VALUES (-1001, '{QINWANG}', 5, 1, 6, 77)
town_chats (chat_id, prefix, bound_ms, bound_by) VALUES (-2002, '310116103', 5, 1)
inbox (source, key, received_ms, replied, place) VALUES ('chat', '900:5', 0, 0, '-1001:42')
albums (key, parts, used, seen_ms) VALUES ('-1001:66', '[]', 1, 0)
evidence (file_unique_id, file_id, state, posted_ms, album) VALUES ('-1001:66/u', 'f', 'pending', 0, '-1001:66')
evidence (file_unique_id, file_id, state, posted_ms) VALUES ('alone', 'f', 'pending', 0)
"""

QUESTIONS: dict[str, tuple[str, str]] = {
    "asked": (
        '{"asker": 7, "message": 42, "replies_to": null, "answers": {"message": 3}}',
        '{"asker": "telegram:7", "message": "42", "replies_to": null, "answers": {"message": 3}}',
    ),
    "of a reply": (
        '{"asker": 7, "message": 43, "replies_to": 9}',
        '{"asker": "telegram:7", "message": "43", "replies_to": "9"}',
    ),
    "of an older version": ('{"text": "扣 王芳"}', '{"text": "扣 王芳"}'),
    "damaged": ("{damaged", "{damaged"),
}

WAITED: dict[str, tuple[str, str, str, str]] = {
    "an answer": (
        *("chat", "-1001"),
        '{"kind": "say", "place": {"topic": 77, "answers": 42}, "about": [["entry", 3]]}',
        '{"kind": "say", "place": {"topic": "77", "answers": "42"}, "about": [["entry", 3]]}',
    ),
    "an answer in no topic": (
        *("chat", "7"),
        '{"kind": "say", "place": {"topic": null, "answers": null}}',
        '{"kind": "say", "place": {"topic": null, "answers": null}}',
    ),
    "news": ("chat", "-2002", '{"kind": "say", "text": "5"}', '{"kind": "say", "text": "5"}'),
    "buttons to take off": (
        "chat",
        "-1001",
        '{"kind": "unbutton", "message": 31}',
        '{"kind": "unbutton", "message": "31"}',
    ),
    "a damaged one": ("chat", "-1001", "{damaged", "{damaged"),
    "no object": ("chat", "-1001", "[5]", "[5]"),
    "a photo": (
        *("evidence", "1"),
        '{"file_id": "f", "chat": -1001, "topic": 77, "message": 42}',
        '{"file_id": "f", "chat": "telegram:-1001", "topic": "77", "message": "42"}',
    ),
    "a text": ("sms", "+8613800000001", '{"body": "5", "message": 5}', '{"body": "5", "message": 5}'),
}


def read(payload: str) -> Any:
    return payload if payload.startswith("{damaged") else json.loads(payload)


@pytest.fixture
async def before(blank: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database of the version before, in the middle of its work; past the program somebody renamed an officer."""
    earlier = tuple(file for file in known(blank.dialect) if file.name < "0036")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known", lambda _: earlier)
        await migrate(blank)
    async with blank.transaction() as connection:
        for row in _ROWS.strip().splitlines():
            await connection.execute(f"INSERT INTO {row}")
        await digests.note_as(connection, WATCHED["officers"].before("0036"), [1, 2, 3])
        await connection.execute("UPDATE officers SET name = '孙大明' WHERE id = 2")
        for token, (payload, _) in QUESTIONS.items():
            await connection.execute(
                "INSERT INTO prompts (token, kind, chat_id, payload, made_ms) VALUES ($1, 'option', -1001, $2, 0)",
                token,
                payload,
            )
        for key, (lane, target, payload, _) in WAITED.items():
            await connection.execute(
                "INSERT INTO outbox (lane, target, payload, key, urgent, state, attempts, due_ms, posted_ms,"
                " external_id) VALUES ($1, $2, $3, $4, 1, 'queued', 0, 0, 0, $4)",
                *(lane, target, payload, key),
            )
    return blank


async def test_what_waits_goes_where_it_was_to_go(before: Database) -> None:
    await migrate(before)
    async with before.reading() as connection:
        rows = {row["key"]: row for row in await connection.fetch("SELECT key, target, payload FROM outbox")}
    for key, (lane, target, _, payload) in WAITED.items():
        assert rows[key]["target"] == (f"telegram:{target}" if lane == "chat" else target)
        assert read(rows[key]["payload"]) == read(payload)


async def test_open_questions_are_still_those_of_who_was_asked(before: Database) -> None:
    await migrate(before)
    async with before.reading() as connection:
        rows = {row["token"]: row for row in await connection.fetch("SELECT token, chat_id, payload FROM prompts")}
    assert {row["chat_id"] for row in rows.values()} == {GROUP}
    assert {token: read(rows[token]["payload"]) for token in QUESTIONS} == {
        token: read(payload) for token, (_, payload) in QUESTIONS.items()
    }


async def test_officers_groups_and_messages_are_found(before: Database) -> None:
    await migrate(before)
    zhou = Officer(1, QINWANG, Role.ASSESSOR, "周美华", None)
    async with SqlTransactions(before, ZONE).writing() as store:
        assert await store.officers.acting(ZHOU, GROUP) == Acting(QINWANG, (zhou,))
        assert await store.officers.topic_of(GROUP) == "77"
        assert await store.officers.town_chats() == [("310116103", OFFICE)]
        assert await store.officers.topic_of(OFFICE) is None
        assert (await store.post.reach(datetime(2026, 1, 1, tzinfo=ZONE))).closed == [QINWANG]
        assert await store.post.about(GROUP, "an answer") == [About(Subject.ENTRY, 3)]
        noted = await store.inbox.at_place("chat", f"{GROUP}:42")
        assert noted is not None
        assert noted.key == "900:5"
        assert await store.evidence.of_album(f"{GROUP}:66") == 1


async def test_nobody_is_accused_by_the_upgrade_and_who_was_stays_so(before: Database) -> None:
    await migrate(before)
    async with before.reading() as connection:
        found = [(one.name, one.subject) async for one in differing(connection)]
    assert found == [("officers", 2)]
