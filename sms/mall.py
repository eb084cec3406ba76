"""A villager looks at goods, orders some and confirms it by the code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.mall.ordering import VALID, confirm, place, sent_back
from domain.mall.redeeming import RedemptionRequest, balance, check
from domain.mall.stock import find
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.wording import mall as wording
from text.normalise import normalise, numeral

_AROUND = (
    r"(?:[^\w?]|确认码?|验证码|兑换?码?|数字|号码|码子|回复?|您好|你好|我的?|就?是|[发要了码号对嗯行]|[这那]个?"
    r"|同意|好的?|可以|确定|收到|给我|帮我|留着|ok|yes|谢谢[您你]?|麻烦[您你]?)*+"
)
_CODE = re.compile(rf"{_AROUND}([0-9](?: ?[0-9]){{3}}|[零〇幺一二两三四五六七八九]{{4}}){_AROUND}", re.IGNORECASE)
"""Four digits, with politeness and consent around them and nothing else: neither a question nor another wish."""
_ORDERED_AGAIN = re.compile(r"\W*[兑换]换?\s*[0-9] ")
"""兑 1 1 2 1 is an order with too many numbers, and no code."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Goods by their number in the list, and how many pieces."""

    goods: int
    quantity: int


async def goods(inquiry: Inquiry, standing: Standing, wanted: int | None) -> Reply:
    """What waits for the household, with the codes that it may have lost, and what it can have now, by number.

    ``wanted``: a number was sent back alone, which might as well be one of the menu: it is asked.
    """
    if wanted is not None:
        return await _asked_whether(inquiry, standing, wanted)
    household, work = standing.household, inquiry.work(standing.household)
    on_offer = [one for one in await inquiry.store.inventory.of_unit(household.unit) if one.offered and one.stock]
    within_reach: list[Goods] = []
    hurdles: list[tuple[Goods, Refused]] = []
    for one in on_offer:
        checked = await check(work, RedemptionRequest(household, one, 1))
        if isinstance(checked, Refused):
            hurdles.append((one, checked))
        else:
            within_reach.append(one)
    points = await balance(work, household)
    waiting = await inquiry.store.redemptions.reserved(household.id)
    memory = Memory(Asks.GOODS, {"numbers": [one.number for one in within_reach]})
    named = [(one, await inquiry.store.inventory.get(one.goods_id)) for one in waiting]
    before = f"{wording.waiting(named)}\n" if named else ""
    if not within_reach:
        return Reply(f"{before}{wording.none(household, points, hurdles)}")
    head, listed = wording.goods(household, points, within_reach)
    return Reply(f"{before}{head}", asks=memory, listed=listed)


async def _asked_whether(inquiry: Inquiry, standing: Standing, number: int) -> Reply:
    found = await find(inquiry.work(standing.household), str(number))
    if isinstance(found, Refused):
        return refused(wording.refusal(found))
    return asked(wording.whether(found[0]), Memory(Asks.ORDER, {"goods": number}))


async def pending_code(inquiry: Inquiry) -> Reply | None:
    """What a phone is reminded of that says yes while its code is not sent back: only the code reserves."""
    order = await inquiry.store.orders.latest(inquiry.phone, inquiry.now - VALID)
    if order is None or not order.open or order.expires <= inquiry.now:
        return None
    return asked(wording.code_again(await inquiry.store.inventory.get(order.goods_id), order))


async def order(inquiry: Inquiry, standing: Standing, ordered: Ordered) -> Reply:
    """Nothing is reserved yet: the reply asks for a code to be sent back."""
    household = standing.household
    work = inquiry.work(household)
    found = await find(work, str(ordered.goods))
    if isinstance(found, Refused):
        return refused(wording.refusal(found))
    wish = RedemptionRequest(household, found[0], ordered.quantity, phone=inquiry.phone)
    placed = await place(work, wish, inquiry.phone, inquiry.codes.order)
    if isinstance(placed, Refused):
        return refused(wording.refusal(placed))
    return asked(wording.asked(found[0], placed))


def may_be_code(body: str) -> bool:
    """Whether a text is four digits, with politeness and consent around them."""
    plain = normalise(body)
    return not _ORDERED_AGAIN.match(plain) and _CODE.fullmatch(plain) is not None


async def confirm_order(inquiry: Inquiry, body: str) -> Reply | None:
    """The reply to a code; None when the text is none, or the phone has no order that waits for one."""
    plain = normalise(body)
    bare = None if _ORDERED_AGAIN.match(plain) else _CODE.fullmatch(plain)
    if bare is None:
        return None
    code = "".join(str(numeral(digit)) for digit in bare[1].replace(" ", ""))
    own = [standing.household for standing in inquiry.standings]
    found = await sent_back(inquiry.work(own[0]), own, inquiry.phone, code)
    if found is None:
        return None
    if isinstance(found, Refused):
        return refused(wording.refusal(found))
    placed, household = found
    done = await confirm(inquiry.work(household), household, placed, inquiry.phone, inquiry.codes.pickup)
    if isinstance(done, Refused):
        return refused(wording.refusal(done))
    chat = await inquiry.store.officers.chat_of(household.unit)
    if chat is not None:
        await inquiry.store.post.post(inquiry.news.redemption(chat, done), inquiry.now)
    return Reply(wording.reserved(done))
