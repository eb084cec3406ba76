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
class Posted:
    """Postings of one kind: Σ points, and of it what took points."""

    points: int
    down: int


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

    async def postings(self, unit: str) -> Mapping[tuple[int, int], Mapping[str, Posted]]:
        """The unit's postings added up, by household id and year, and by kind."""
        rows = await self.connection.fetch(
            "SELECT p.household_id, p.year, p.kind, CAST(SUM(p.points) AS BIGINT) AS points,"
            " CAST(SUM(CASE WHEN p.points < 0 THEN p.points ELSE 0 END) AS BIGINT) AS down FROM postings p"
            " JOIN households h ON h.id = p.household_id WHERE h.unit_code = $1"
            " GROUP BY p.household_id, p.year, p.kind",
            unit,
        )
        sums: dict[tuple[int, int], dict[str, Posted]] = {}
        for row in rows:
            sums.setdefault((row["household_id"], row["year"]), {})[row["kind"]] = Posted(row["points"], row["down"])
        return sums

    async def confirmers(self, unit: str) -> Mapping[int, Sequence[int]]:
        """The officers who confirmed each entry of the unit."""
        rows = await self.connection.fetch(
            # CROSS keeps SQLite from reading the confirmations of all units for each of them.
            "SELECT c.entry_id, c.officer_id FROM rounds o CROSS JOIN entries e CROSS JOIN confirmations c"
            " WHERE o.unit_code = $1 AND e.round_id = o.id AND c.entry_id = e.id ORDER BY c.id",
            unit,
        )
        confirmers: dict[int, list[int]] = {}
        for row in rows:
            confirmers.setdefault(row["entry_id"], []).append(row["officer_id"])
        return confirmers

    async def same_person(self) -> Mapping[int, frozenset[int]]:
        """The officers, active or not, who are the same person as each officer."""
        rows = await self.connection.fetch("SELECT id, unit_code, name, chat_user FROM officers")
        alike: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for row in rows:
            for mark in _marks(row):
                alike[mark].add(row["id"])
        return {row["id"]: frozenset().union(*(alike[mark] for mark in _marks(row))) for row in rows}

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

    async def disputes(self) -> Mapping[str, Mapping[tuple[int, int], int]]:
        """By unit: how many open objections hold each household's round back, by household and round id.

        Of all units at once: to look for those of one reads all scores as well.
        """
        rows = await self.connection.fetch(
            "SELECT unit_code, household_id, round_id, disputes FROM scores WHERE disputes <> 0"
        )
        found: defaultdict[str, dict[tuple[int, int], int]] = defaultdict(dict)
        for row in rows:
            found[row["unit_code"]][row["household_id"], row["round_id"]] = row["disputes"]
        return found


def _marks(officer: Row) -> list[tuple[str, str]]:
    """What an officer has in common with every other one who is the same person (``storage.officers.SAME_PERSON``)."""
    account = [] if officer["chat_user"] is None else [("", officer["chat_user"])]
    return [(officer["unit_code"], officer["name"]), *account]


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
