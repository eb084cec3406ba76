"""A unit's goods, and what it owes its households for them: points to spend against the stock and the year's budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.ledger.accounts import coming
from domain.ledger.lapsing import paying_years
from domain.model.goods import Goods
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.ports.store import Store
from domain.work import Work


@dataclass(frozen=True, slots=True)
class Shop:
    """``owed``: points that households can spend; ``given``: points of what was reserved or collected this year.

    ``budget``: points for which the village gives goods in a year, 0 = it has set none.
    """

    goods: tuple[Goods, ...]
    owed: int
    given: int
    budget: int

    @property
    def covered(self) -> int:
        """Points for which there are goods."""
        return sum(one.price * one.stock for one in self.goods if one.offered)

    @property
    def left(self) -> int:
        """Points of the budget that are not given yet."""
        return max(0, self.budget - self.given)

    @property
    def short_of_goods(self) -> int:
        """Points that are owed and for which there are no goods; 0 where there are none at all to promise."""
        return max(0, self.owed - self.covered) if self.goods else 0

    @property
    def short_of_budget(self) -> int:
        """Points that are owed beyond the budget."""
        return max(0, self.owed - self.left) if self.budget else 0


async def shop(work: Work) -> Shop:
    """The unit's goods and what it owes."""
    return await _shop(work.store, work.unit, work.policy, work.now)


async def _shop(store: Store, unit: str, policy: Policy, now: datetime, coming: int = 0) -> Shop:
    years = await paying_years(store, unit, policy, now)
    owed = [await store.redemptions.owed(unit, year) for year in years]
    first = now.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    given = sum((await store.redemptions.spent(unit, first, first.replace(year=first.year + 1))).values())
    return Shop(tuple(await store.inventory.of_unit(unit)), sum(owed) + coming, given, policy.redeem_budget)


async def shop_after(store: Store, round_: Round, policy: Policy, now: datetime) -> Shop:
    """The same once that round is final; it promises nothing when its year's points can be spent no more."""
    pays = round_.period.year in await paying_years(store, round_.unit, policy, now)
    more = await coming(store, round_) if pays else 0
    return await _shop(store, round_.unit, policy, now, more)
