"""The second officer's buttons: looking at a large award, and confirming what another officer proposed."""

from __future__ import annotations

from bot.context import Context
from bot.group import in_group_too
from bot.handlers.objections import case_work
from bot.reply import Reply, Say, Unbutton
from bot.wording import claims as claim_wording
from bot.wording import rulings, second_officer, waiting
from bot.wording.scoring import recorded, taken_back
from domain.boundary import unwrap
from domain.cases.case import Ruled, TakenBack
from domain.cases.large_corrections import confirm_award, drop_award
from domain.cases.second_officer import confirm_proposal
from domain.entries.second_look import look
from domain.model.errors import Refused


async def press_look(ctx: Context, number: int) -> list[Reply]:
    """Another officer has looked at a large award."""
    looked = second_officer.looked(unwrap(await look(ctx.work, ctx.officer, number)), ctx.officer)
    return [looked]


async def press_confirm(ctx: Context, number: int) -> list[Reply]:
    """Another officer agrees: what was proposed is carried out."""
    match await confirm_proposal(case_work(ctx), ctx.officer, number, ctx.services.texts):
        case TakenBack() as done:
            return await in_group_too(ctx, [Unbutton(), Say(second_officer.agreed(ctx.officer)), *taken_back(done)])
        case Ruled() as ruled:
            return await in_group_too(ctx, [Unbutton(), rulings.ruled(ruled)])
        case Refused() as refused:
            raise refused


async def press_award(ctx: Context, number: int) -> list[Reply]:
    """Another officer agrees to a large award for a settled round: it is recorded."""
    done = unwrap(await confirm_award(case_work(ctx), ctx.officer, number, ctx.services.texts))
    today = ctx.now.date()
    if done.approved is not None:
        replies = claim_wording.approved(done.approved, done.proposer, today)
    else:
        replies = [recorded(done.recorded, done.proposer, today)]
    return await in_group_too(ctx, [Unbutton(), Say(second_officer.agreed(ctx.officer)), *replies])


async def press_drop_award(ctx: Context, number: int) -> list[Reply]:
    """It is not recorded."""
    dropped = waiting.dropped(unwrap(await drop_award(ctx.work, ctx.officer, number)), ctx.officer)
    return await in_group_too(ctx, [Unbutton(), Say(dropped)])
