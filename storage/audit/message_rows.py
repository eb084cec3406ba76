"""Reading what the audit tells of messages: those that something came of and that are gone, and who was answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from storage.database import Connection
from storage.instants import from_ms

_SINCE: Final = "COALESCE((SELECT upto FROM pruned WHERE name = 'inbox'), 0)"
"""What came in before may have gone with its time (``storage.old_messages``)."""
_ANSWERED: Final = "RTRIM(RTRIM(SUBSTR({key}, 6), '0123456789.'), ':')"
"""The key of the chat message that something came of, as "chat:", that key and a number say."""
_OPEN: Final = "entries e JOIN rounds o ON o.id = e.round_id WHERE o.state = 'open'"
"""Of settled rounds there are too many, and the replies tell of the same messages."""
_CAME_OF: Final = (
    (
        "chat",
        _ANSWERED.format(key="x.key"),
        ("x.posted_ms", "''", "x.target"),
        f"outbox x WHERE x.key LIKE 'chat:%' AND x.queue = 'chat' AND x.posted_ms >= {_SINCE}",
    ),
    (
        "chat",
        _ANSWERED.format(key="x.key"),
        ("x.posted_ms", "''", "''"),
        f"outbox x WHERE x.key LIKE 'chat:%' AND x.queue <> 'chat' AND x.posted_ms >= {_SINCE}",
    ),
    (
        "sms",
        "SUBSTR(x.key, 7)",
        ("x.posted_ms", "''", "''"),
        f"outbox x WHERE x.key LIKE 'reply:%' AND x.posted_ms >= {_SINCE}",
    ),
    (
        "chat",
        _ANSWERED.format(key="e.key"),
        ("e.at_ms", "e.unit_code", "''"),
        f"{_OPEN} AND e.key LIKE 'chat:%' AND e.at_ms >= {_SINCE}",
    ),
    (
        "sms",
        "SUBSTR(c.key, 5)",
        ("c.made_ms", "c.unit_code", "''"),
        f"claims c WHERE c.key LIKE 'sms:%' AND c.made_ms >= {_SINCE}",
    ),
)
"""Where a message came in, its key, when, the unit and the chat, of what was done about messages."""
_MISSED: Final = (
    "SELECT source, key, MIN(at_ms) AS at_ms, MAX(unit) AS unit, MAX(chat) AS chat FROM ("
    + " UNION ALL ".join(
        f"SELECT '{source}' AS source, {key} AS key, {at} AS at_ms, {unit} AS unit, {chat} AS chat FROM {rows}"
        f" AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.source = '{source}' AND i.key = {key})"
        for source, key, (at, unit, chat), rows in _CAME_OF
    )
    + ") m GROUP BY source, key ORDER BY 3, 1, 2"
)


@dataclass(frozen=True, slots=True)
class Missed:
    """A message that something came of and that the inbox does not have; ``unit`` and ``chat`` are "" where unknown."""

    source: str
    key: str
    at: datetime
    unit: str
    chat: str


@dataclass(frozen=True, slots=True)
class SqlMessageAudit:
    """Reads within one snapshot."""

    connection: Connection
    timezone: tzinfo

    async def missed(self) -> Sequence[Missed]:
        """By time."""
        rows = await self.connection.fetch(_MISSED)
        return [
            Missed(row["source"], row["key"], from_ms(row["at_ms"], self.timezone), row["unit"], row["chat"])
            for row in rows
        ]

    async def chats(self) -> Mapping[str, str]:
        """The unit, or the town, of each group that is bound."""
        rows = await self.connection.fetch(
            "SELECT chat_id, unit_code AS whose FROM chats UNION ALL SELECT chat_id, prefix FROM town_chats"
        )
        return {row["chat_id"]: row["whose"] for row in rows}

    async def misdirected(self) -> Sequence[int]:
        """Answers to texts that are addressed to another number than the text came from."""
        rows = await self.connection.stored.fetch(
            "SELECT x.id FROM outbox x JOIN inbox i ON i.source = 'sms' AND i.key = SUBSTR(x.key, 7)"
            " WHERE x.key LIKE 'reply:%' AND x.target <> '' AND i.sender <> x.target ORDER BY x.id"
        )
        return [row["id"] for row in rows]
