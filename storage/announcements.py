"""What a village makes known: announcements and models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.announcement import Announcement, AnnouncementState, NewAnnouncement
from storage import digests
from storage.database import Connection, Row
from storage.instants import from_ms, to_ms
from storage.roster import HOUSEHOLD, as_household

_SELECT = (
    f"SELECT {HOUSEHOLD}, a.id AS announcement, a.unit_code AS of_unit, a.words, a.made_ms, a.state, a.public_ms"
    " FROM announcements a LEFT JOIN households h ON h.id = a.household_id"
)


@dataclass(frozen=True, slots=True)
class SqlAnnouncements:
    """``domain.ports.announcements.Announcements`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def add(self, new: NewAnnouncement) -> Announcement:
        """Store one; the same key twice is one."""
        made = to_ms(new.made)
        await self.connection.execute(
            "INSERT INTO announcements (unit_code, household_id, words, officer_id, made_ms, state, public_ms, key,"
            " in_group) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, CASE WHEN $6 = 'published' AND"
            " EXISTS (SELECT 1 FROM chats WHERE unit_code = $1) THEN 1 ELSE 0 END) ON CONFLICT (key) DO NOTHING",
            new.unit,
            new.household.id if new.household else None,
            new.text,
            new.officer_id,
            made,
            "asked" if new.household else "published",
            None if new.household else made,
            new.key,
        )
        (added,) = await self._found("a.key = $1", new.key)
        await digests.note(self.connection, "announcements", [added.number])
        return added

    async def get(self, number: int) -> Announcement | None:
        """The one with that number."""
        return next(iter(await self._found("a.id = $1", number)), None)

    async def change(self, number: int, before: AnnouncementState, after: AnnouncementState, now: datetime) -> bool:
        """From one state to another; False when it was not in the first."""
        changed = await self.connection.execute(
            "UPDATE announcements SET state = $1, changed_ms = $2,"
            " public_ms = CASE WHEN $1 = 'published' THEN $2 ELSE public_ms END,"
            " in_group = CASE WHEN $1 = 'published' AND EXISTS (SELECT 1 FROM chats c"
            " WHERE c.unit_code = announcements.unit_code) THEN 1 ELSE in_group END WHERE id = $3 AND state = $4",
            after,
            to_ms(now),
            number,
            before,
        )
        await digests.note(self.connection, "announcements", [number])
        return bool(changed)

    async def of_unit(self, unit: str, most: int) -> Sequence[Announcement]:
        """The unit's last ones in any state, newest first."""
        return await self._found("a.unit_code = $1 ORDER BY a.id DESC LIMIT $2", unit, most)

    async def public(self, unit: str, most: int) -> Sequence[Announcement]:
        """What is public of the units whose codes begin so, newest first; no model whose household has left."""
        return await self._found(
            "SUBSTR(a.unit_code, 1, $2) = $1 AND a.state = 'published' AND h.left_on IS NULL"
            " ORDER BY a.public_ms DESC, a.id DESC LIMIT $3",
            unit,
            len(unit),
            most,
        )

    async def asked_before(self, unit: str, instant: datetime) -> Sequence[Announcement]:
        """The unit's models that were asked about before then and are not answered, oldest first."""
        condition = "a.unit_code = $1 AND a.state = 'asked' AND a.made_ms < $2 ORDER BY a.id"
        return await self._found(condition, unit, to_ms(instant))

    async def asked_of(self, household_id: int) -> Sequence[Announcement]:
        """The models that the household has not answered about, oldest first."""
        return await self._found("a.household_id = $1 AND a.state = 'asked' ORDER BY a.id", household_id)

    async def _found(self, condition: str, *args: object) -> list[Announcement]:
        return [self._announcement(row) for row in await self.connection.fetch(f"{_SELECT} WHERE {condition}", *args)]

    def _announcement(self, row: Row) -> Announcement:
        return Announcement(
            number=row["announcement"],
            unit=row["of_unit"],
            household=None if row["id"] is None else as_household(row),
            text=row["words"],
            made=from_ms(row["made_ms"], self.timezone),
            state=row["state"],
            public=None if row["public_ms"] is None else from_ms(row["public_ms"], self.timezone),
        )
