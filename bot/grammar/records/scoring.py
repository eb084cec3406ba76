"""Commands that record entries and take them back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import EntryLine, HouseholdRef


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a line beside entries asks: the record of the command with that Latin ``name``."""

    line: int
    name: str
    command: object


@dataclass(frozen=True, slots=True)
class LogEntries:
    """``/jia`` and ``/kou``: at least one line, all or nothing; each line knows its sign.

    ``unsaid``: they were written without a command. ``asked`` is answered below them.
    """

    lines: tuple[EntryLine, ...]
    unsaid: bool = False
    asked: tuple[LookedUp, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposeVeto:
    """``/fou``: the line's item names the veto; it has no points."""

    line: EntryLine


@dataclass(frozen=True, slots=True)
class Undo:
    """``/che``: reverse the entry with this number; None = the one that the message is about that was replied to.

    ``household`` stands before the reason, and must be the entry's. Without a number the reason may be empty.
    """

    entry: int | None
    reason: str
    household: HouseholdRef | None = None
