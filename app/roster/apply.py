"""Reading what a roster is compared with, and storing what it changes, in a few statements whatever its size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.roster.cells import mobile_first, written_head
from app.roster.history import changes_of
from app.roster.plan import Known, Plan
from app.roster.undoing import Undoing
from domain.model.people import Household, NewHousehold
from storage.household_changes import note
from storage.households import SqlHouseholds
from storage.kin import SqlKin
from storage.roster import SqlRoster


async def read_known(roster: SqlRoster, units: Iterable[str], touched: Iterable[str]) -> Known:
    """Everything stored, as a sheet would have it; kin of the touched units only."""
    units = list(units)
    households = [replace(home, head=written_head(home.head)) for unit in units for home in await roster.of_unit(unit)]
    phones: dict[int, Sequence[str]] = {}
    kin: dict[int, frozenset[int]] = {}
    for unit in units:
        phones |= {home: mobile_first(numbers) for home, numbers in (await roster.phones_of_unit(unit)).items()}
    for unit in touched:
        kin |= {home: frozenset(others) for home, others in (await SqlKin(roster.connection).of_unit(unit)).items()}
    gone = [home for unit in units for home in await roster.gone_of_unit(unit)]
    return Known(households, phones, kin, frozenset(await roster.codes()), gone)


async def undone_by(plan: Plan, households: SqlHouseholds) -> list[str]:
    """What the plan would undo that somebody did by /hu: a line for every such row."""
    units = {change.household.unit for change in plan.changes}
    histories = {home: rows for unit in units for home, rows in (await households.histories(unit)).items()}
    return Undoing(plan, histories, households.hash_of_numbers).problems()


async def store_plan(roster: SqlRoster, plan: Plan, now: datetime) -> None:
    """Store the plan, as part of the transaction that its ``Known`` was read in."""
    await roster.add([NewHousehold(new.code, *new.state.place, new.state.head, now.date()) for new in plan.additions])
    await roster.update(
        [
            Household(change.household.id, change.household.code, *change.after.place, change.after.head)
            for change in plan.changes
            if (change.before.place, change.before.head) != (change.after.place, change.after.head)
        ]
    )
    ids = await roster.ids()
    await note(roster.connection, changes_of(plan, ids, now.date()), now)
    phones = {ids[new.code]: new.state.phones for new in plan.additions if new.state.phones}
    phones |= {
        change.household.id: change.after.phones
        for change in plan.changes
        if change.before.phones != change.after.phones
    }
    await roster.replace_phones(phones)
    kin = {ids[new.code]: new.state.kin for new in plan.additions if new.state.kin}
    kin |= {
        change.household.id: change.after.kin
        for change in plan.changes
        if change.after.kin is not None and change.before.kin != change.after.kin
    }
    await SqlKin(roster.connection).replace(
        {home: frozenset(ids[code] for code in codes) for home, codes in kin.items()}
    )
