"""Writing an entry: always in an officer's name, as of now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.model.entry import Entry, NewEntry, Source
from domain.model.people import Household, Officer
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Content:
    """What an entry says: ``points`` are signed, 0 for a veto; ``key`` is unique."""

    item: str
    points: int
    day: date
    reason: str
    key: str
    source: Source
    evidence_id: int | None = None
    reverses: int | None = None


async def append(work: Work, officer: Officer, household: Household, round_id: int, content: Content) -> Entry:
    """The entry as it is stored."""
    new = NewEntry(
        household_id=household.id,
        round_id=round_id,
        unit=household.unit,
        item=content.item,
        points=content.points,
        at=work.now,
        day=content.day,
        officer_id=officer.id,
        officer_name=officer.name,
        source=content.source,
        reason=content.reason,
        key=content.key,
        reverses=content.reverses,
        evidence_id=content.evidence_id,
    )
    return Entry(
        id=await work.store.ledger.append(new),
        household_id=new.household_id,
        round_id=new.round_id,
        item=new.item,
        points=new.points,
        at=new.at,
        day=new.day,
        officer_id=new.officer_id,
        officer_name=new.officer_name,
        source=new.source,
        reason=new.reason,
        reverses=new.reverses,
    )
