"""A village that texts: 秦望村 with its officers, households and phones, on a real database."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.ids import CODES
from app.town import LoadedTown
from bot.news import ChatNews
from domain.boundary import unwrap
from domain.entries.award import Award, Recorded
from domain.entries.recording import record
from domain.entries.reversing import Reversal, reverse
from domain.entries.vetoing import VetoWanted, confirm, propose
from domain.ledger.rounds import enter_newcomers
from domain.mall.stock import Restock, stock_up
from domain.model.announcement import NewAnnouncement
from domain.model.people import Household, Invitation, NewHousehold, Officer, Role
from domain.ports.store import Store
from domain.work import Work
from sms.desk import SmsDesk
from sms.inbound import InboundText
from storage.database import Database
from storage.roster import SqlRoster
from storage.store import SqlTransactions
from storage.units import store_units
from tests.closing import close_months
from tests.keys import KEY
from tests.village import PUBLIC_URL, town
from text.codes import make

BOOK = Path(__file__).parents[2] / "rules" / "zhangyan-2024.toml"
ZONE = ZoneInfo("Asia/Shanghai")
QINWANG = "310116103208"
JIANNONG = "310116103212"
WANG, LI, SHARED, STRANGER = "+8619900000001", "+8619900000002", "+8619900000003", "+8619900000099"


def at(text: str) -> datetime:
    """A local instant, ``2026-09-10 10:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


FOUNDED = at("2026-07-06 10:00")


@dataclass
class Village:
    """``now`` is the time at which everything happens until it is changed."""

    database: Database
    town: LoadedTown = field(default_factory=town)
    now: datetime = FOUNDED
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.transactions = SqlTransactions(self.database, ZONE)
        self.desk = SmsDesk(self.transactions, self.town, ChatNews(), lambda: "K7M2", CODES, PUBLIC_URL)

    def work(self, store: Store, key: str = "work", unit: str = QINWANG) -> Work:
        """What the domain's use cases are given."""
        return Work(store, self.town, unit, self.now, key)

    async def found(self) -> None:
        """Units and two officers."""
        async with self.database.transaction() as connection:
            await store_units(connection, self.town.units)
        async with self.transactions.writing() as store:
            self.assessor = await self._officer(store, "陈国强", "a")
            self.other = await self._officer(store, "周美华", "b")

    async def _officer(self, store: Store, name: str, code_hash: str) -> Officer:
        invitation = Invitation(QINWANG, Role.SPECIALIST, name, "", code_hash, self.now)
        return Officer(await store.officers.invite(invitation), QINWANG, Role.SPECIALIST, name, "")

    async def both_join(self) -> None:
        """The two officers are in the chat, and one may ask the other to confirm something."""
        async with self.transactions.writing() as store:
            for officer in (self.assessor, self.other):
                await store.officers.join(officer.id, f"telegram:{100 + officer.id}", self.now)

    async def household(self, head: str, *phones: str, unit: str = QINWANG) -> Household:
        """A household that joins now."""
        number = next(self._numbers)
        new = NewHousehold(make(1000 + number), unit, 3, number, head, self.now.date())
        async with self.transactions.writing() as store:
            assert isinstance(store.roster, SqlRoster)
            await store.roster.add([new])
            stored = await store.roster.by_code(new.code)
            assert stored is not None
            await store.roster.replace_phones({stored.id: phones})
            await enter_newcomers(store, self.town, unit, self.now)
        return stored

    async def record(
        self, household: Household, item: str, points: int, reason: str, by: Officer | None = None
    ) -> Recorded:
        """Points by the first officer, or by that one."""
        award = Award(household, item, points, reason, f"test:{next(self._numbers)}", known=range(1_000_000))
        async with self.transactions.writing() as store:
            (recorded,) = unwrap(await record(self.work(store), by or self.assessor, [award]))
        return recorded

    async def stock(self, goods: str, price: int, pieces: int) -> None:
        """Goods on the shelf, put there by the first officer."""
        async with self.transactions.writing() as store:
            unwrap(await stock_up(self.work(store, f"stock:{goods}"), self.assessor, Restock(goods, price, pieces)))

    async def announce(self, words: str) -> None:
        """An announcement by the first officer."""
        key = f"test:{next(self._numbers)}"
        async with self.transactions.writing() as store:
            await store.announcements.add(NewAnnouncement(QINWANG, None, words, self.assessor.id, self.now, key))

    async def close_months(self) -> None:
        """The months that are over are settled, published and final."""
        await close_months(self.transactions, self.town, QINWANG, self.now)

    async def take_back(self, number: int, reason: str) -> None:
        """A reversal by the first officer."""
        key = f"test:{next(self._numbers)}"
        async with self.transactions.writing() as store:
            unwrap(await reverse(self.work(store, key), self.assessor, Reversal(number, reason)))

    async def veto(self, household: Household, reason: str, *, confirmed: bool = True) -> None:
        """A veto by the first officer, confirmed by the second."""
        key = f"test:{next(self._numbers)}"
        async with self.transactions.writing() as store:
            work = self.work(store, key)
            proposed = unwrap(await propose(work, self.assessor, VetoWanted(household, "否2", reason)))
            if confirmed:
                unwrap(await confirm(work, self.other, proposed.entry.id))

    async def text(
        self, body: str, sender: str = WANG, *, sid: str | None = None, opt_out_type: str | None = None
    ) -> str | None:
        """A villager's text; its reply."""
        sid = sid or f"SM{next(self._numbers):032x}"
        return await self.desk.receive(InboundText(sid, sender, body, opt_out_type), self.now)

    async def count(self, table: str, condition: str = "1 = 1") -> int:
        """Rows of a table; numbers in the condition are looked for as they are stored."""
        async with self.database.reading() as connection:
            (row,) = await connection.fetch(f"SELECT COUNT(*) AS n FROM {table} WHERE {KEY.hide(condition)}")
        number: int = row["n"]
        return number
