"""Claiming what is due: first things first, one delivery a target, within the rates that all workers share.

A queue stands in the statement by its name. Beside an index of one queue's rows (``WHERE queue = 'sms'``) SQLite
prepares a statement anew for each value that is given for ``queue``, and that took ten times as long as to run it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.delivery import Queue, Rate
from storage.database import Connection, Row
from storage.instants import to_ms

_DELIVERY = "id, queue, target, payload, attempts, posted_ms, leased_ms, urgent, repeated"

_TAKEN = "(SELECT COUNT(*) FROM text_attempts t WHERE t.outbox_id = outbox.id AND t.external_id IS NOT NULL) AS taken"
"""How many hand-overs of a text its platform has taken over."""

_IN_HAND_MS = 5_000
"""How long a delivery in mid-send keeps its target to itself. After that its worker is dead or its platform slow, and
its chat shall not fall silent until that is known. A lease that begins later than that is of another clock."""


def columns(queue: Queue) -> str:
    """What a delivery is read from. Only texts are told to their platform under an id that counts."""
    return f"{_DELIVERY}, {_TAKEN if queue is Queue.SMS else '0 AS taken'}"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What keeps deliveries back that are due, by what all workers have handed over lately: the leases say it.

    A lease that begins further ahead than such a while is of another clock, and counts for nothing.
    """

    rate: Rate | None
    apart: timedelta

    def limit(self, connection: Connection, queue: Queue, *, urgent: bool) -> str:
        """How many may be claimed: $2, or what is left of the rate."""
        if self.rate is None or not self.rate.counts(urgent=urgent):
            return "$2"
        least, most = ("MIN", "MAX") if connection.dialect == "sqlite" else ("LEAST", "GREATEST")
        left = ", ".join(_left(queue, self.rate, spans) for spans in (1, _SPANS))
        return f"{most}(0, {least}($2, {left}))"

    def rests(self) -> str:
        """The condition that a target has had its rest."""
        if not self.apart:
            return ""
        lately = _lately("g", self.apart.total_seconds())
        return f" AND NOT EXISTS (SELECT 1 FROM outbox g WHERE g.queue = o.queue AND g.target = o.target AND {lately})"


_SPANS = 10
"""Whoever woke late makes up for it at once (``app.outbox.pace``), but over so many spans nobody is fast."""


def _left(queue: Queue, rate: Rate, spans: int) -> str:
    """How many may still go in so many spans of a rate, of which a late wake-up may have cut the first short.

    A millisecond is let off, as instants are rounded to these.
    """
    counted = "" if rate.of_urgent else " AND g.urgent = 0"
    lately = _lately("g", spans * rate.seconds - rate.late_seconds - 0.001, rate.seconds)
    return f"{rate.count * spans} - (SELECT COUNT(*) FROM outbox g WHERE g.queue = '{queue}' AND {lately}{counted})"


def _lately(row: str, seconds: float, ahead: float | None = None) -> str:
    """The condition that a row was handed over less than so long ago, and less than that ``ahead``; $1 is the time."""
    ahead_ms = round((seconds if ahead is None else ahead) * 1000)
    return f"{row}.leased_ms > $1 - {round(seconds * 1000)} AND {row}.leased_ms < $1 + {ahead_ms}"


async def claim(
    connection: Connection, queue: Queue, urgent: int, limit: int, now: datetime, bounds: Bounds
) -> list[Row]:
    """Claim among those of one urgency, the first first: what is due stands together in the index.

    What goes before is said as a CASE, which no index answers: SQLite would look it up by urgency or by lease and read
    all that waits, instead of the few of one target. Picked once: PostgreSQL may run a plain sub-select for each row
    that it looks at, and so take more than the limit.
    """
    lock = " FOR UPDATE SKIP LOCKED" if connection.dialect == "postgres" else ""
    rows = await connection.fetch(
        "WITH picked AS MATERIALIZED (SELECT o.id FROM outbox o"
        f" WHERE o.queue = '{queue}' AND o.state = 'queued' AND o.urgent = $3 AND o.due_ms <= $1"
        f"{bounds.rests()} AND NOT EXISTS (SELECT 1 FROM outbox p"
        " WHERE p.queue = o.queue AND p.target = o.target AND p.state IN ('queued', 'sending') AND CASE"
        f" WHEN p.state = 'sending' THEN p.leased_ms > $1 - {_IN_HAND_MS} AND p.leased_ms < $1 + {_IN_HAND_MS}"
        " WHEN p.urgent = o.urgent THEN p.id < o.id AND (p.due_ms <= $1 OR p.settled_ms IS NOT NULL AND p.closed = 0)"
        " ELSE p.urgent > o.urgent AND p.due_ms <= $1 END)"
        f" ORDER BY o.due_ms, o.id LIMIT {bounds.limit(connection, queue, urgent=bool(urgent))}{lock})"
        " UPDATE outbox SET state = 'sending', leased_ms = $1, attempts = attempts + 1"
        f" WHERE id IN (SELECT id FROM picked) RETURNING {columns(queue)}, due_ms",
        to_ms(now),
        limit,
        urgent,
    )
    return sorted(rows, key=lambda row: (row["due_ms"], row["id"]))
