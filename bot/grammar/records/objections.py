"""Commands about objections 异议."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef


@dataclass(frozen=True, slots=True)
class ObjectionList:
    """``/yi``: the open objections."""


@dataclass(frozen=True, slots=True)
class ShowObjection:
    """``/yi 5``: one case with its entry and history."""

    case: int


@dataclass(frozen=True, slots=True)
class UpholdObjection:
    """``/yi 准 5``: the household is right; ``points`` is the right amount, None takes the entry back.

    ``case`` None: what the message is about that was replied to.
    """

    case: int | None
    points: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DismissObjection:
    """``/yi 驳 5 原因``: it is not; an empty reason is asked for. ``case`` as above."""

    case: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class ObjectFor:
    """``/yi 3-12 #123 原因``: an objection on a household's behalf.

    ``entry`` None: the one that the message is about that was replied to.
    """

    entry: int | None
    household: HouseholdRef | None
    content: str
