"""/gai: a deduction's cause was put right, and a second officer gives a share of it back."""

from __future__ import annotations

from bot.context import Context
from bot.grammar.records import Fault
from bot.grammar.records.rectifying import Rectify
from bot.group import in_group_too
from bot.handlers.evidence import keep_photo
from bot.handlers.replied import number_of
from bot.reply import Reply, Say, Unbutton
from bot.wording import rectifying as wording
from bot.wording.scoring import recorded
from domain.boundary import unwrap
from domain.entries.rectifying import Improvement, give_back, keep_points, rectify
from domain.model.about import Subject
from domain.model.errors import Refused
from domain.model.people import check_may_score


async def rectify_entry(ctx: Context, command: Rectify) -> list[Reply]:
    """Keep the photo of how it is afterwards; what may be given back waits for another officer."""
    check_may_score(ctx.officer, ctx.unit)
    number = await number_of(ctx, Subject.ENTRY, command.entry, Fault.NO_RECTIFIED)
    evidence = await keep_photo(ctx)
    if evidence is None:
        raise Refused("no-photo-of-it", entry=number)
    done = unwrap(await rectify(ctx.work, ctx.officer, Improvement(number, evidence, command.note)))
    return await in_group_too(ctx, [wording.rectified(done, command.note, ctx.officer)])


async def press_give_back(ctx: Context, number: int) -> list[Reply]:
    """Another officer agrees: the share is recorded."""
    done = unwrap(await give_back(ctx.work, ctx.officer, number))
    said = [Say(wording.agreed(ctx.officer)), recorded(done.recorded, done.proposer, ctx.now.date())]
    return await in_group_too(ctx, [Unbutton(), *said])


async def press_keep(ctx: Context, number: int) -> list[Reply]:
    """Nothing is given back."""
    entry = unwrap(await keep_points(ctx.work, ctx.officer, number))
    return await in_group_too(ctx, [Unbutton(), wording.kept(entry, ctx.officer)])
