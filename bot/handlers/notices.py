"""/tong: previewing the quarterly notices, and queueing them by button."""

from __future__ import annotations

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records import NoticesAgain, NoticeVisits, QueueNotices
from bot.group import in_group_too
from bot.reply import Reply, Say
from bot.wording import notices as wording
from domain.boundary import unwrap
from domain.model.calendar import Period
from domain.model.errors import Refused
from domain.model.people import check_specialist
from domain.notices.planning import plan, plan_again, queue, queue_again, which_quarter
from domain.notices.visiting import tick_off


async def notice(ctx: Context, command: QueueNotices) -> list[Reply]:
    """Show what would be sent; queue it once the button is pressed; afterwards, show what became of it."""
    check_specialist(ctx.officer, ctx.unit)
    quarter = which_quarter(command.quarter, ctx.now)
    mailing = unwrap(await plan(ctx.work, ctx.services.notices, quarter))
    if not mailing.notices:
        return await _again(ctx, quarter)
    if ctx.answers.get("queue") is not True:
        raise Ask("queue", wording.preview(mailing, ctx.book.policy), (Option("发送", True),))
    await queue(ctx.work, mailing)
    return [Say(wording.queued(mailing))]


async def notice_again(ctx: Context, command: NoticesAgain) -> list[Reply]:
    """The same as below the status, for whoever writes it: nothing is sent before the button is pressed."""
    check_specialist(ctx.officer, ctx.unit)
    quarter = which_quarter(command.quarter, ctx.now)
    if not await ctx.store.notices.statuses(ctx.unit, quarter):
        raise Refused("notices-not-sent", quarter=quarter.key)
    return await _again(ctx, quarter, wanted=True)


async def tick_off_visits(ctx: Context, command: NoticeVisits) -> list[Reply]:
    """These households were told in person; who is still to be told is listed."""
    quarter = which_quarter(command.quarter, ctx.now)
    told = [await resolve.household(ctx, ref, str(place)) for place, ref in enumerate(command.households, start=1)]
    left = unwrap(await tick_off(ctx.work, ctx.officer, quarter, told))
    return await in_group_too(ctx, [Say(wording.ticked_off(told, left))])


async def _again(ctx: Context, quarter: Period, *, wanted: bool = False) -> list[Reply]:
    """Show what became of the notices; those that reached nobody go once more when the button is pressed.

    ``wanted``: somebody asked for that, and is told where there is nobody to text.
    """
    mailing = unwrap(await plan_again(ctx.work, ctx.services.notices, quarter))
    if mailing.notices and ctx.answers.get("again") is True:
        return [Say(wording.queued_again(await queue_again(ctx.work, mailing)))]
    status = wording.status(quarter, await ctx.store.notices.statuses(ctx.unit, quarter))
    if mailing.notices:
        raise Ask("again", status, (Option(f"再发给没发到的{len(mailing.notices)}户", True),))
    return [Say(f"{wording.NOBODY_AGAIN}\n{status}" if wanted else status)]
