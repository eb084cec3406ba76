"""What somebody wants to change about a household, also as the text that waits for a second officer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.model.errors import certain
from domain.model.people import Household


class WantedKind(StrEnum):
    """The changes that there are."""

    ADD = "add"
    HEAD = "head"
    PHONES = "phones"
    MOVE = "move"
    LEAVE = "leave"
    RETURN = "return"
    SPLIT = "split"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household lives: unit, group and number."""

    unit: str
    group: int
    number: int

    def __str__(self) -> str:
        return f"{self.unit} {self.group}-{self.number}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change on a day: ``household`` is the id of the one that changes (0 = a new one), ``other`` of one joining.

    ``place``, ``head`` and ``phones`` (E.164, all that it is to have) are the new ones, as far as the kind needs them;
    ``seen`` counts the household's changes when this was asked for, and ``stopped`` are the entries that were shown to
    count no more: once either is another, it is asked again.
    """

    kind: WantedKind
    day: date
    household: int = 0
    other: int = 0
    place: Place | None = None
    head: str = ""
    phones: tuple[str, ...] = ()
    reason: str = ""
    seen: int = 0
    stopped: tuple[int, ...] = ()

    @property
    def new_place(self) -> Place:
        """The place that the kind needs."""
        return certain(self.place, f"the place to {self.kind}")

    def __str__(self) -> str:
        return json.dumps({**asdict(self), "day": self.day.isoformat()}, ensure_ascii=False)


def read_wanted(text: str) -> Wanted:
    """What ``str`` of it wrote."""
    said: dict[str, Any] = json.loads(text)
    place = said["place"]
    return Wanted(
        kind=WantedKind(said["kind"]),
        day=date.fromisoformat(said["day"]),
        household=said["household"],
        other=said["other"],
        place=Place(**place) if place else None,
        head=said["head"],
        phones=tuple(said["phones"]),
        reason=said["reason"],
        seen=said["seen"],
        stopped=tuple(said.get("stopped", ())),
    )


def place_of(household: Household) -> Place:
    """Where it lives, or lived last."""
    return Place(household.unit, household.group, household.number)
