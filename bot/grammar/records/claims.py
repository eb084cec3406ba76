"""Commands about claims 申报."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import EntryLine


@dataclass(frozen=True, slots=True)
class ClaimList:
    """``/shen``: the open claims, or the one with that number."""

    number: int | None


@dataclass(frozen=True, slots=True)
class FileClaims:
    """``/shen 3-12 志2 原因``: paper forms, entered for villagers; at least one line, all or nothing."""

    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class AcceptClaim:
    """``/shen 准 12 志2``: ``item`` and ``points`` are None where the claim's own are meant."""

    number: int
    item: str | None
    points: int | None


@dataclass(frozen=True, slots=True)
class RejectClaim:
    """``/shen 驳 12 原因``; without a reason the bot asks for one."""

    number: int
    reason: str | None
