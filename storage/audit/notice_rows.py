"""Reading what an audit tells of what was to be once: a notice with its delivery, and a message in the inbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.database import Connection


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice whose delivery in the outbox is not its own, or that is there ``many`` times.

    ``key``: of its delivery, if it has one; ``wanted``: what the key should be, None where there was no phone.
    """

    unit: str
    household: str
    quarter: str
    many: int
    key: str | None
    wanted: str | None


_WRONG_NOTICES = """
SELECT n.unit_code, h.code, n.quarter, t.many, n.key, n.wanted FROM (
  SELECT n.id, n.unit_code, n.household_id, n.quarter, n.kind, x.key, CASE WHEN n.phone IS NOT NULL
    THEN 'notice:' || n.kind || ':' || n.quarter || ':' || CAST(n.household_id AS TEXT) END AS wanted
  FROM notices n LEFT JOIN outbox x ON x.id = n.outbox_id) n
JOIN households h ON h.id = n.household_id
JOIN (SELECT household_id, quarter, kind, MIN(id) AS first, COUNT(*) AS many
  FROM notices GROUP BY household_id, quarter, kind) t
  ON t.household_id = n.household_id AND t.quarter = n.quarter AND t.kind = n.kind
WHERE n.key IS DISTINCT FROM n.wanted OR t.many > 1 AND t.first = n.id
ORDER BY n.id
"""


@dataclass(frozen=True, slots=True)
class SqlNoticeAudit:
    """An audit's reads of notices and of the inbox, within one snapshot."""

    connection: Connection

    async def wrong_notices(self) -> Sequence[NoticeRow]:
        """Notices that are not the only one of their household, quarter and kind, or whose text is another's."""
        rows = await self.connection.fetch(_WRONG_NOTICES)
        return [
            NoticeRow(row["unit_code"], row["code"], row["quarter"], row["many"], row["key"], row["wanted"])
            for row in rows
        ]

    async def orphans(self) -> Sequence[str]:
        """The keys of deliveries of notices that are none."""
        rows = await self.connection.fetch(
            "SELECT x.key FROM outbox x LEFT JOIN notices n ON n.outbox_id = x.id"
            " WHERE x.key LIKE 'notice:%' AND n.id IS NULL ORDER BY x.key"
        )
        return [row["key"] for row in rows]

    async def handled_twice(self) -> int:
        """How many messages stand in the inbox more than once."""
        (row,) = await self.connection.fetch(
            "SELECT COUNT(*) AS many FROM (SELECT 1 FROM inbox GROUP BY source, key HAVING COUNT(*) > 1) AS twice"
        )
        many: int = row["many"]
        return many
