"""What a platform reports of texts, taken for the hand-over whose id it names and for no other."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from domain.model.delivery import Receipt
from storage.database import Connection, Database, Row
from storage.heartbeat import turn
from storage.instants import from_ms, to_ms
from storage.number_failures import note_failed, take_up
from storage.optouts import SqlOptOuts
from storage.store import outages_named
from storage.text_attempts import (
    attempt_under_way,
    end_attempt,
    name_attempt,
    note_ours,
    reconsider,
    take_back_arrival,
)
from storage.text_parts import all_have_arrived

_log = logging.getLogger(__name__)

_EARLIER: Final = {
    "sent": ("sending", "unknown"),
    "delivered": ("sending", "unknown", "sent", "queued", "dropped"),
    "failed": ("sending", "unknown", "sent"),
    "queued": ("sending", "unknown", "sent"),
}
"""From which states of a delivery a report leads on; reports come out of order and never lead back."""
_MOST_ARRIVALS = 4
"""How many times a text is taken over for one number without arriving, before it is given up there."""
_NEXT_ARRIVAL = timedelta(minutes=30)
"""How long a text that did not arrive waits for its next attempt."""
_MENDED_WITHIN = timedelta(days=30)
"""How long a text waits for somebody to mend our account or sender."""


NO_REPORT: Final = "no-report"
"""Why a text failed of which nobody ever said what became of it."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A text that the platform took over, without a report of its end."""

    external_id: str
    sent: datetime


@dataclass(frozen=True, slots=True)
class SqlReceipts:
    """Status reports. One may come before the answer to the hand-over that it is about."""

    database: Database

    async def take(self, receipt: Receipt, now: datetime) -> None:
        """Note one report. One of a former hand-over only keeps a text that has arrived from going again.

        Raises Unavailable.
        """
        with outages_named():
            await self._take(receipt, now)

    async def my_turn(self, now: datetime, apart: timedelta) -> bool:
        """Whether this process is the one that asks after texts (``storage.heartbeat.turn``). Raises Unavailable."""
        with outages_named():
            async with self.database.transaction() as connection:
                return await turn(connection, "status-watch", now, apart)

    async def silent(self, before: datetime) -> list[Silent]:
        """The texts that went out before then and have no report of their end, oldest first. Raises Unavailable."""
        zone: tzinfo | None = before.tzinfo
        if zone is None:
            raise ValueError("an instant without a time zone")
        with outages_named():
            async with self.database.reading() as connection:
                rows = await connection.fetch(
                    "SELECT external_id, settled_ms FROM outbox WHERE queue = 'sms' AND state = 'sent'"
                    " AND external_id IS NOT NULL AND settled_ms <= $1 ORDER BY settled_ms, id",
                    to_ms(before),
                )
        return [Silent(row["external_id"], from_ms(row["settled_ms"], zone)) for row in rows]

    async def give_up(self, external_id: str, now: datetime) -> None:
        """A text counts as not known to have arrived; a late report of its arrival still holds. Raises Unavailable."""
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "UPDATE outbox SET state = 'failed', error = $1, settled_ms = $2"
                    " WHERE queue = 'sms' AND state = 'sent' AND external_id = $3",
                    NO_REPORT,
                    to_ms(now),
                    external_id,
                )

    async def give_up_unknown(self, before: datetime, now: datetime) -> None:
        """The same for texts handed over before then of which nobody could ever say whether they went out."""
        with outages_named():
            async with self.database.transaction() as connection:
                await connection.execute(
                    "UPDATE outbox SET state = 'failed', error = $1, settled_ms = $2"
                    " WHERE queue = 'sms' AND state = 'unknown' AND leased_ms < $3",
                    NO_REPORT,
                    to_ms(now),
                    to_ms(before),
                )

    async def _take(self, receipt: Receipt, now: datetime) -> None:
        async with self.database.transaction() as connection:
            about = await _attempt(connection, receipt)
            if about is None:
                _log.warning("a status report (%s) of a text that is none of ours changes nothing", receipt.state)
                return
            if receipt.opted_out:
                await SqlOptOuts(connection).add(about["target"], now)
            receipt = await _as_a_whole(connection, about, receipt)
            if receipt.state in ("delivered", "failed"):
                await _end(connection, about, receipt, now)
            if await _advance(connection, about, receipt, now):
                if receipt.state in ("queued", "failed"):
                    await reconsider(connection, about["id"], now)
            else:
                _log.info(
                    "delivery %s: a late report (%s) of attempt %s changes nothing",
                    about["id"],
                    receipt.state,
                    about["attempt"],
                )


async def _end(connection: Connection, about: Row, receipt: Receipt, now: datetime) -> None:
    """The hand-over has arrived or failed; what that says of its number is noted once."""
    if await end_attempt(connection, about["id"], about["attempt"], receipt.state):
        if receipt.state == "delivered":
            await take_up(connection, about["target"])
        elif receipt.dead:
            await note_failed(connection, about["target"], now)


async def _attempt(connection: Connection, receipt: Receipt) -> Row | None:
    """The hand-over that a report is about, with the state of its delivery; None when it is none of ours."""
    lock = " FOR UPDATE OF o" if connection.dialect == "postgres" else ""
    sql = (
        "SELECT o.id, o.state, o.error, o.attempts, o.posted_ms, a.attempt, a.target FROM text_attempts a"
        f" JOIN outbox o ON o.id = a.outbox_id WHERE a.external_id = $1{lock}"
    )
    rows = await connection.fetch(sql, receipt.external_id)
    if not rows and receipt.delivery is not None:
        # The answer to the hand-over may be noted at this moment, in this order: the delivery, then its attempt.
        await connection.fetch(f"SELECT o.id FROM outbox o WHERE o.id = $1{lock}", receipt.delivery)
        attempt = receipt.attempt or await attempt_under_way(connection, receipt.delivery)
        if attempt:
            await name_attempt(connection, receipt.delivery, attempt, receipt.external_id)
        rows = await connection.fetch(sql, receipt.external_id)
    return rows[0] if rows else None


async def _as_a_whole(connection: Connection, about: Row, receipt: Receipt) -> Receipt:
    """What a report says of the whole text: the arrival of a part, and a failure after it had arrived."""
    if receipt.state == "delivered" and receipt.part and not await all_have_arrived(connection, receipt):
        return replace(receipt, state="sent")
    if receipt.revokes and about["state"] == "delivered" and about["attempt"] == about["attempts"]:
        await take_back_arrival(connection, about["id"], about["attempt"])
        return replace(receipt, state="failed", ours=False)
    return receipt


async def _advance(connection: Connection, about: Row, receipt: Receipt, now: datetime) -> bool:
    """Lead the delivery on to what the report says; False when the report is late or of a former hand-over."""
    former = about["attempt"] != about["attempts"]
    revoked = receipt.revokes and receipt.state == "failed" and about["state"] == "delivered"
    leads_on = (revoked or about["state"] in _EARLIER[receipt.state]) and not former
    if not leads_on and not _calls_off(about, receipt):
        return False
    state = receipt.state
    if receipt.ours and to_ms(now - _MENDED_WITHIN) < about["posted_ms"]:
        _log.error("delivery %s: the text platform refuses our account or sender: %s", about["id"], receipt.error)
        await note_ours(connection, about["id"], about["attempt"])
    elif state == "queued" and await _arrivals(connection, about) >= _MOST_ARRIVALS:
        state = "failed"
        await end_attempt(connection, about["id"], about["attempt"], state)
    await connection.later(
        ("outbox", about["id"]),
        "UPDATE outbox SET external_id = $1, error = $2, state = $3, settled_ms = $4,"
        " due_ms = COALESCE($5, due_ms), closed = $6 WHERE id = $7",
        receipt.external_id,
        receipt.error,
        state,
        to_ms(now),
        to_ms(now + _NEXT_ARRIVAL) if state == "queued" else None,
        int(receipt.ours),
        about["id"],
    )
    return True


def _calls_off(about: Row, receipt: Receipt) -> bool:
    """Whether a report says that a text has arrived which waits to go again, or of which nothing was known."""
    given_up = about["state"] == "failed" and about["error"] == NO_REPORT
    return receipt.state == "delivered" and (given_up or about["state"] in ("queued", "dropped"))


async def _arrivals(connection: Connection, about: Row) -> int:
    (row,) = await connection.fetch(
        "SELECT COUNT(*) AS n FROM text_attempts WHERE outbox_id = $1 AND target = $2 AND external_id IS NOT NULL"
        " AND ours = 0",
        about["id"],
        about["target"],
    )
    arrivals: int = row["n"]
    return arrivals
