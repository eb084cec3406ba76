"""When a household was not there, told from its history: nothing else decides in which rounds it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.model.calendar import Period
from domain.model.change import Change, ChangeKind


@dataclass(frozen=True, slots=True)
class Absence:
    """From ``first`` until ``back`` (None = still), with when each of the two was entered."""

    first: date
    noted: datetime
    back: date | None = None
    back_noted: datetime | None = None

    def misses(self, period: Period, closed: datetime | None) -> bool:
        """Whether the household has no score in a round for it: it was away at its end.

        What was entered once the round was ``closed`` changed nothing in it.
        """
        if self.first >= period.after or (closed is not None and closed <= self.noted):
            return False
        if self.back is None or self.back_noted is None:
            return True
        return self.back >= period.after or (closed is not None and closed <= self.back_noted)

    def spans(self, instant: datetime) -> bool:
        """Whether the roster was without the household at that moment."""
        return self.noted <= instant and (self.back_noted is None or self.back_noted >= instant)


def absences(history: Sequence[Change]) -> list[Absence]:
    """The household's absences, oldest first; ``history`` is all of its own."""
    found: list[Absence] = []
    for change in history:
        if change.kind is ChangeKind.LEFT:
            found.append(Absence(change.day, change.at))
        elif change.kind is ChangeKind.RETURNED and found:
            found[-1] = replace(found[-1], back=change.day, back_noted=change.at)
    return found
