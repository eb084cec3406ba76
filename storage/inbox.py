"""Messages that came in, each handled once by a unique key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.message import NOTHING_KEPT, REMEMBERED, Arrival, Handled, Kept, Noted, Seen
from domain.ports.messages import AlreadyTaken
from storage import digests
from storage.alone import alone
from storage.database import Conflict, Connection
from storage.instants import to_ms
from storage.watched import WATCHED

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
TAKE = (
    "INSERT INTO inbox (source, key, received_ms, replied, outcome, error, place)"
    " VALUES ($1, $2, $3, 0, $4, $5, $6) ON CONFLICT (source, key) DO NOTHING RETURNING id"
)
_WATCHED = WATCHED["inbox"]
_ANSWERED = (
    f"INSERT INTO inbox ({', '.join(_WATCHED.columns)}, {_WATCHED.own})"
    f" VALUES ({', '.join(f'${place}' for place in range(1, len(_WATCHED.columns) + 2))})"
)
_REPLIES = (
    "SELECT COUNT(*) FROM inbox WHERE source = $1 AND sender = $3 AND replied = 1 AND received_ms <= $6"
    " AND received_ms >="
)
_SEEN = (
    f"SELECT k.id, k.reply, ({_REPLIES} $4) AS hour, ({_REPLIES} $5) AS day, (SELECT memory FROM inbox"
    " WHERE source = $1 AND sender = $3 AND received_ms > $7 AND received_ms <= $6"
    " ORDER BY id DESC LIMIT 1) AS memory, (SELECT COUNT(*) FROM inbox WHERE source = $1 AND sender = $3"
    " AND said = $8 AND received_ms > $9 AND received_ms <= $6) AS same,"
    " (SELECT COUNT(*) FROM failing_numbers WHERE phone = $3) AS failing,"
    " (SELECT COUNT(*) FROM optouts WHERE phone = $3 AND let_go = 1) AS let_go"
    " FROM (SELECT 1 AS one) o LEFT JOIN inbox k ON k.source = $1 AND k.key = $2"
)


def seen_query(arrival: Arrival) -> tuple[str, tuple[object, ...]]:
    """What ``Inbox.seen`` asks."""
    now = arrival.now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    times = (to_ms(now - _HOUR), to_ms(midnight), to_ms(now), to_ms(now - REMEMBERED))
    return _SEEN, (arrival.source, arrival.key, arrival.sender, *times, arrival.said, to_ms(now - _MINUTE))


@dataclass(frozen=True, slots=True)
class SqlInbox:
    """``domain.ports.messages.Inbox`` on SQL."""

    connection: Connection

    async def so_answered(self, source: str, reply: str, since: datetime) -> int:
        """How many messages got exactly that reply since then; nobody else counts them until this transaction is over.

        So two that count at the same moment do not both find that one more may get it.
        """
        await alone(self.connection, f"so answered {source} {reply}")
        sql = "SELECT COUNT(*) AS many FROM inbox WHERE source = $1 AND received_ms >= $2 AND reply = $3"
        (row,) = await self.connection.fetch(sql, source, to_ms(since), reply)
        many: int = row["many"]
        return many

    async def take(
        self,
        source: str,
        key: str,
        now: datetime,
        handled: Handled = Handled.DONE,
        error: str | None = None,
        place: str | None = None,
    ) -> bool:
        """Note a message and what becomes of it; False when it was noted before."""
        added = await self.connection.fetch(TAKE, source, key, to_ms(now), handled.value, error, place)
        return bool(added)

    async def name(self, source: str, key: str, also: str, now: datetime) -> bool:
        """Note that a message has another name as well; False when one was handled under that name.

        The other name stands in the inbox like a message, with the first one as its place.
        """
        added = await self.connection.execute(
            "INSERT INTO inbox (source, key, received_ms, replied, place) VALUES ($1, $2, $3, 0, $4)"
            " ON CONFLICT (source, key) DO NOTHING",
            source,
            also,
            to_ms(now),
            key,
        )
        if added:
            return True
        (row,) = await self.connection.fetch("SELECT place FROM inbox WHERE source = $1 AND key = $2", source, also)
        return row["place"] is not None

    async def at_place(self, source: str, place: str) -> Noted | None:
        """The message that was noted as standing there."""
        rows = await self.connection.fetch(
            "SELECT key, outcome FROM inbox WHERE source = $1 AND place = $2 ORDER BY id LIMIT 1", source, place
        )
        return Noted(rows[0]["key"], Handled(rows[0]["outcome"]) if rows[0]["outcome"] else None) if rows else None

    async def seen(self, arrival: Arrival) -> Seen:
        """Whether a message was answered before, and what its sender was told of late.

        What is noted as later than now, by a clock that was set back since, counts for nothing.
        """
        query = seen_query(arrival)
        (row,) = await self.connection.fetch(query[0], *query[1])
        since = (row["hour"], row["day"])
        known, of_number = row["id"] is not None, (bool(row["failing"]), bool(row["let_go"]))
        return Seen(known, row["reply"], since, row["memory"], row["same"], *of_number)

    async def answer(
        self, arrival: Arrival, reply: str | None, handled: Handled = Handled.DONE, kept: Kept = NOTHING_KEPT
    ) -> None:
        """Note a message with its reply (None = answered with silence). Raises ``AlreadyTaken`` for a known one."""
        row = (
            *(arrival.source, arrival.key, to_ms(arrival.now), arrival.sender, int(reply is not None), reply),
            *(handled.value, kept.error, kept.memory, arrival.said),
        )
        try:
            await self.connection.execute(_ANSWERED, *row, digests.own_digest(self.connection, row))
        except Conflict as clash:
            raise AlreadyTaken from clash
