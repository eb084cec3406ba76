"""Smaller things that are kept: opt-outs, open questions, evidence, and which periodic work is done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.ports import Prompt
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlOptOuts:
    """``domain.ports.OptOuts`` on SQL."""

    connection: Connection

    async def add(self, phone: str, now: datetime) -> None:
        """No more notices to that number, those in the queue included."""
        await self.connection.execute(
            "INSERT INTO optouts (phone, at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING", phone, to_ms(now)
        )
        await self.connection.execute(
            "UPDATE outbox SET state = 'dropped', error = 'opted-out', settled_ms = $1"
            " WHERE lane = 'sms' AND target = $2 AND state = 'queued' AND urgent = 0",
            to_ms(now),
            phone,
        )

    async def remove(self, phone: str) -> None:
        """Notices again."""
        await self.connection.execute("DELETE FROM optouts WHERE phone = $1", phone)


@dataclass(frozen=True, slots=True)
class SqlPrompts:
    """``domain.ports.Prompts`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def ask(self, prompt: Prompt) -> None:
        """Keep a question."""
        await self.connection.execute(
            "INSERT INTO prompts (token, kind, officer_id, chat_id, payload, made_ms) VALUES ($1, $2, $3, $4, $5, $6)",
            prompt.token,
            prompt.kind,
            prompt.officer_id,
            prompt.chat_id,
            json.dumps(prompt.payload, ensure_ascii=False),
            to_ms(prompt.made),
        )

    async def get(self, token: str) -> Prompt | None:
        """The question with that token."""
        rows = await self.connection.fetch(
            "SELECT token, kind, officer_id, chat_id, payload, made_ms, used_ms FROM prompts WHERE token = $1", token
        )
        if not rows:
            return None
        row = rows[0]
        used = None if row["used_ms"] is None else from_ms(row["used_ms"], self.timezone)
        made = from_ms(row["made_ms"], self.timezone)
        payload = json.loads(row["payload"])
        return Prompt(row["token"], row["kind"], row["officer_id"], row["chat_id"], payload, made, used)

    async def use(self, token: str, now: datetime) -> bool:
        """Mark it answered; False when it was already."""
        added = await self.connection.execute(
            "UPDATE prompts SET used_ms = $1 WHERE token = $2 AND used_ms IS NULL", to_ms(now), token
        )
        return added == 1


@dataclass(frozen=True, slots=True)
class SqlEvidence:
    """``domain.ports.Evidence`` on SQL."""

    connection: Connection

    async def keep(self, file_unique_id: str, file_id: str, now: datetime) -> tuple[int, bool]:
        """Note a photo that is to be fetched; its id, and whether it was new."""
        new = await self.connection.fetch(
            "INSERT INTO evidence (file_unique_id, file_id, state, posted_ms) VALUES ($1, $2, 'pending', $3)"
            " ON CONFLICT DO NOTHING RETURNING id",
            file_unique_id,
            file_id,
            to_ms(now),
        )
        rows = new or await self.connection.fetch("SELECT id FROM evidence WHERE file_unique_id = $1", file_unique_id)
        return rows[0]["id"], bool(new)

    async def settle(self, evidence_id: int, state: str, sha256: str | None, size: int | None) -> None:
        """Note what became of fetching it: kept, refused or lost."""
        await self.connection.execute(
            "UPDATE evidence SET state = $1, sha256 = $2, bytes = $3 WHERE id = $4", state, sha256, size, evidence_id
        )


@dataclass(frozen=True, slots=True)
class SqlJobs:
    """``domain.ports.Jobs`` on SQL."""

    connection: Connection

    async def claim(self, name: str, period: str, now: datetime) -> bool:
        """True for exactly one caller for each (name, period)."""
        added = await self.connection.execute(
            "INSERT INTO jobs (name, period, ran_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            name,
            period,
            to_ms(now),
        )
        return added == 1
