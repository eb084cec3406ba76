"""A village that goes on living whatever happens to the program: mall, objections, claims, a month that is settled."""

from __future__ import annotations

import asyncio
import re
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from app.town import load
from domain.boundary import unwrap
from domain.ledger.rounds import ensure_current, enter_newcomers
from domain.model.calendar import month_of
from domain.model.people import NewHousehold
from domain.settlement.settling import finalise_due, settle
from domain.work import Work
from storage.database import Database
from storage.roster import SqlRoster
from storage.store import SqlTransactions
from tests.e2e.support.stage import Stage
from tests.e2e.support.village import UNIT, Home, homes
from tests.faults.phones import told, told_in_the_end
from tests.faults.under_way import Ending, under_way
from tests.keys import KEY
from text.codes import make

_BOOK = Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml"
_CODE = re.compile(r"回(\d{4})确认")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Past:
    """The village lived here in the two months before: one is final and can be spent, the other waits to be settled."""

    stage: Stage
    unsettled: str


async def lived_here_before(stage: Stage) -> Past:
    """To be told after ``jifen init``; the roster is in it.

    The one month is final since today: in February last year's points can be spent because they came so late.
    """
    zone = ZoneInfo(stage.product.settings["TIMEZONE"])
    town = load(_BOOK)
    unit = next(code for code, name in town.units.items() if name == UNIT)
    last = month_of(stage.today).previous()
    spent = last.previous()
    began, over = (datetime.combine(month.first, time(10), zone) for month in (spent, last))
    database = await Database.open(stage.product.settings["DATABASE_URL"], KEY)
    try:
        async with SqlTransactions(database, zone).writing() as store:
            assert isinstance(store.roster, SqlRoster)
            for number, home in enumerate(homes(), 1000):
                new = NewHousehold(make(number), unit, home.group, home.number, home.head, spent.first)
                await store.roster.add([new])
                added = await store.roster.by_code(new.code)
                assert added
                await store.roster.replace_phones({added.id: [home.phone]})
            await enter_newcomers(store, town, unit, began)
            first = await ensure_current(store, town, unit, began)
            await ensure_current(store, town, unit, over)
            unwrap(await settle(Work(store, town, unit, over, "past"), None, first))
            await finalise_due(Work(store, town, unit, datetime.combine(stage.today, time(), zone), "past"))
    finally:
        await database.close()
    return Past(stage, last.key)


@dataclass(slots=True)
class PhoneContact:
    """What villagers do, each thing insisted on until it was answered; and what they were told.

    ``bought``, ``objected`` and ``claimed`` are those who were told that it is done, or will be.
    """

    past: Past
    entries: dict[int, Home] = field(default_factory=dict)
    """Deductions that somebody may object to."""
    bought: set[str] = field(default_factory=set)
    objected: set[int] = field(default_factory=set)
    claimed: set[str] = field(default_factory=set)
    settled: bool = False
    _ending: Ending = field(default_factory=Ending)

    def goes_on(self) -> AbstractAsyncContextManager[None]:
        """Until the block ends; then what was begun is brought to its end."""
        return under_way(self._ending, self._shops(), self._objects(), self._claims(), self._settles())

    async def _shops(self) -> None:
        for number, home in enumerate(homes()[:40]):
            if self._ending.come:
                return
            asked = await told_in_the_end(self.past.stage, home.phone, "兑 1", f"SMorder{number}")
            if not _CODE.search(asked):  # it was brought again, and no code is kept
                asked = await told_in_the_end(self.past.stage, home.phone, "好", f"SMagain{number}")
            if code := _CODE.search(asked) or re.search(r"确认码(\d{4})", asked):
                said = await told_in_the_end(self.past.stage, home.phone, code[1], f"SMcode{number}")
                if "兑好了" in said:
                    self.bought.add(home.phone)

    async def _objects(self) -> None:
        while not self._ending.come:
            for entry, home in list(self.entries.items()):
                if entry not in self.objected and not self._ending.come:
                    said = await told(self.past.stage, home.phone, f"异议 {entry} 没有这回事", f"SMobject{entry}")
                    assert "收下了" in said or not said, said
                    self.objected.add(entry)
            await asyncio.sleep(0.1)

    async def _claims(self) -> None:
        for number, home in enumerate(homes()[20:]):
            if self._ending.come:
                return
            said = await told(self.past.stage, home.phone, "申报 今天献血", f"SMclaim{number}")
            assert "申报" in said or not said, said
            self.claimed.add(home.phone)

    async def _settles(self) -> None:
        """From the command line, beside the server."""
        done = await self.past.stage.product.run("rounds", "settle", UNIT, self.past.unsettled, "--yes")
        self.settled = done.code == 0
        assert self.settled, done.err
