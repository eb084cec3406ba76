"""The list of what waits for a second officer, and its buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.context import Context
from bot.reply import Reply, Unbutton
from bot.wording import awaiting as wording
from domain.cases.awaiting import awaiting

Action = Callable[[Context, int], Awaitable[list[Reply]]]


async def waiting_for_another(ctx: Context) -> list[Reply]:
    """Everything in the unit that another officer has to confirm, with its buttons; nothing where nothing waits."""
    return [*wording.listed(await awaiting(ctx.work), ctx.now.date())]


def among_others(action: Action) -> Action:
    """The same button in the list: the other buttons stay when it has done."""

    async def press(ctx: Context, number: int) -> list[Reply]:
        return [reply for reply in await action(ctx, number) if not isinstance(reply, Unbutton)]

    return press
