"""/dian: who wishes to be called, and ticking it off."""

from __future__ import annotations

from bot.context import Context
from bot.grammar.records import CallbackList
from bot.group import in_group_too
from bot.reply import Reply, Say, Unbutton
from bot.wording import callbacks as wording
from bot.wording.long_lists import behind
from domain.boundary import unwrap
from domain.cases.callbacks import tick_off


async def callbacks(ctx: Context, _: CallbackList) -> list[Reply]:
    """Who wishes to be called in this unit."""
    ctx.require_officer()
    return [wording.listed(await ctx.store.callbacks.open_of_unit(ctx.unit), ctx.now)]


async def press_on(ctx: Context, number: int) -> list[Reply]:
    """Those behind that one."""
    ctx.require_officer()
    waiting = behind(await ctx.store.callbacks.open_of_unit(ctx.unit), lambda wish: wish.number, number)
    return [wording.listed_on(waiting, ctx.now)]


async def press_done(ctx: Context, number: int) -> list[Reply]:
    """The button in the list: the others stay."""
    done = unwrap(await tick_off(ctx.work, ctx.officer, number))
    return await in_group_too(ctx, [Say(wording.done(done))])


async def press_done_alone(ctx: Context, number: int) -> list[Reply]:
    """The button under a message about that wish alone."""
    return [Unbutton(), *await press_done(ctx, number)]
