"""What waits for a second officer, from the tables of everything that can be proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from domain.model.awaited import Awaited, AwaitedKind
from storage.database import Connection, Row
from storage.instants import from_ms
from storage.roster import HOUSEHOLD, as_household

_NOT_REVERSED = "NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id)"
_WAITING = (
    (
        "SELECT 'award' AS kind, p.id AS proposal, p.officer_id, p.made_ms, p.household_id, p.item AS about,"
        " 0 AS subject, p.points AS amount FROM award_proposals p JOIN rounds o ON o.id = p.round_id"
        " WHERE o.unit_code = $1 AND p.done_ms IS NULL AND NOT EXISTS (SELECT 1 FROM award_proposals n"
        " WHERE n.household_id = p.household_id AND n.item = p.item AND n.day = p.day AND n.id > p.id)"
    ),
    (
        "SELECT 'reversal', p.id, p.officer_id, p.made_ms, e.household_id, e.item, e.id, e.points"
        " FROM proposals p JOIN entries e ON e.id = p.entry_id JOIN rounds o ON o.id = e.round_id"
        f" WHERE o.unit_code = $1 AND p.kind = 'reverse' AND p.done_ms IS NULL AND {_NOT_REVERSED}"
        " AND NOT EXISTS (SELECT 1 FROM proposals n WHERE n.entry_id = p.entry_id AND n.id > p.id)"
    ),
    (
        "SELECT p.kind, p.id, p.officer_id, p.made_ms, b.household_id, e.item, b.id, e.points"
        " FROM proposals p JOIN objections b ON b.id = p.objection_id JOIN entries e ON e.id = p.entry_id"
        " WHERE b.unit_code = $1 AND b.state = 'open' AND p.done_ms IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM proposals n WHERE n.entry_id = p.entry_id AND n.id > p.id)"
    ),
    (
        "SELECT 'giving-back', p.id, p.officer_id, p.made_ms, e.household_id, e.item, e.id, p.points"
        " FROM rectifications p JOIN entries e ON e.id = p.entry_id JOIN rounds o ON o.id = e.round_id"
        f" WHERE o.unit_code = $1 AND p.points > 0 AND p.done_ms IS NULL AND {_NOT_REVERSED}"
    ),
    (
        "SELECT 'stock', p.id, p.officer_id, p.made_ms, CAST(NULL AS INTEGER), g.name, 0, p.quantity"
        " FROM stock_proposals p JOIN goods g ON g.id = p.goods_id WHERE g.unit_code = $1 AND p.done_ms IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM stock_proposals n WHERE n.goods_id = p.goods_id AND n.id > p.id)"
    ),
    (
        "SELECT 'household', p.id, p.officer_id, p.made_ms, p.household_id, p.wanted, 0, 0"
        " FROM household_proposals p JOIN households h ON h.id = p.household_id"
        " WHERE h.unit_code = $1 AND p.done_ms IS NULL AND p.wanted <> ''"
    ),
    (
        "SELECT p.kind, p.id, p.officer_id, p.made_ms, CAST(NULL AS INTEGER), o.key, 0, 0"
        " FROM round_proposals p JOIN rounds o ON o.id = p.round_id WHERE o.unit_code = $1 AND p.done_ms IS NULL"
        " AND o.state = CASE p.kind WHEN 'settle' THEN 'open' ELSE 'published' END"
        " AND NOT EXISTS (SELECT 1 FROM round_proposals n WHERE n.round_id = p.round_id AND n.id > p.id)"
    ),
)
"""One query a table, each with the columns of the first."""


@dataclass(frozen=True, slots=True)
class SqlAwaiting:
    """``domain.ports.awaiting.Awaiting`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def of_unit(self, unit: str) -> Sequence[Awaited]:
        """What waits in a unit, oldest first."""
        rows = await self.connection.fetch(
            f"SELECT w.kind, w.proposal, w.made_ms, w.about, w.subject, w.amount, o.name AS proposer, {HOUSEHOLD}"
            f" FROM ({' UNION ALL '.join(_WAITING)}) w JOIN officers o ON o.id = w.officer_id"
            " LEFT JOIN households h ON h.id = w.household_id ORDER BY w.made_ms, w.kind, w.proposal",
            unit,
        )
        return [self._awaited(row) for row in rows]

    def _awaited(self, row: Row) -> Awaited:
        return Awaited(
            kind=AwaitedKind(row["kind"]),
            number=row["proposal"],
            proposer=row["proposer"],
            made=from_ms(row["made_ms"], self.timezone),
            household=None if row["id"] is None else as_household(row),
            about=row["about"],
            subject=row["subject"],
            amount=row["amount"],
        )
