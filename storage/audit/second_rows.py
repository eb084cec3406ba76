"""Reading what an audit compares of second officers: who proposed what, who confirmed it, and who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.model.round_proposal import RoundWish
from storage.database import Connection


@dataclass(frozen=True, slots=True)
class AwardRow:
    """A large award for a settled round that a second officer decided about; ``entry`` None = it was dropped."""

    number: int
    household_id: int
    round_id: int
    day: str
    item: str
    points: int
    officer: int
    second: int
    entry: int | None


@dataclass(frozen=True, slots=True)
class WishRow:
    """What a second officer agreed to about a round."""

    number: int
    round_id: int
    wish: RoundWish
    officer: int
    second: int


@dataclass(frozen=True, slots=True)
class RectifiedRow:
    """What was given back for a deduction whose cause was put right."""

    entry: int
    points: int
    officer: int
    second: int
    given: int


@dataclass(frozen=True, slots=True)
class SecondRows:
    """What second officers of a unit decided, and ``recorders``: everybody who ever was its specialist or assessor."""

    awards: Sequence[AwardRow] = ()
    wishes: Sequence[WishRow] = ()
    rectified: Sequence[RectifiedRow] = ()
    recorders: frozenset[int] = frozenset()
    specialists: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SqlSecondAudit:
    """Reads within one snapshot."""

    connection: Connection

    async def rectified(self) -> Mapping[str, Sequence[RectifiedRow]]:
        """By unit: what was given back.

        Of all units at once: to look for that of one reads all of it as well.
        """
        rows = await self.connection.fetch(
            "SELECT e.unit_code, r.entry_id, r.points, r.officer_id, r.second_id, r.given_id FROM rectifications r"
            " JOIN entries e ON e.id = r.entry_id WHERE r.done_ms IS NOT NULL ORDER BY r.id"
        )
        found: defaultdict[str, list[RectifiedRow]] = defaultdict(list)
        for row in rows:
            found[row["unit_code"]].append(RectifiedRow(*(row[column] for column in _RECTIFIED)))
        return found

    async def of_unit(self, unit: str, rectified: Sequence[RectifiedRow]) -> SecondRows:
        """Everything of one unit, and what was given back there."""
        awards = await self.connection.fetch(
            "SELECT p.id, p.household_id, p.round_id, p.day, p.item, p.points, p.officer_id, p.second_id, p.entry_id"
            " FROM award_proposals p JOIN rounds o ON o.id = p.round_id"
            " WHERE o.unit_code = $1 AND p.done_ms IS NOT NULL ORDER BY p.id",
            unit,
        )
        wishes = await self.connection.fetch(
            "SELECT p.id, p.round_id, p.kind, p.officer_id, p.second_id FROM round_proposals p"
            " JOIN rounds o ON o.id = p.round_id WHERE o.unit_code = $1 AND p.done_ms IS NOT NULL ORDER BY p.id",
            unit,
        )
        officers = await self.connection.fetch(
            "SELECT id, role FROM officers WHERE SUBSTR($1, 1, LENGTH(unit_code)) = unit_code"
            " AND role IN ('specialist', 'assessor')",
            unit,
        )
        return SecondRows(
            awards=[AwardRow(*(row[column] for column in _AWARD)) for row in awards],
            wishes=[WishRow(*(row[column] for column in _WISH)) for row in wishes],
            rectified=rectified,
            recorders=frozenset(row["id"] for row in officers),
            specialists=frozenset(row["id"] for row in officers if row["role"] == "specialist"),
        )


_AWARD = ("id", "household_id", "round_id", "day", "item", "points", "officer_id", "second_id", "entry_id")
_RECTIFIED = ("entry_id", "points", "officer_id", "second_id", "given_id")
_WISH = ("id", "round_id", "kind", "officer_id", "second_id")
