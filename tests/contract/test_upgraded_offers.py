"""Numbered choices of the version before can still be answered: their chats are named with their platform."""

from __future__ import annotations

import pytest

from domain.model.offer import Offer
from storage import migrate as migrations
from storage.database import Database
from storage.migrate import known, migrate
from storage.offers import SqlOffers


async def test_numbered_choices_outlive_the_upgrade(blank: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier = tuple(file for file in known(blank.dialect) if file.name < "0073")
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known", lambda _: earlier)
        await migrate(blank)
    async with blank.transaction() as connection:
        await connection.execute(
            "INSERT INTO offers (chat, delivery, first_number, data, mark) VALUES ('group:g', 7, 3, '[\"a\"]', 'm')"
        )
    await migrate(blank)
    chat = "wecom:group:g"
    assert await SqlOffers(blank).latest(chat) == [Offer(chat, 7, 3, ("a",), "m")]
