"""Commands of a word or two: looking things up, joining, notices, help."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef
from domain.model.about import Subject


@dataclass(frozen=True, slots=True)
class Query:
    """``/cha``: a household's card."""

    household: HouseholdRef


@dataclass(frozen=True, slots=True)
class ShowPhotos:
    """``/zhao``: the photos of what has that number; ``kind`` is None when it was not said.

    ``number`` None: of what the message is about that was replied to.
    """

    kind: Subject | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """``/pai``: of one group 组, or of the unit."""

    group: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """``/gui``: one item (a canonical code or a part of a name), or the whole book."""

    item: str | None


@dataclass(frozen=True, slots=True)
class QueueNotices:
    """``/tong``: ``2026Q3``, ``Q3`` when the year was left out, or None."""

    quarter: str | None


@dataclass(frozen=True, slots=True)
class NoticesAgain:
    """``/tong 重发 2026Q3``: once more to those who were not reached; ``quarter`` as in ``QueueNotices``."""

    quarter: str | None


@dataclass(frozen=True, slots=True)
class NoticeVisits:
    """``/tong 到 3-12 3-13``: these were told in person; ``quarter`` as in ``QueueNotices``."""

    households: tuple[HouseholdRef, ...]
    quarter: str | None


@dataclass(frozen=True, slots=True)
class CallbackList:
    """``/dian``: who wishes to be called."""


@dataclass(frozen=True, slots=True)
class Join:
    """``/bang``: an invitation code in capitals without separators; None binds the group."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Help:
    """``/help``."""
