"""Commands about households themselves: their file, and what changes about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.grammar.records.naming import HouseholdRef
from domain.households.wanted import WantedKind


class PhoneEdit(StrEnum):
    """What the numbers written are: all that there are to be, more of them, or some fewer."""

    SET = "set"
    ADD = "add"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class ShowFile:
    """``/hu 3-12``: the household's file. ``named``: the head as written beside the place, "" without."""

    household: HouseholdRef
    named: str = ""


@dataclass(frozen=True, slots=True)
class ChangeHousehold:
    """``/hu 迁出 3-12 原因`` and the like; ``household`` is None for a new one.

    ``other`` is the household that joins it, ``place`` the new group and number, ``head`` the new head, ``phones`` the
    numbers (E.164, or the last four digits where some are taken away); ``reason`` keeps the rest;
    ``day`` is None when none is named.
    """

    kind: WantedKind
    household: HouseholdRef | None
    named: str = ""
    other: HouseholdRef | None = None
    place: tuple[int, int] | None = None
    head: str = ""
    phones: tuple[str, ...] = ()
    edit: PhoneEdit = PhoneEdit.SET
    reason: str = ""
    day: date | None = None
