"""Quarterly notices and those who refuse them, as the domain asks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.model.calendar import Period
from domain.model.notice import Addressee, NewNotice, NoticeStatus, NoticeTarget, Released, SetAside, UnqueuedNotices


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
        """Store notices and post their deliveries; those that exist already are left alone. How many were new."""
        ...

    async def queue_again(
        self, unit: str, quarter: Period, notices: Sequence[NewNotice], now: datetime, kind: str = "quarter"
    ) -> int:
        """Post the deliveries of notices that reached nobody, in place of the former ones. How many were new."""
        ...

    async def addressees(self, texts: Mapping[int, int]) -> Mapping[int, Addressee]:
        """Whom texts in the outbox are for: by their ids, given with the household of each. Raises LookupError."""
        ...

    async def unqueue(self, unit: str, quarter: Period) -> UnqueuedNotices:
        """Take back the quarter's notices that have not gone out: they can be queued anew."""
        ...

    async def statuses(self, unit: str, quarter: Period, kind: str = "quarter") -> Sequence[NoticeStatus]:
        """What became of each notice of that kind for the quarter."""
        ...

    async def unreached(self, unit: str, quarter: Period, kind: str = "quarter") -> Sequence[NoticeStatus]:
        """Those of them that somebody has to tell in person."""
        ...

    async def states(self, unit: str, quarter: Period, kind: str = "quarter") -> Mapping[str, int]:
        """How many notices of that kind for the quarter there are in each of the states of ``NoticeStatus``."""
        ...

    async def visit(
        self, household_id: int, quarter: Period, officer_id: int, now: datetime, kind: str = "quarter"
    ) -> None:
        """An officer has told the household in person."""
        ...


class OptOuts(Protocol):
    """Numbers that want no more notices."""

    async def add(self, phone: str, now: datetime) -> None:
        """No more notices to that number."""
        ...

    async def let_go(self, phone: str, now: datetime) -> None:
        """The same for a number that is said not to be the household's, until its owner wants notices again."""
        ...

    async def has(self, phone: str) -> bool:
        """Whether that number wants no notices."""
        ...

    async def remove(self, phone: str) -> None:
        """Notices again."""
        ...


class FailingNumbers(Protocol):
    """Numbers at which two texts running failed for good: set aside until they are given anew, or text themselves."""

    async def set_aside(self, unit: str) -> Sequence[SetAside]:
        """The numbers of the unit's households that are set aside, by the household's place."""
        ...

    async def set_aside_of(self, household_id: int) -> frozenset[str]:
        """Those of one household."""
        ...

    async def take_up(self, phone: str) -> None:
        """Texts go there again: it was given anew, or it texted."""
        ...


class ReleasedNumbers(Protocol):
    """Numbers that were a household's and are nobody's any more."""

    async def take(self, unit: str) -> Sequence[Released]:
        """Those of the unit that are to be told, once; none that wants no texts or takes none."""
        ...
