"""A villager takes back what is pending."""

from __future__ import annotations

from datetime import timedelta

from domain.ledger.lapsing import paying_years
from domain.mall.redemption import give_back, redeemed
from domain.model.people import Household
from domain.model.redemption import Redemption, RedemptionState
from sms import intents
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.understanding.request import Intent
from sms.wording import cancelling as wording

_LATELY = timedelta(days=1)


async def cancel(inquiry: Inquiry, wanted: int | None) -> Reply:
    """The code not sent back yet, else the question just asked, else reserved goods; asked which of several."""
    store, now = inquiry.store, inquiry.now
    await store.orders.hold(inquiry.phone)
    order = await store.orders.latest(inquiry.phone, now - _LATELY)
    if wanted is None and order is not None and order.open and order.expires > now:
        await store.orders.close(order.id, now)
        return Reply(wording.order((await store.shelf.get(order.goods_id)).name))
    if wanted is None and inquiry.memory.asks not in (Asks.NOTHING, Asks.GOODS):
        return Reply(wording.QUESTION)
    reserved = [pair for standing in inquiry.standings for pair in await _reserved(inquiry, standing.household)]
    chosen = [pair for pair in reserved if wanted in (None, pair[1].id)]
    if not chosen:
        return refused(wording.nothing(intents.offers([Intent.GOODS, Intent.OPTOUT])))
    if len(chosen) > 1:
        named = [((await store.shelf.get(one.goods_id)).name, one) for _, one in chosen]
        return asked(wording.which(named), Memory(Asks.CANCEL, {"redemptions": [one.id for _, one in named]}))
    return await _give_back(inquiry, *chosen[0])


async def _reserved(inquiry: Inquiry, household: Household) -> list[tuple[Household, Redemption]]:
    found = await inquiry.store.redemptions.reserved(household.id)
    return [(household, one) for one in found if one.expires > inquiry.now]


async def _give_back(inquiry: Inquiry, household: Household, redemption: Redemption) -> Reply:
    """Points and goods go back, once, and the group hears of it.

    The account is locked first, as whoever hands goods over does.
    """
    store = inquiry.store
    await store.accounts.balance(household.id, redemption.year)
    goods = await store.shelf.get(redemption.goods_id)
    if not await give_back(store, redemption, RedemptionState.CANCELLED, None, inquiry.now):
        return refused(wording.over(goods.name))
    work, unit = inquiry.work(household), household.unit
    refunded = redemption.year in await paying_years(store, unit, work.policy, inquiry.now)
    chat = await store.officers.chat_of(unit)
    if chat is not None:
        done = await redeemed(store, redemption.id)
        await store.post.post(inquiry.news.given_back(chat, done, refunded=refunded), inquiry.now)
    return Reply(wording.redemption(goods.name, redemption, refunded=refunded))
