"""Households and officers, and who may act on whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.model.errors import Refused


class Role(StrEnum):
    """What an officer is: specialist 管理专员, assessor 考核组员, supervisor 镇."""

    SPECIALIST = "specialist"
    ASSESSOR = "assessor"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True, slots=True)
class Household:
    """A household 户; ``group`` 组 and ``number`` 号 place it in its unit, ``code`` 户码 is on its door plate.

    ``left`` is the day since which it belongs to the unit no more: its file stays, and its place may be another's.
    """

    id: int
    code: str
    unit: str
    group: int
    number: int
    head: str
    left: date | None = None


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """A row of the roster that is to be stored. ``joined`` is the first day on which it is scored."""

    code: str
    unit: str
    group: int
    number: int
    head: str
    joined: date


@dataclass(frozen=True, slots=True)
class Officer:
    """Someone with a role in a unit, or under a prefix of unit codes (``310116103`` = the whole town).

    ``household`` is the code of the officer's own household, ``""`` when the officer has none here, and None when
    nobody said: then every household of the unit whose head bears the officer's name, in whatever characters, is taken
    for the officer's own. ``spell`` gives a name in one plain form.
    """

    id: int
    unit: str
    role: Role
    name: str
    household: str | None = None
    spell: Callable[[str], str] = field(default=str, compare=False, repr=False)

    def serves(self, unit: str) -> bool:
        """Whether that unit is this officer's."""
        return unit.startswith(self.unit)

    def owns(self, household: Household) -> bool:
        """Whether that household counts as the officer's own."""
        if self.household is None:
            return household.head == self.name or self.spell(household.head) == self.spell(self.name) != ""
        return household.code == self.household


@dataclass(frozen=True, slots=True)
class Invitation:
    """An officer who was invited and has not joined yet. ``code_hash`` is all that is kept of the code."""

    unit: str
    role: Role
    name: str
    household: str | None
    code_hash: str
    invited: datetime


SCORING_ROLES = frozenset({Role.SPECIALIST, Role.ASSESSOR})


def check_may_score(officer: Officer, unit: str) -> None:
    """Raise Refused("not-your-role") unless the officer may log points in that unit."""
    if officer.role not in SCORING_ROLES or not officer.serves(unit):
        raise Refused("not-your-role", role=officer.role)


def check_specialist(officer: Officer, unit: str) -> None:
    """Raise Refused("specialist-only") unless the officer is a specialist of that unit."""
    if officer.role is not Role.SPECIALIST or not officer.serves(unit):
        raise Refused("specialist-only")


def check_of_unit(household: Household, unit: str) -> None:
    """Raise Refused("household-elsewhere") for another unit's."""
    if household.unit != unit:
        raise Refused("household-elsewhere", household=household)


def check_here(household: Household) -> None:
    """Raise Refused("household-left") for one that has left."""
    if household.left is not None:
        raise Refused("household-left", household=household)


def check_impartial(officer: Officer, household: Household, kin: tuple[Household, ...]) -> None:
    """Nobody acts on the own household or on kin (design part 3, point 9). Raises Refused."""
    if officer.owns(household):
        raise Refused("own-household", household=household)
    if any(officer.owns(relative) for relative in kin):
        raise Refused("kin-household", household=household)
