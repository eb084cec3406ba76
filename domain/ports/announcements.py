"""What a village makes known, as the domain asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.model.announcement import Announcement, AnnouncementState, NewAnnouncement


class Announcements(Protocol):
    """Announcements and models."""

    async def add(self, new: NewAnnouncement) -> Announcement:
        """Store one; the same key twice is one."""
        ...

    async def get(self, number: int) -> Announcement | None:
        """The one with that number."""
        ...

    async def change(self, number: int, before: AnnouncementState, after: AnnouncementState, now: datetime) -> bool:
        """From one state to another; False when it was not in the first."""
        ...

    async def of_unit(self, unit: str, most: int) -> Sequence[Announcement]:
        """The unit's last ones in any state, newest first."""
        ...

    async def public(self, unit: str, most: int) -> Sequence[Announcement]:
        """What is public of the units whose codes begin so, newest first; no model whose household has left."""
        ...

    async def asked_before(self, unit: str, instant: datetime) -> Sequence[Announcement]:
        """The unit's models that were asked about before then and are not answered, oldest first."""
        ...

    async def asked_of(self, household_id: int) -> Sequence[Announcement]:
        """The models that the household has not answered about, oldest first."""
        ...
