"""Telling a unit's group what was done in another chat: those in the group have to see or confirm it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.context import Context
from bot.reply import Reply, Say


async def in_group_too(ctx: Context, replies: Sequence[Reply], unit: str | None = None) -> list[Reply]:
    """The replies; what they say, buttons and all, goes to the unit's group as well when this is another chat.

    ``unit``: of which unit; None = the chat's own.
    """
    return [*replies, *await elsewhere(ctx, replies, unit)]


async def elsewhere(ctx: Context, replies: Sequence[Reply], unit: str | None = None) -> list[Reply]:
    """Only what the unit's group, there or to come, hears of it; nothing when this is that group."""
    unit = unit or ctx.unit
    if unit not in ctx.services.town.units:  # the town as a whole, which has no such group
        return []
    group = await ctx.store.listeners.address_of(unit)
    if group == ctx.chat:
        return []
    return [replace(reply, chat=group) for reply in replies if isinstance(reply, Say)]
