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


_FRESH = f"p.leased_ms > $1 - {_IN_HAND_MS} AND p.leased_ms < $1 + {_IN_HAND_MS}"
"""The condition that a delivery in mid-send keeps its target to itself."""
_KEEPS_ITS_TURN = "(p.due_ms <= $1 OR p.settled_ms IS NOT NULL AND p.closed = 0)"
"""The condition that what was posted later waits for it: it is due, or was tried and is tried again."""
_NOTHING_BEFORE = (
    "NOT EXISTS (SELECT 1 FROM outbox p"
    " WHERE p.queue = o.queue AND p.target = o.target AND p.state IN ('queued', 'sending') AND CASE"
    f" WHEN p.state = 'sending' THEN {_FRESH} WHEN p.urgent = o.urgent THEN p.id < o.id AND {_KEEPS_ITS_TURN}"
    " ELSE p.urgent > o.urgent AND p.due_ms <= $1 END)"
)
"""The condition that nothing of its target goes before a row ``o``.

Said as a CASE, which no index answers: SQLite would look it up by urgency or by lease and read all that waits, instead
of the few of one target.
"""
_QUEUED = "p.state IN ('queued', 'sending') AND p.state <> 'sending'"
_IN_TURN = f"{_QUEUED} AND +p.urgent = $3 AND {_KEEPS_ITS_TURN}"
"""The conditions that something waits, and that it has its turn in its chat.

What is said with a sign or as "not" no index answers: it shall be looked for by the one of targets.
"""
CROWD = 100
"""So many that are due in chats are looked at one by one."""


async def claim(
    queue: Queue, connection: Connection, urgent: int, limit: int, now: datetime, bounds: Bounds
) -> list[Row]:
    """Claim among those of one urgency, the first first: what is due stands together in the index, in its order."""
    may_go = (
        f"outbox o WHERE o.queue = '{queue}' AND o.state = 'queued' AND o.urgent = $3 AND o.due_ms <= $1"
        f" AND {_NOTHING_BEFORE}"
    )
    statement = _statement(connection, queue, urgent, bounds, ("", may_go))
    return await _claimed(connection, statement, to_ms(now), limit, urgent)


async def claim_of_crowd(connection: Connection, urgent: int, limit: int, now: datetime, bounds: Bounds) -> list[Row]:
    """The same for chats, where more than ``CROWD`` are due: it costs the same however many more there are.

    In a rush hundreds wait in one chat, and all but one would be looked at in vain; but where a thousand chats have one
    each, to go from chat to chat takes long. So the first are looked at in their order, and only where these are too
    few that may go, each chat.
    """
    rows: list[Row] = []
    for look in (_among_first(connection, urgent), _by_chat(connection, urgent)):
        if len(rows) < limit:
            statement = _statement(connection, Queue.CHAT, urgent, bounds, look)
            rows += await _claimed(connection, statement, to_ms(now), limit - len(rows), urgent)
    return rows


def _statement(connection: Connection, queue: Queue, urgent: int, bounds: Bounds, look: tuple[str, str]) -> str:
    """Claim what a look finds: the tables that it has, and which rows ``o`` of the outbox may go by themselves.

    Picked once: PostgreSQL may run a plain sub-select for each row that it looks at, and so take more than the limit.
    """
    lock = " FOR UPDATE OF o SKIP LOCKED" if connection.dialect == "postgres" else ""
    tables, may_go = look
    return (
        f"WITH RECURSIVE {tables}picked AS MATERIALIZED (SELECT o.id FROM {may_go}"
        f"{bounds.rests()} ORDER BY o.due_ms, o.id LIMIT {bounds.limit(connection, queue, urgent=bool(urgent))}{lock})"
        " UPDATE outbox SET state = 'sending', leased_ms = $1, attempts = attempts + 1"
        f" WHERE id IN (SELECT id FROM picked) RETURNING {columns(queue)}, due_ms"
    )


async def _claimed(connection: Connection, statement: str, *args: int) -> list[Row]:
    rows = await connection.fetch(statement, *args)
    return sorted(rows, key=lambda row: (row["due_ms"], row["id"]))


def _found(connection: Connection, table: str) -> str:
    """The rows ``o`` that a table names. Their state is said as a CASE: no index of all that waits shall be taken.

    In an array PostgreSQL looks for each; a sub-select it expects to give so many that it reads the whole outbox.
    """
    among = (
        f"= ANY (ARRAY(SELECT id FROM {table}))" if connection.dialect == "postgres" else f"IN (SELECT id FROM {table})"
    )
    return f"outbox o WHERE o.id {among} AND CASE WHEN o.state = 'queued' THEN o.urgent = $3 AND o.due_ms <= $1 END"


def _among_first(connection: Connection, urgent: int) -> tuple[str, str]:
    """Among the first in their order, those before which nothing of their chat stands."""
    first = (
        f"first AS MATERIALIZED (SELECT id FROM outbox WHERE queue = '{Queue.CHAT}' AND state = 'queued'"
        f" AND urgent = $3 AND due_ms <= $1 ORDER BY due_ms, id LIMIT {CROWD}), "
    )
    before = f"SELECT 1 FROM outbox p WHERE p.queue = o.queue AND p.target = o.target AND p.id < o.id AND {_IN_TURN}"
    return first, f"{_found(connection, 'first')} AND NOT EXISTS ({before}){_chat_is_free(urgent)}"


def _by_chat(connection: Connection, urgent: int) -> tuple[str, str]:
    """From chat to chat by the index, and of each only what goes first."""
    first = (
        f"SELECT p.id FROM outbox p WHERE p.queue = '{Queue.CHAT}' AND {_IN_TURN}{{}} ORDER BY p.target, p.id LIMIT 1"
    )
    further = first.format(" AND p.target > (SELECT h.target FROM outbox h WHERE h.id = heads.id)")
    heads = f"heads(id) AS (SELECT ({first.format('')}) UNION ALL SELECT ({further}) FROM heads WHERE id IS NOT NULL), "
    return heads, f"{_found(connection, 'heads')}{_chat_is_free(urgent)}"


def _chat_is_free(urgent: int) -> str:
    """The condition that nothing of the chat is being sent, and nothing urgent goes before what is not."""
    free = (
        f" AND o.target NOT IN (SELECT p.target FROM outbox p WHERE p.queue = '{Queue.CHAT}' AND p.state = 'sending'"
        f" AND {_FRESH})"
    )
    if not urgent:
        free += (
            f" AND NOT EXISTS (SELECT 1 FROM outbox p WHERE p.queue = o.queue AND p.target = o.target AND {_QUEUED}"
            " AND +p.urgent > 0 AND +p.due_ms <= $1)"
        )
    return free
