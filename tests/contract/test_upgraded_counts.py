"""Messages that were missed before they were counted by day are missed after the upgrade as well."""

from __future__ import annotations

from storage.counted import Lacking, Messages, lacking
from storage.database import Connection, Database
from storage.migrate import apply_missing, known

_INBOX = "INSERT INTO inbox (source, key, received_ms, replied, place) VALUES "
_OUTBOX = (
    "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms)"
    " VALUES ('chat', 'telegram:-1', '{}', 'chat:telegram:1', 1, 'sent', 1, 0, 0)"
)
DAY = 20_000
AT_MS = DAY * 86_400_000


async def upgraded(connection: Connection, *before: str) -> None:
    """A database in which that had happened."""
    await apply_missing(connection, [file for file in known(connection.dialect) if file.name < "0125"])
    for statement in before:
        await connection.execute(statement)
    await apply_missing(connection, known(connection.dialect))


async def missed(connection: Connection) -> dict[Messages, list[Lacking]]:
    return {"inbox": [*await lacking(connection, "inbox")], "outbox": [*await lacking(connection, "outbox")]}


async def test_who_missed_nothing_misses_nothing(blank: Database) -> None:
    async with blank.transaction() as connection:
        chat = f"{_INBOX}('chat', 'telegram:1', {AT_MS}, 0, 'telegram:-1:5'), ('chat', 'telegram:2', {AT_MS}, 0, NULL)"
        text = f"{_INBOX}('sms', 'SM1', {AT_MS}, 0, NULL), ('sms', '6:SM2', {AT_MS}, 0, 'SM1')"
        await upgraded(connection, chat, text, _OUTBOX)
        assert await missed(connection) == {"inbox": [], "outbox": []}
        await connection.execute("DELETE FROM inbox WHERE key IN ('telegram:1', '6:SM2')")
        await connection.execute("DELETE FROM outbox")
        assert await missed(connection) == {
            "inbox": [Lacking(DAY, "chat", "telegram:-1", 1), Lacking(DAY, "sms", "", 1)],
            "outbox": [Lacking(0, "chat", "telegram:-1", 1)],
        }


async def test_what_was_missed_is_missed_of_a_day_that_nobody_knows(blank: Database) -> None:
    async with blank.transaction() as connection:
        await upgraded(connection, f"{_INBOX}('sms', 'SM1', {AT_MS}, 0, NULL)", "DELETE FROM inbox")
        assert await missed(connection) == {"inbox": [Lacking(None, "?", "", 1)], "outbox": []}
