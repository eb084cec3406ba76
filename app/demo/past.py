"""Living through a village's months: whatever happened, by the product's own use cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from app.demo.happenings import Happening
from app.demo.village import DemoHousehold
from bot.news import ChatNews
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, claimed_items, file
from domain.entries.award import Award
from domain.entries.recording import record
from domain.entries.reversing import Reversal, reverse
from domain.entries.vetoing import VetoWanted, confirm, propose
from domain.mall.stock import Restock, stock_up
from domain.model.calendar import Period
from domain.model.entry import Source
from domain.model.people import Household, Officer, Role
from domain.model.round import Round
from domain.notices.planning import plan, queue
from domain.ports.store import Store
from domain.ports.town import Town
from domain.settlement.settling import finalise, settle
from domain.work import Work
from sms.wording.notice import QuarterNotice

_A_WHILE = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class Past:
    """One unit's officers at work, within a transaction; ``at`` is when something happened."""

    store: Store
    town: Town
    unit: str
    officers: Sequence[Officer]
    random: Random
    numbers: Iterator[int] = field(default_factory=count)
    """Keeps the keys of entries of the same minute apart."""

    async def points(self, one: Happening) -> None:
        """Record points for a household, and take them back when they were a mistake."""
        household = await self._household(one.home)
        officer = self.random.choice(await self._impartial(household))
        award = Award(household, one.item, one.points, one.reason, self._key(one.at, one.home), certain=True)
        (done,) = unwrap(await record(self._work(award.key, one.at), officer, [award]))
        if one.mistaken:
            at = one.at + _A_WHILE
            work = self._work(self._key(at, one.home), at)
            unwrap(await reverse(work, officer, Reversal(done.entry_id, "记错了户")))

    async def veto(self, home: DemoHousehold, code: str, reason: str, at: datetime) -> None:
        """One officer proposes a veto, a specialist confirms it."""
        household = await self._household(home)
        impartial = await self._impartial(household)
        proposer = next(officer for officer in impartial if officer.role is Role.ASSESSOR)
        second = next(officer for officer in impartial if officer.role is Role.SPECIALIST)
        key = self._key(at, home)
        done = unwrap(await propose(self._work(key, at), proposer, VetoWanted(household, code, reason)))
        unwrap(await confirm(self._work(key, at + _A_WHILE), second, done.entry.id))

    async def settle(self, month: Period, at: datetime) -> None:
        """Settle and publish a month."""
        unwrap(await settle(self._work(f"demo:{month.key}", at), None, await self._round(month)))

    async def finalise(self, month: Period, at: datetime) -> None:
        """The month's days of publicity have passed."""
        unwrap(await finalise(self._work(f"demo:{month.key}", at), await self._round(month)))

    async def stock(self, goods: str, price: int, quantity: int, at: datetime) -> None:
        """A specialist puts goods into the mall."""
        specialist = next(officer for officer in self.officers if officer.role is Role.SPECIALIST)
        work = self._work(f"demo:{self.unit}:{goods}", at)
        unwrap(await stock_up(work, specialist, Restock(goods, price, quantity)))

    async def claim(self, home: DemoHousehold, content: str, item: str, at: datetime) -> None:
        """A villager claims by text; the unit's group hears of it."""
        form = ClaimForm(
            await self._household(home), content, at.date(), item, Source.SMS, self._key(at, home), home.phone
        )
        filed = unwrap(await file(self._work(form.key, at), None, form))
        chat = await self.store.listeners.address_of(self.unit)
        items = await claimed_items(self.store, self.town, [filed.claim])
        await self.store.post.post(ChatNews().claim(chat, filed.claim, items), at)

    async def notify(self, quarter: Period, at: datetime) -> None:
        """Queue the quarter's notices."""
        work = self._work(f"demo:{self.unit}:{quarter.key}", at)
        await queue(work, unwrap(await plan(work, QuarterNotice(), quarter)))

    async def _household(self, home: DemoHousehold) -> Household:
        found = await self.store.roster.by_code(home.code)
        if found is None:
            raise LookupError(f"no household {home.code}")
        return found

    async def _impartial(self, household: Household) -> list[Officer]:
        around = (household, *await self.store.roster.kin(household.id))
        return [officer for officer in self.officers if not any(officer.owns(home) for home in around)]

    async def _round(self, month: Period) -> Round:
        found = await self.store.rounds.find(self.unit, month.key)
        if found is None:
            raise LookupError(f"no round {month.key}")
        return found

    def _work(self, key: str, at: datetime) -> Work:
        return Work(self.store, self.town, self.unit, at, key)

    def _key(self, at: datetime, home: DemoHousehold) -> str:
        return f"demo:{home.code}:{at.isoformat()}:{next(self.numbers)}"
