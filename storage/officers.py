"""Officers, invitations and bound chats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.errors import Refused
from domain.people import Invitation, Officer, Role
from domain.ports import Acting
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms

_OFFICER = "f.id, f.unit_code, f.role, f.name, f.household_code"


def _officer(row: Row) -> Officer:
    return Officer(row["id"], row["unit_code"], Role(row["role"]), row["name"], row["household_code"])


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer as listed: with the status invited, active or ended."""

    officer: Officer
    status: str


@dataclass(frozen=True, slots=True)
class SqlOfficers:
    """``domain.ports.Officers`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def acting(self, chat_user: int, chat_id: int) -> Acting:
        """Who that chat user is, and what the chat is bound to."""
        rows = await self.connection.fetch(
            f"SELECT c.bound, {_OFFICER} FROM"
            " (SELECT (SELECT unit_code FROM chats WHERE chat_id = $1) AS bound) c"
            " LEFT JOIN officers f ON f.chat_user = $2 AND f.status = 'active' ORDER BY f.unit_code, f.id",
            chat_id,
            chat_user,
        )
        return Acting(rows[0]["bound"], tuple(_officer(row) for row in rows if row["id"] is not None))

    async def of_unit(self, unit: str) -> Sequence[Officer]:
        """The active officers of a unit."""
        rows = await self.connection.fetch(
            f"SELECT {_OFFICER} FROM officers f WHERE f.unit_code = $1 AND f.status = 'active' ORDER BY f.id", unit
        )
        return [_officer(row) for row in rows]

    async def all(self) -> Sequence[OfficerLine]:
        """Every officer, by unit."""
        rows = await self.connection.fetch(
            f"SELECT {_OFFICER}, f.status FROM officers f ORDER BY f.unit_code, f.role, f.id"
        )
        return [OfficerLine(_officer(row), row["status"]) for row in rows]

    async def invite(self, invitation: Invitation) -> int:
        """Store an invitation; the officer's id."""
        rows = await self.connection.fetch(
            "INSERT INTO officers (unit_code, role, name, status, household_code, invite_hash, invited_ms)"
            " VALUES ($1, $2, $3, 'invited', $4, $5, $6) RETURNING id",
            invitation.unit,
            invitation.role.value,
            invitation.name,
            invitation.household,
            invitation.code_hash,
            to_ms(invitation.invited),
        )
        number: int = rows[0]["id"]
        return number

    async def invited(self, code_hash: str) -> tuple[Officer, datetime] | None:
        """The officer with that open invitation, and since when it is open."""
        rows = await self.connection.fetch(
            f"SELECT {_OFFICER}, f.invited_ms FROM officers f WHERE f.invite_hash = $1 AND f.status = 'invited'",
            code_hash,
        )
        return (_officer(rows[0]), from_ms(rows[0]["invited_ms"], self.timezone)) if rows else None

    async def join(self, officer_id: int, chat_user: int, now: datetime) -> None:
        """Make an invited officer active. Raises Refused("already-officer")."""
        taken = await self.connection.fetch(
            "SELECT f.id FROM officers f JOIN officers n ON n.unit_code = f.unit_code AND n.id = $1"
            " WHERE f.chat_user = $2 AND f.status = 'active'",
            officer_id,
            chat_user,
        )
        if taken:
            raise Refused("already-officer")
        joined = await self.connection.execute(
            "UPDATE officers SET status = 'active', chat_user = $1, joined_ms = $2, invite_hash = NULL"
            " WHERE id = $3 AND status = 'invited'",
            chat_user,
            to_ms(now),
            officer_id,
        )
        if not joined:
            raise Refused("bad-invitation")

    async def end(self, chat_user: int, unit: str, now: datetime) -> Sequence[Officer]:
        """End every role of that person in that unit; the roles ended."""
        rows = await self.connection.fetch(
            f"SELECT {_OFFICER} FROM officers f WHERE f.chat_user = $1 AND f.unit_code = $2 AND f.status = 'active'",
            chat_user,
            unit,
        )
        for row in rows:
            await self.connection.execute(
                "UPDATE officers SET status = 'ended', ended_ms = $1 WHERE id = $2", to_ms(now), row["id"]
            )
        return [_officer(row) for row in rows]

    async def bind(self, chat_id: int, unit: str, officer_id: int, now: datetime) -> int | None:
        """Bind a chat to a unit; the chat that was bound to the unit before, if it was another."""
        before = await self.chat_of(unit)
        await self.connection.execute("DELETE FROM chats WHERE unit_code = $1 OR chat_id = $2", unit, chat_id)
        await self.connection.execute(
            "INSERT INTO chats (chat_id, unit_code, bound_ms, bound_by) VALUES ($1, $2, $3, $4)",
            chat_id,
            unit,
            to_ms(now),
            officer_id,
        )
        return before if before != chat_id else None

    async def chat_of(self, unit: str) -> int | None:
        """The chat bound to a unit."""
        rows = await self.connection.fetch("SELECT chat_id FROM chats WHERE unit_code = $1", unit)
        return rows[0]["chat_id"] if rows else None

    async def chat_moved(self, old: int, new: int) -> None:
        """A group became a supergroup: follow it, queued messages and open questions included."""
        await self.connection.execute(
            "DELETE FROM chats WHERE chat_id = $2 AND EXISTS (SELECT 1 FROM chats WHERE chat_id = $1)", old, new
        )
        await self.connection.execute("UPDATE chats SET chat_id = $1 WHERE chat_id = $2", new, old)
        await self.connection.execute("UPDATE prompts SET chat_id = $1 WHERE chat_id = $2", new, old)
        await self.connection.execute(
            "UPDATE outbox SET target = $1 WHERE lane = 'chat' AND target = $2 AND state = 'queued'",
            str(new),
            str(old),
        )
