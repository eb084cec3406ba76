"""What went out by text, for what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from domain.model.delivery import Queue
from storage.database import Connection
from storage.instants import from_ms, to_ms

_UNIT: Final = (
    "(SELECT MIN(h.unit_code) FROM household_phones p JOIN households h ON h.id = p.household_id WHERE p.phone = {})"
)
_REPLIES: Final = (
    f"SELECT i.received_ms AS at_ms, {_UNIT.format('i.sender')} AS unit, 'reply' AS kind, i.reply AS text, 1 AS times"
    " FROM inbox i WHERE i.source = 'sms' AND i.reply IS NOT NULL AND i.received_ms >= $1 AND i.received_ms < $2"
)
"""A reply is kept with the text that it answers, whichever way it went."""
_POSTED: Final = (
    f"SELECT o.posted_ms AS at_ms, COALESCE(n.unit_code, {_UNIT.format('o.target')}) AS unit,"
    " CASE WHEN n.id IS NULL THEN 'news' ELSE 'notice' END AS kind, o.payload AS text,"
    " (SELECT COUNT(*) FROM text_attempts t WHERE t.outbox_id = o.id AND t.external_id IS NOT NULL) AS times"
    " FROM outbox o LEFT JOIN notices n ON n.outbox_id = o.id"
    " WHERE o.queue = $3 AND o.key NOT LIKE 'reply:%' AND o.posted_ms >= $1 AND o.posted_ms < $2"
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Texts alike. ``unit``: of the household; None = of nobody on the roster. ``text``: a reply, or its payload.

    ``kind``: reply, notice or news. ``times``: how often the platform took it over.
    """

    at: datetime
    unit: str | None
    kind: str
    text: str
    times: int


async def outgoing(connection: Connection, start: datetime, end: datetime, timezone: tzinfo) -> Sequence[Outgoing]:
    """Every text that the platform took over within that time."""
    replies = await connection.fetch(_REPLIES, to_ms(start), to_ms(end))
    posted = await connection.fetch(_POSTED, to_ms(start), to_ms(end), Queue.SMS.value)
    return [
        Outgoing(from_ms(row["at_ms"], timezone), row["unit"], row["kind"], row["text"], row["times"])
        for row in (*replies, *posted)
        if row["times"]
    ]
