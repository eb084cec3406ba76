"""/wu, /dui and /ling: the points mall."""

from __future__ import annotations

from bot import resolve
from bot.context import Context
from bot.grammar.records import (
    AddGoods,
    CancelRedemption,
    ChangeGoods,
    Collect,
    GoodsChange,
    GoodsList,
    Redeem,
    RedemptionList,
)
from bot.group import elsewhere, in_group_too
from bot.guesses import check_tries
from bot.handlers.doubts import again, known
from bot.reply import Reply, Unbutton
from bot.wording import mall as wording
from domain.boundary import unwrap
from domain.ledger.lapsing import paying_years
from domain.mall import stock
from domain.mall.redeeming import RedemptionRequest, cancel, check_may_redeem, collect, reserve, to_end
from domain.mall.redemption import waiting
from domain.mall.shop import shop
from domain.mall.stock import Restock
from domain.model.errors import Refused
from domain.model.goods import Goods
from domain.model.people import check_may_score, check_specialist
from domain.model.wrong_code import Secret
from domain.scoring.repeats import DoneJustNow
from text.codes import is_valid

_LONGEST_NAME = 12
_CODE_LENGTH = 8
_MOST_DIGITS = 15
"""Of a redemption's number."""


async def listed(ctx: Context, _: GoodsList) -> list[Reply]:
    """The goods, and what the village owes."""
    ctx.require_officer()
    return [wording.listed(await shop(ctx.work))]


async def add(ctx: Context, command: AddGoods) -> list[Reply]:
    """``/wu 加 大米 60 20``."""
    if len(command.name) > _LONGEST_NAME or command.name.isdigit():
        raise Refused("bad-goods-name")
    name, many = command.name, command.stock
    done = await stock.stock_up(ctx.work, ctx.officer, Restock(name, command.price, many, known(ctx)))
    if isinstance(done, DoneJustNow):
        raise again(done, wording.added_before(name, many))
    return await in_group_too(ctx, [wording.added(unwrap(done), await shop(ctx.work))])


async def change(ctx: Context, command: ChangeGoods) -> list[Reply]:
    """``/wu 改 …``."""
    check_specialist(ctx.officer, ctx.unit)
    goods = await resolve.goods(ctx, command.goods)
    if command.change is GoodsChange.STOCK:
        done = unwrap(await stock.correct(ctx.work, ctx.officer, goods, command.value, command.reason))
        return await in_group_too(ctx, [wording.corrected(done, ctx.officer)])
    changed = await _changed(ctx, goods, command)
    return await in_group_too(ctx, [wording.changed(unwrap(changed), await shop(ctx.work))])


async def _changed(ctx: Context, goods: Goods, command: ChangeGoods) -> Goods | Refused:
    match command.change:
        case GoodsChange.PRICE:
            return await stock.reprice(ctx.work, ctx.officer, goods, command.value)
        case GoodsChange.QUARTERLY:
            return await stock.limit(ctx.work, ctx.officer, goods, command.value or None, "quarter")
        case GoodsChange.YEARLY:
            return await stock.limit(ctx.work, ctx.officer, goods, command.value or None, "year")
        case GoodsChange.LIMIT:
            return await stock.limit(ctx.work, ctx.officer, goods, None, None)
        case _:
            return await stock.offer(ctx.work, ctx.officer, goods, offered=command.change is GoodsChange.ON)


async def press_confirm_stock(ctx: Context, number: int) -> list[Reply]:
    """Another officer has counted as well."""
    done = unwrap(await stock.confirm_correction(ctx.work, ctx.officer, number))
    return await in_group_too(ctx, [Unbutton(), wording.corrected(done, ctx.officer)])


async def waiting_list(ctx: Context, _: RedemptionList) -> list[Reply]:
    """What waits to be collected."""
    check_may_score(ctx.officer, ctx.unit)
    return [wording.waiting(await waiting(ctx.store, ctx.unit))]


async def redeem(ctx: Context, command: Redeem) -> list[Reply]:
    """``/dui 3-12 大米 2``."""
    check_may_score(ctx.officer, ctx.unit)
    household = await resolve.household(ctx, command.household)
    unwrap(await check_may_redeem(ctx.work, ctx.officer, household))
    goods, quantity = await resolve.wanted(ctx, command)
    wish = RedemptionRequest(household, goods, quantity, ctx.officer, known=known(ctx))
    result = await reserve(ctx.work, wish, ctx.services.codes.pickup)
    if isinstance(result, DoneJustNow):
        raise again(result, wording.reserved_before(result.number, wish))
    done = unwrap(result)
    one = done.redemption
    years = await paying_years(ctx.store, ctx.unit, ctx.work.policy, one.expires)
    told = wording.reserved(done, refundable=one.year in years)
    return [told, *await elsewhere(ctx, [wording.ordered(done, ctx.officer)])]


async def cancel_redemption(ctx: Context, command: CancelRedemption) -> list[Reply]:
    """``/dui 取消 5``."""
    said = command.which
    redemptions = ctx.store.redemptions
    is_code = len(said) == _CODE_LENGTH
    if is_code:
        await check_tries(ctx, Secret.PICKUP)
    if not is_code and len(said) > _MOST_DIGITS:
        raise Refused("no-redemption", redemption=said)
    redemption = await redemptions.by_code(said) if is_code else await redemptions.get(int(said))
    found = unwrap(await to_end(ctx.work, ctx.officer, redemption, said))
    done = await cancel(ctx.work, ctx.officer, found)
    refunded = done.redemption.year in await paying_years(ctx.store, ctx.unit, ctx.work.policy, ctx.now)
    return await in_group_too(ctx, [wording.cancelled(done, ctx.officer, refunded=refunded)])


async def hand_over(ctx: Context, command: Collect) -> list[Reply]:
    """``/ling 12345678``; ``代领`` behind it when it is not the household itself that collects."""
    check_may_score(ctx.officer, ctx.unit)
    if len(command.code) != _CODE_LENGTH or not is_valid(command.code):
        raise Refused("bad-pickup-code", code=command.code)
    await check_tries(ctx, Secret.PICKUP)
    redemption = await ctx.store.redemptions.by_code(command.code)
    found = unwrap(await to_end(ctx.work, ctx.officer, redemption, command.code))
    done = await collect(ctx.work, ctx.officer, found, command.collector)
    return await in_group_too(ctx, [wording.collected(done, ctx.officer, ctx.now.date())])
