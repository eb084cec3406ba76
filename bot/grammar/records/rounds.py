"""Commands about rounds 考核轮次."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef


@dataclass(frozen=True, slots=True)
class Settle:
    """``/jie``: ``2026-09``, ``2026Q3``, or without the year ``-09`` and ``Q3``; None = the next one."""

    round: str | None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """``/jie 撤 9月 原因``: take a settling back; ``round`` as in ``Settle``, None = the round settled last."""

    round: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ExcuseHousehold:
    """``/jie 免 3-12 原因``: take a household out of the round that is settled next.

    ``for_long``: ``/jie 免 3-12 长期 原因``, out of the rounds after it as well, until it is taken back in.
    """

    household: HouseholdRef
    reason: str
    for_long: bool = False


@dataclass(frozen=True, slots=True)
class IncludeHousehold:
    """``/jie 考 3-12``: take it back in."""

    household: HouseholdRef
