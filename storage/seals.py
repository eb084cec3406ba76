"""Seals over published entries; nothing here changes or deletes (triggers refuse it as well)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.round import Round
from domain.model.seal import NewSeal, Seal, Unsealed
from domain.settlement.sealing import instant_of
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.rounds import ROUND, as_round

_SEAL = (
    "SELECT s.number, s.previous, s.hash, s.entries, s.last_entry, s.withdraws, s.round_id, s.sealed_ms FROM seals s"
)
_UNSEALED = (
    "EXISTS (SELECT 1 FROM entries e WHERE e.round_id = o.id"
    " AND NOT EXISTS (SELECT 1 FROM sealed_entries x WHERE x.entry_id = e.id))"
)

_TO_SEAL = (
    "SELECT e.id, e.at_ms, e.day, e.item, e.points, e.officer_name, e.source, e.reason, e.reverses, h.code"
    " FROM entries e JOIN households h ON h.id = e.household_id WHERE e.round_id = $1"
    " AND NOT EXISTS (SELECT 1 FROM sealed_entries x WHERE x.entry_id = e.id) ORDER BY e.id"
)


@dataclass(frozen=True, slots=True)
class SqlSeals:
    """``domain.ports.seals.Seals`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def latest(self, unit: str) -> Seal | None:
        """The unit's last seal."""
        found = await self._select("s.unit_code = $1 ORDER BY s.number DESC LIMIT 1", unit)
        return found[0] if found else None

    async def of_round(self, round_id: int) -> Sequence[Seal]:
        """The round's seals, oldest first: of publications, of what was corrected later, of what was taken back."""
        return await self._select("s.round_id = $1 ORDER BY s.number", round_id)

    async def of_unit(self, unit: str) -> Sequence[Seal]:
        """All seals of the unit, oldest first."""
        return await self._select("s.unit_code = $1 ORDER BY s.number", unit)

    async def corrected(self, unit: str) -> Sequence[Round]:
        """Settled rounds of the unit with entries that no seal covers, oldest first."""
        rows = await self.connection.fetch(
            f"SELECT {ROUND} FROM rounds o WHERE o.unit_code = $1 AND o.state <> 'open' AND {_UNSEALED}"
            " ORDER BY o.first_day",
            unit,
        )
        return [as_round(row) for row in rows]

    async def unsealed(self, round_: Round) -> Sequence[Unsealed]:
        """The round's entries that no seal covers, by number."""
        return [
            Unsealed(number, instant_of(at_ms), *said)
            for number, at_ms, *said in await self.connection.fetch(_TO_SEAL, round_.id)
        ]

    async def numbers(self, round_id: int) -> Mapping[int, int]:
        """The number of the seal that covers each sealed entry of the round, by the entry's number."""
        rows = await self.connection.fetch(
            "SELECT x.entry_id, s.number FROM sealed_entries x JOIN seals s ON s.id = x.seal_id WHERE s.round_id = $1",
            round_id,
        )
        return {row["entry_id"]: row["number"] for row in rows}

    async def leaves(self, unit: str) -> Mapping[int, tuple[int, str]]:
        """The number of the seal and the hash of each sealed entry of the unit, by the entry's number."""
        rows = await self.connection.stored.fetch(  # no hash holds a number
            "SELECT x.entry_id, s.number, x.hash FROM sealed_entries x JOIN seals s ON s.id = x.seal_id"
            " WHERE s.unit_code = $1",
            unit,
        )
        return {entry: (number, hashed) for entry, number, hashed in rows}

    async def add(self, round_: Round, seal: NewSeal, leaves: Sequence[tuple[int, str]], now: datetime) -> None:
        """Store a seal; ``leaves`` are the entries that it covers, each with the hash of its line."""
        (row,) = await self.connection.fetch(
            "INSERT INTO seals (unit_code, number, round_id, previous, hash, entries, last_entry,"
            " withdraws, sealed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
            round_.unit,
            seal.number,
            round_.id,
            seal.previous,
            seal.hash,
            seal.entries,
            seal.last_entry,
            int(seal.withdraws),
            to_ms(now),
        )
        # As it is stored: no hash holds a number.
        await self.connection.stored.execute_many(
            "INSERT INTO sealed_entries (entry_id, seal_id, hash) VALUES ($1, $2, $3)",
            [(number, row["id"], hashed) for number, hashed in leaves],
        )

    async def _select(self, condition: str, *args: object) -> list[Seal]:
        return [self._seal(row) for row in await self.connection.fetch(f"{_SEAL} WHERE {condition}", *args)]

    def _seal(self, row: Row) -> Seal:
        at = from_ms(row["sealed_ms"], self.timezone)
        chain = (row["number"], row["previous"], row["hash"])
        return Seal(*chain, row["entries"], row["last_entry"], bool(row["withdraws"]), row["round_id"], at)
