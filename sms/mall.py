"""A villager looks at goods, orders some and confirms it by the code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.mall.ordering import VALID, confirm, place, sent_back
from domain.mall.redeeming import RedemptionRequest, balance, check
from domain.mall.stock import find
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.order import Order
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.understanding.goods_named import goods_named, is_counted
from sms.wording import mall as wording
from text.normalise import normalise, numeral

_AROUND = (
    r"(?:[^\w?]|确认码?|验证码|兑换?码?|数字|号码|码子|回复?|您好|你好|我的?|就?是|[发要了码号对嗯行哦噢啊呀吧哈喏]|[这那]个?"
    r"|同意|好的?|可以|确定|收到|给我|帮我|留着|ok|yes|多?谢谢?[您你侬]?[了啦]?|麻烦[您你侬]?)*+"
)
_CODE = re.compile(rf"{_AROUND}([0-9](?: ?[0-9]){{3}}|[零〇幺一二两三四五六七八九]{{4}}){_AROUND}", re.IGNORECASE)
"""Four digits, with politeness and consent around them and nothing else: neither a question nor another wish."""
_CODE_BESIDE = re.compile(
    rf"{_AROUND}(?P<before>\D{{0,16}}?)(?<!\d)(?P<code>[0-9]{{4}})(?!\d)(?P<behind>(?:\D|[0-9]{{1,2}}(?!\d)){{0,16}}?){_AROUND}"
)
"""A code beside other words, which may be the goods."""
_ORDERED_AGAIN = re.compile(r"\W*[兑换]换?\s*[0-9] ")
"""兑 1 1 2 1 is an order with too many numbers, and no code."""

_CODE_ASKED = Memory(Asks.CODE)
_PLAINLY_MANY = 9
"""A greater number beside goods, without a measure word, may be points or grams."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Goods by their number in the list, and how many pieces."""

    goods: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Goods that a text is about: by a number that was sent back alone, or as they are called in it.

    ``pieces`` is how many are ordered, None by a question; ``number``: how many, or something else.
    """

    chosen: int | None = None
    named: str = ""
    pieces: int | None = None
    number: int | None = None


async def goods(inquiry: Inquiry, standing: Standing, wanted: Wanted) -> Reply:
    """What waits for the household, with the codes that it may have lost, and what it can have now, by number.

    A number alone might as well be one of the menu, and a name is no order: either is asked about.
    """
    if wanted.chosen is not None:
        return await _asked_whether(inquiry, standing, wanted.chosen)
    household, work = standing.household, inquiry.work(standing.household)
    on_offer = [one for one in await inquiry.store.inventory.of_unit(household.unit) if one.offered and one.stock]
    called = [one for one in on_offer if wanted.named and _is_called(one, wanted.named)]
    if len(called) == 1 and (wanted.pieces or wanted.number) is not None:
        return await _asked_for(inquiry, standing, called[0], wanted)
    within_reach: list[Goods] = []
    hurdles: list[tuple[Goods, Refused]] = []
    for one in called or on_offer:
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
    if wanted.named and not called and not any(_is_called(one, wanted.named) for _, one in named):
        before += wording.none_called(wanted.named)
    if not within_reach:
        return Reply(f"{before}{wording.none(household, points, hurdles)}")
    head, listed = wording.goods(household, points, within_reach)
    return Reply(f"{before}{head}", asks=memory, listed=listed)


def _is_called(one: Goods, name: str) -> bool:
    return name in one.name or one.name in name


async def _asked_for(inquiry: Inquiry, standing: Standing, one: Goods, wanted: Wanted) -> Reply:
    """Whether these goods are wanted, and so many; how many, where the number beside them may be something else."""
    pieces = 1 if wanted.number == one.price else wanted.pieces or wanted.number or 0
    if wanted.number and wanted.number != one.price and (wanted.number == one.number or wanted.number > _PLAINLY_MANY):
        pieces = 0
    checked = await check(inquiry.work(standing.household), RedemptionRequest(standing.household, one, pieces or 1))
    if isinstance(checked, Refused):
        return refused(wording.refusal(checked))
    if not pieces:
        return asked(wording.how_many(one), Memory(Asks.PIECES, {"goods": one.number}))
    return asked(wording.whether(one, pieces), Memory(Asks.ORDER, {"goods": one.number, "quantity": pieces}))


async def _asked_whether(inquiry: Inquiry, standing: Standing, number: int) -> Reply:
    found = await find(inquiry.work(standing.household), str(number))
    if isinstance(found, Refused):
        return refused(wording.refusal(found))
    return asked(wording.whether(found[0], 1), Memory(Asks.ORDER, {"goods": number, "quantity": 1}))


async def pending_code(inquiry: Inquiry) -> Reply | None:
    """What a phone is reminded of that says yes while its code is not sent back: only the code reserves."""
    order = await _waiting(inquiry)
    if order is None:
        return None
    return asked(wording.code_again(await inquiry.store.inventory.get(order.goods_id), order), _CODE_ASKED)


async def _waiting(inquiry: Inquiry) -> Order | None:
    """The phone's order whose code may still be sent back."""
    order = await inquiry.store.orders.latest(inquiry.phone, inquiry.now - VALID)
    return order if order is not None and order.open and order.expires > inquiry.now else None


async def _agrees(inquiry: Inquiry, beside: str) -> bool:
    """Whether the order that waits is for the goods that stand beside a code, and for as many, if they are counted."""
    said = goods_named(beside)
    order = await inquiry.store.orders.latest(inquiry.phone, inquiry.now - VALID)
    if order is None:
        return False
    same = _is_called(await inquiry.store.inventory.get(order.goods_id), str(said["named"]))
    return same and (said["pieces"] == order.quantity or not is_counted(beside))


async def order(inquiry: Inquiry, standing: Standing, ordered: Ordered) -> Reply:
    """Nothing is reserved yet: the reply asks for a code to be sent back, and says what order it replaces."""
    household = standing.household
    work = inquiry.work(household)
    found = await find(work, str(ordered.goods))
    if isinstance(found, Refused):
        return refused(wording.refusal(found))
    wish = RedemptionRequest(household, found[0], ordered.quantity, phone=inquiry.phone)
    before = await _waiting(inquiry)
    placed = await place(work, wish, inquiry.phone, inquiry.codes.order)
    if isinstance(placed, Refused):
        return refused(wording.refusal(placed))
    replaced = None if before is None else (await inquiry.store.inventory.get(before.goods_id), before)
    return asked(wording.asked(found[0], placed, replaced), _CODE_ASKED)


def may_be_code(body: str) -> bool:
    """Whether a text is four digits, with politeness, consent and goods around them."""
    return _code_in(normalise(body)) is not None


def _code_in(plain: str) -> tuple[str, str] | None:
    """The code in a normalised text, and the words for goods that stand beside it."""
    if _ORDERED_AGAIN.match(plain):
        return None
    if bare := _CODE.fullmatch(plain):
        return "".join(str(numeral(digit)) for digit in bare[1].replace(" ", "")), ""
    found = _CODE_BESIDE.fullmatch(plain)
    if found is None:
        return None
    beside = f"{found['before']} {found['behind']}"
    return (found["code"], beside) if "pieces" in goods_named(beside) else None


async def confirm_order(inquiry: Inquiry, body: str) -> Reply | None:
    """The reply to a code; None when the text is none, or the phone has no order that waits for one."""
    read = _code_in(normalise(body))
    if read is None:
        return None
    code, beside = read
    if beside and not await _agrees(inquiry, beside):
        return await pending_code(inquiry)
    own = [standing.household for standing in inquiry.standings]
    found = await sent_back(inquiry.work(own[0]), own, inquiry.phone, code)
    if found is None:
        return None
    if isinstance(found, Refused):
        still_waits = found.code in ("order-wrong", "order-replaced")
        return replace(refused(wording.refusal(found)), asks=_CODE_ASKED if still_waits else None)
    placed, household = found
    done = await confirm(inquiry.work(household), household, placed, inquiry.phone, inquiry.codes.pickup)
    if isinstance(done, Refused):
        return refused(wording.refusal(done))
    chat = await inquiry.store.listeners.address_of(household.unit)
    await inquiry.store.post.post(inquiry.news.redemption(chat, done), inquiry.now)
    return Reply(wording.reserved(done))
