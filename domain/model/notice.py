"""The quarterly notices 季度通知: to whom, and what became of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.model.delivery import Draft
from domain.model.people import Household
from domain.model.standing import Standing


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """A household as a notice needs it: the first phone that takes texts, and why there is none."""

    standing: Standing
    phone: str | None
    unreached: Literal["left", "no-phone", "opted-out", "set-aside"] | None
    replaces: int | None = None
    """For one that is to be told again: the delivery that did not reach it, 0 when there was none."""
    quarter_points: int | None = None
    """What the quarter's settled rounds come to; None without any."""

    def with_points(self, quarter: int | None) -> NoticeTarget:
        """The same, with what the quarter came to."""
        return NoticeTarget(self.standing, self.phone, self.unreached, self.replaces, quarter)


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to store: reached through ``draft``, or unreached for a reason."""

    household_id: int
    phone: str | None
    draft: Draft | None
    unreached: str | None


INFORMED = ("delivered", "visited")
"""States of a notice by which the household knows: from the text, or from somebody who came."""
OVER = (*INFORMED, "left")
"""Those in which nobody has to be told any more."""
UNDER_WAY = ("queued", "sending", "unknown")
"""Those in which it may still reach the household without anybody doing anything."""
MISSED = ("no-phone", "opted-out", "set-aside", "failed", "unconfirmed")
"""Those in which somebody has to tell the household in person."""


@dataclass(frozen=True, slots=True)
class NoticeStatus:
    """What became of one household's notice.

    ``state``: that of its delivery in the outbox; or why it has none or needs none any more: no-phone, opted-out, left;
    or set-aside: it has numbers, and texts failed there for good; or unconfirmed: it went out, or may have, and nobody
    ever said what became of it; or visited: told in person.
    """

    household: Household
    state: str
    error: str | None
    delivery: int | None = None

    @property
    def under_way(self) -> bool:
        """Whether it may still reach the household without anybody doing anything."""
        return self.state in UNDER_WAY

    @property
    def missed(self) -> bool:
        """Whether somebody has to tell the household in person."""
        return self.state in MISSED

    @property
    def informed(self) -> bool:
        """Whether the household knows."""
        return self.state in INFORMED


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a text is for, as it is now. ``numbers``: in the order in which they are tried, none once it has left.

    ``refusing``: those of its numbers that want no notices. ``failed``: numbers at which this text failed for good.
    ``set_aside``: those at which two texts running failed for good.
    """

    unit: str
    here: bool
    numbers: Sequence[str]
    refusing: Collection[str] = frozenset()
    failed: Collection[str] = frozenset()
    set_aside: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A number of a household at which two texts running failed for good: none goes there any more."""

    household: Household
    phone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class UnqueuedNotices:
    """Notices that had been queued: so many were taken out of the queue again, so many had gone out before."""

    unqueued: int
    gone: int


@dataclass(frozen=True, slots=True)
class Released:
    """A number that no household has any more; ``id`` is never used again."""

    id: int
    phone: str
