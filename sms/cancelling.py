"""A villager takes back what is pending."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.cases.withdrawing import waiting_for_answers
from domain.ledger.lapsing import paying_years
from domain.mall.redemption import give_back, redeemed
from domain.model.people import Household
from domain.model.redemption import Redemption, RedemptionState
from sms import intents
from sms.calling import decline_call
from sms.inquiry import Inquiry
from sms.listed import numbers
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.understanding.cancelling import names_order
from sms.understanding.request import Intent
from sms.wording import cancelling as wording
from sms.wording.replies import whether_out

_LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ToCancel:
    """One redemption, or ``goods`` by a word of their name; neither is whatever is pending."""

    redemption: int | None
    goods: str


WHATEVER = ToCancel(None, "")


async def cancel(inquiry: Inquiry, wanted: ToCancel) -> Reply:
    """The question just asked, else the code not sent back yet, else reserved goods; asked which of several."""
    store, now = inquiry.store, inquiry.now
    await store.orders.hold(inquiry.phone)
    order = await store.orders.latest(inquiry.phone, now - _LATELY)
    claim = inquiry.memory.below is not None
    if wanted.redemption is None and order is not None and order.open and order.expires > now:
        ordered = (await store.inventory.get(order.goods_id)).name
        if wanted == WHATEVER and inquiry.memory.waits:
            return Reply(wording.question_before_code(ordered, order.quantity, claim=claim))
        if wanted.goods in ordered:
            await store.orders.close(order.id, now)
            return Reply(wording.order(ordered))
    reserved = [pair for standing in inquiry.standings for pair in await _reserved(inquiry, standing.household)]
    asked_before = inquiry.memory.asks not in (Asks.NOTHING, Asks.GOODS) and not names_order(inquiry.said)
    if wanted == WHATEVER and (inquiry.memory.waits or asked_before):
        stands = None if inquiry.memory.waits else await _just_done(inquiry, goods=bool(reserved))
        return stands or Reply((wording.question_before_goods if reserved else wording.question)(claim=claim))
    named = [((await store.inventory.get(one.goods_id)).name, household, one) for household, one in reserved]
    meant = [each for each in named if wanted.redemption in (None, each[2].id) and wanted.goods in each[0]]
    if len(meant) == 1:
        return await _give_back(inquiry, *meant[0][1:])
    if not named or (wanted.redemption is not None and not meant):
        waiting = await waiting_for_answers(store, [standing.household for standing in inquiry.standings])
        other = Intent.WITHDRAW if waiting.claims or waiting.cases else Intent.OPTOUT
        return refused(wording.nothing(intents.offers([Intent.GOODS, other])))
    pairs = [(name, one) for name, _, one in meant or named]
    by_number = dict(zip(numbers(len(pairs)), pairs, strict=True))
    meanings = {str(number): one.id for number, (_, one) in by_number.items()}
    listed = Memory(Asks.CANCEL, {"redemptions": meanings, "names": [name for name, _ in pairs]})
    return asked(wording.WHICH, listed, wording.choices(by_number))


async def _just_done(inquiry: Inquiry, *, goods: bool) -> Reply | None:
    """What is said where something was done just before that is no question: nobody may think it is taken back.

    ``goods``: there are some reserved.
    """
    match inquiry.memory.asks:
        case Asks.CALLED:
            declined = await decline_call(inquiry)
            return replace(declined, text=wording.stands(declined.text, goods=goods))
        case Asks.FILED:
            return asked(wording.stands(wording.FILED, goods=goods))
        case Asks.OUT:
            return asked(wording.stands(whether_out([], out=True), goods=goods))
        case _:
            return None


async def _reserved(inquiry: Inquiry, household: Household) -> list[tuple[Household, Redemption]]:
    found = await inquiry.store.redemptions.reserved(household.id)
    return [(household, one) for one in found if one.expires > inquiry.now]


async def _give_back(inquiry: Inquiry, household: Household, redemption: Redemption) -> Reply:
    """Points and goods go back, once, and the group hears of it.

    The account is locked first, as whoever hands goods over does.
    """
    store = inquiry.store
    await store.accounts.balance(household.id, redemption.year)
    goods = await store.inventory.get(redemption.goods_id)
    if not await give_back(store, redemption, RedemptionState.CANCELLED, None, inquiry.now):
        return refused(wording.over(goods.name))
    work, unit = inquiry.work(household), household.unit
    refunded = redemption.year in await paying_years(store, unit, work.policy, inquiry.now)
    chat = await store.listeners.address_of(unit)
    done = await redeemed(store, redemption.id)
    await store.post.post(inquiry.news.given_back(chat, done, refunded=refunded), inquiry.now)
    return Reply(wording.redemption(goods.name, redemption, refunded=refunded))
