"""Quarterly notices and those who refuse them, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from domain.calendar import Period
from domain.delivery import Draft
from domain.people import Household
from domain.ports.standings import Standing


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """A household as a notice needs it: the first phone that takes texts, and why there is none."""

    standing: Standing
    phone: str | None
    unreached: Literal["left", "no-phone", "opted-out"] | None
    missed: int | None = None
    """For one that is to be told again: the parcel that did not reach it, 0 when there was none."""
    quarter_points: int | None = None
    """What the quarter's settled rounds come to; None without any."""


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to store: reached through ``draft``, or unreached for a reason."""

    household_id: int
    phone: str | None
    draft: Draft | None
    unreached: str | None


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """What became of one household's notice.

    ``state``: that of its parcel in the outbox; or why it has none or needs none any more: no-phone, opted-out, left.
    """

    household: Household
    state: str
    error: str | None
    parcel: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether it may still reach the household without anybody doing anything."""
        return self.state in ("queued", "sending", "unknown")

    @property
    def missed(self) -> bool:
        """Whether somebody has to tell the household in person."""
        return self.state in ("no-phone", "opted-out", "failed")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a text is for, as it is now. ``numbers``: in the order in which they are tried, none once it has left.

    ``refusing``: those of its numbers that want no notices. ``failed``: numbers at which this text failed for good.
    """

    unit: str
    here: bool
    numbers: Sequence[str]
    refusing: Collection[str] = frozenset()
    failed: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnqueuedNotices:
    """Notices that had been queued: so many were taken out of the queue again, so many had gone out before."""

    unqueued: int
    gone: int


class Notices(Protocol):
    """Quarterly notices: one for each household, quarter and kind, by constraint."""

    async def targets(
        self, unit: str, quarter: Period, kind: str = "quarter", told_since: datetime | None = None
    ) -> Sequence[NoticeTarget]:
        """Households of the unit that have no notice of that kind for the quarter yet.

        With ``told_since``, nor any quarterly notice that was queued since then: it said the same.
        """
        ...

    async def missed(self, unit: str, quarter: Period, kind: str = "quarter") -> Sequence[NoticeTarget]:
        """Households of the unit that their notice did not reach, as they are now."""
        ...

    async def queue(
        self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime, kind: str = "quarter"
    ) -> int:
        """Store notices and post their parcels; those that exist already are left alone. How many were new."""
        ...

    async def queue_again(
        self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime, kind: str = "quarter"
    ) -> int:
        """Post the parcels of notices that reached nobody, in place of the former ones. How many were new."""
        ...

    async def addressee(self, household_id: int, parcel_id: int) -> Addressee:
        """Whom a text in the outbox is for. Raises LookupError."""
        ...

    async def unqueue(self, unit: str, quarter: Period) -> UnqueuedNotices:
        """Take back the quarter's notices that have not gone out: they can be queued anew."""
        ...

    async def statuses(self, unit: str, quarter: Period, kind: str = "quarter") -> Sequence[NoticeStatus]:
        """What became of each notice of that kind for the quarter."""
        ...


class OptOuts(Protocol):
    """Numbers that want no more notices."""

    async def add(self, phone: str, now: datetime) -> None:
        """No more notices to that number."""
        ...

    async def has(self, phone: str) -> bool:
        """Whether that number wants no notices."""
        ...

    async def remove(self, phone: str) -> None:
        """Notices again."""
        ...
