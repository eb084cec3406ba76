"""Reading everything that an audit compares; nothing is trusted, nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.model.change import ChangeKind
from domain.model.rulebook import Rulebook
from rules.loader import BookSource, parse
from rules.problems import RulebookRefused
from storage.database import Connection, Row
from storage.officers import SAME_PERSON
from text.phones import mask


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """A household as far as an audit needs it; the days are ISO dates.

    ``stands`` is how it is, in the words of its history, by what the history's last row of that kind says.
    """

    code: str
    joined_on: str
    left_on: str | None
    stands: Mapping[ChangeKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it is stored."""

    earned: int
    rounds: int
    vetoes: int
    balance: int = 0
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A stored rulebook version; ``actual`` is the hash of its texts, ``book`` is None when they make none."""

    hash: str
    actual: str
    book: Rulebook | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice with the key of its delivery in the outbox, if it has one; ``addressed``: there was a phone."""

    unit: str
    household: str
    household_id: int
    quarter: str
    kind: str
    addressed: bool
    key: str | None


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """An objection as it is stored: what it is about, and who decided."""

    number: int
    entry: int
    household_id: int
    round_id: int
    state: str
    holds: bool
    decided_by: int | None
    second: int | None
    answer: str


@dataclass(frozen=True, slots=True)
class SqlAudit:
    """An audit's reads, within one snapshot."""

    connection: Connection

    async def versions(self) -> Sequence[VersionRow]:
        """Every stored rulebook version."""
        rows = await self.connection.fetch("SELECT hash, town_text, overlay_text FROM rulebook_versions ORDER BY hash")
        return [_version(row["hash"], row["town_text"], row["overlay_text"]) for row in rows]

    async def units(self) -> Mapping[str, str]:
        """Names of the units by code."""
        return {row["code"]: row["name"] for row in await self.connection.fetch("SELECT code, name FROM units")}

    async def households(self, unit: str) -> Mapping[int, HouseholdRow]:
        """The unit's households by id."""
        rows = await self.connection.fetch(
            "SELECT id, code, unit_code, grp, number, head, joined_on, left_on FROM households WHERE unit_code = $1"
            " ORDER BY grp, number, id",
            unit,
        )
        phones = await self.connection.fetch(
            "SELECT p.household_id, p.phone FROM household_phones p JOIN households h ON h.id = p.household_id"
            " WHERE h.unit_code = $1 ORDER BY p.position",
            unit,
        )
        shown: defaultdict[int, list[str]] = defaultdict(list)
        for row in phones:
            shown[row["household_id"]].append(mask(row["phone"]))
        return {row["id"]: _household(row, shown[row["id"]]) for row in rows}

    async def accounts(self, unit: str) -> Mapping[tuple[int, int], AccountRow]:
        """The unit's accounts by household id and year."""
        rows = await self.connection.fetch(
            "SELECT household_id, year, earned, rounds, vetoes, balance, lapsed FROM accounts WHERE unit_code = $1",
            unit,
        )
        return {
            (row["household_id"], row["year"]): AccountRow(
                row["earned"], row["rounds"], row["vetoes"], row["balance"], bool(row["lapsed"])
            )
            for row in rows
        }

    async def postings(self, unit: str) -> Mapping[tuple[int, int], Mapping[str, int]]:
        """Σ points of the unit's postings by household id and year, and by kind."""
        rows = await self.connection.fetch(
            "SELECT p.household_id, p.year, p.kind, CAST(SUM(p.points) AS BIGINT) AS points FROM postings p"
            " JOIN households h ON h.id = p.household_id WHERE h.unit_code = $1"
            " GROUP BY p.household_id, p.year, p.kind",
            unit,
        )
        sums: dict[tuple[int, int], dict[str, int]] = {}
        for row in rows:
            sums.setdefault((row["household_id"], row["year"]), {})[row["kind"]] = row["points"]
        return sums

    async def confirmers(self, unit: str) -> Mapping[int, Sequence[int]]:
        """The officers who confirmed each entry of the unit."""
        rows = await self.connection.fetch(
            "SELECT c.entry_id, c.officer_id FROM confirmations c JOIN entries e ON e.id = c.entry_id"
            " WHERE e.unit_code = $1 ORDER BY c.id",
            unit,
        )
        confirmers: dict[int, list[int]] = {}
        for row in rows:
            confirmers.setdefault(row["entry_id"], []).append(row["officer_id"])
        return confirmers

    async def same_person(self) -> Mapping[int, frozenset[int]]:
        """The officers, active or not, who are the same person as each officer."""
        rows = await self.connection.fetch(
            f"SELECT me.id AS me, f.id FROM officers me JOIN officers f ON {SAME_PERSON}"
        )
        same_person: dict[int, set[int]] = {}
        for row in rows:
            same_person.setdefault(row["me"], set()).add(row["id"])
        return {officer: frozenset(ids) for officer, ids in same_person.items()}

    async def objections(self, unit: str) -> Sequence[ObjectionRow]:
        """Every objection of the unit."""
        rows = await self.connection.fetch(
            "SELECT id, entry_id, household_id, round_id, state, holds, decided_by, second_id, answer FROM objections"
            " WHERE unit_code = $1 ORDER BY id",
            unit,
        )
        return [
            ObjectionRow(
                number=row["id"],
                entry=row["entry_id"],
                household_id=row["household_id"],
                round_id=row["round_id"],
                state=row["state"],
                holds=bool(row["holds"]),
                decided_by=row["decided_by"],
                second=row["second_id"],
                answer=row["answer"] or "",
            )
            for row in rows
        ]

    async def disputes(self, unit: str) -> Mapping[tuple[int, int], int]:
        """How many open objections hold each household's round back as stored, by household and round id."""
        rows = await self.connection.fetch(
            "SELECT household_id, round_id, disputes FROM scores WHERE unit_code = $1 AND disputes <> 0", unit
        )
        return {(row["household_id"], row["round_id"]): row["disputes"] for row in rows}

    async def notices(self) -> Sequence[NoticeRow]:
        """Every notice."""
        rows = await self.connection.fetch(
            "SELECT n.unit_code, h.code, n.household_id, n.quarter, n.kind, n.phone IS NOT NULL AS addressed, x.key"
            " FROM notices n JOIN households h ON h.id = n.household_id LEFT JOIN outbox x ON x.id = n.outbox_id"
            " ORDER BY n.id"
        )
        return [
            NoticeRow(
                unit=row["unit_code"],
                household=row["code"],
                household_id=row["household_id"],
                quarter=row["quarter"],
                kind=row["kind"],
                addressed=bool(row["addressed"]),
                key=row["key"],
            )
            for row in rows
        ]

    async def notice_keys(self) -> set[str]:
        """The keys of every notice's delivery in the outbox."""
        rows = await self.connection.fetch("SELECT key FROM outbox WHERE key LIKE 'notice:%'")
        return {row["key"] for row in rows}

    async def handled_twice(self) -> int:
        """How many messages stand in the inbox more than once."""
        (row,) = await self.connection.fetch(
            "SELECT COUNT(*) AS many FROM (SELECT 1 FROM inbox GROUP BY source, key HAVING COUNT(*) > 1) AS twice"
        )
        many: int = row["many"]
        return many


def _household(row: Row, phones: Sequence[str]) -> HouseholdRow:
    stands = {
        ChangeKind.MOVED: f"{row['unit_code']} {row['grp']}-{row['number']}",
        ChangeKind.HEAD: row["head"],
        ChangeKind.PHONES: " ".join(phones),
        ChangeKind.LEFT: row["left_on"] or "",
    }
    return HouseholdRow(row["code"], row["joined_on"], row["left_on"], stands)


def _version(stored: str, town_text: str, overlay_text: str) -> VersionRow:
    source = BookSource(town_text, overlay_text, "rulebook", "overlay", stored=True)
    try:
        return VersionRow(stored, source.hash, parse(source))
    except RulebookRefused:
        return VersionRow(stored, source.hash, None)
