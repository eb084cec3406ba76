"""Smaller things that are kept: open questions, and which periodic work is done."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.message import Prompt
from storage import digests, models
from storage.alone import alone_now
from storage.database import Connection
from storage.instants import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class SqlPrompts:
    """``domain.ports.messages.Prompts``."""

    connection: Connection
    timezone: tzinfo

    async def ask(self, prompt: Prompt) -> None:
        """Keep a question."""
        await models.Prompt.create(
            token=prompt.token,
            kind=prompt.kind,
            officer_id=prompt.officer_id,
            chat_id=prompt.chat_id,
            payload=json.dumps(prompt.payload, ensure_ascii=False),
            made_ms=to_ms(prompt.made),
        )
        await digests.note(self.connection, "prompts", [prompt.token])

    async def get(self, token: str) -> Prompt | None:
        """The question with that token."""
        row = await models.Prompt.get_or_none(token=token)
        if row is None:
            return None
        officer_id: int | None = row.officer_id  # type: ignore[attr-defined]  # tortoise adds it for the foreign key
        used = None if row.used_ms is None else from_ms(row.used_ms, self.timezone)
        made = from_ms(row.made_ms, self.timezone)
        return Prompt(row.token, row.kind, officer_id, row.chat_id, json.loads(row.payload), made, used)

    async def use(self, token: str, now: datetime) -> bool:
        """Mark it answered; False when it was already."""
        used = await models.Prompt.filter(token=token, used_ms=None).update(used_ms=to_ms(now)) == 1
        if used:
            await digests.note(self.connection, "prompts", [token])
        return used


@dataclass(frozen=True, slots=True)
class SqlJobs:
    """``domain.ports.work.Jobs``."""

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

    async def alone(self, name: str) -> bool:
        """Whether nobody else does what has that name; nobody will until the end of the transaction."""
        return await alone_now(self.connection, name)

    async def done(self, name: str, period: str) -> bool:
        """Whether somebody has claimed it."""
        return await models.Job.filter(name=name, period=period).exists()

    async def claimed(self, name: str, periods: Collection[str]) -> frozenset[str]:
        """For which of those periods somebody has."""
        found = await models.Job.filter(name=name, period__in=list(periods)).values_list("period", flat=True)
        return frozenset(str(period) for period in found)
