"""/tong: previewing the quarterly notices, and queueing them by button."""

from __future__ import annotations

from bot.context import Ask, Context, Option
from bot.grammar.commands import Notice
from bot.reply import Reply, Say
from bot.wording import notices as wording
from domain.notices import plan, queue, sendable_from, which_quarter
from domain.people import check_specialist


async def notice(ctx: Context, command: Notice) -> list[Reply]:
    """Show what would be sent; queue it once the button is pressed; afterwards, show what became of it."""
    check_specialist(ctx.officer, ctx.unit)
    quarter = which_quarter(command.quarter, ctx.now)
    mailing = await plan(ctx.store, ctx.services.town, ctx.services.notices, ctx.unit, quarter, ctx.now)
    if not mailing.letters:
        return [Say(wording.status(quarter, await ctx.store.notices.statuses(ctx.unit, quarter)))]
    if ctx.answers.get("queue") is not True:
        raise Ask("queue", wording.preview(mailing, ctx.book.policy), (Option("发送", True),))
    await queue(ctx.store, mailing, sendable_from(ctx.book.policy, ctx.now), ctx.now)
    return [Say(wording.queued(mailing))]
