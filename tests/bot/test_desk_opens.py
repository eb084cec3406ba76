"""What a platform brings before the desk is open: the bot's name is asked for, and the grammar is being loaded."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from app.chat import telegram
from sandbox.faults import Fault
from sandbox.server import Sandbox
from storage.database import Database
from tests.bot.connected import HELP, HOOK, SECRET, SECRET_HEADER, connect
from tests.bot.platform import People


@pytest.mark.parametrize(("patience", "status", "answers"), [(60.0, 200, 1), (0.0, 503, 0)])
async def test_a_call_waits_for_the_desk_and_comes_again_where_it_stays_closed(
    sandbox: Sandbox,
    people: People,
    sqlite_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    patience: float,
    status: int,
    answers: int,
) -> None:
    monkeypatch.setattr(telegram, "_OPENS_SECONDS", patience)
    sandbox.telegram.faults.order(Fault(delay_seconds=0.5), method="getMe")
    async with (
        connect(sandbox, people, sqlite_database, tmp_path, "webhook") as connected,
        aiohttp.ClientSession() as session,
        session.post(connected.url + HOOK, json=HELP, headers={SECRET_HEADER: SECRET}) as answer,
    ):
        assert answer.status == status
        assert await connected.village.count("outbox") == answers
