"""/fou: proposing a veto, and the second officer's button."""

from __future__ import annotations

from bot import resolve
from bot.context import Context
from bot.entry_days import day_of
from bot.grammar.records import ProposeVeto
from bot.group import in_group_too
from bot.handlers.doubts import check_reason, doubt, is_correction, known
from bot.handlers.evidence import keep_photo
from bot.reply import Reply
from bot.wording import doubts as wording
from bot.wording.scoring import veto_confirmed, veto_proposed
from domain.boundary import unwrap
from domain.entries.correcting import SettledRound
from domain.entries.vetoing import VetoWanted, confirm, propose
from domain.ledger.rounds import ensure_current, round_of_day
from domain.model.people import check_may_score
from domain.scoring.repeats import Repeated


async def propose_veto(ctx: Context, command: ProposeVeto) -> list[Reply]:
    """Record a veto; it waits for the other officers' confirmation."""
    check_may_score(ctx.officer, ctx.unit)
    line, current = command.line, await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    household = await resolve.household(ctx, line.household, line.number)
    day = day_of(ctx, line)
    round_ = await round_of_day(ctx.store, current, day, ctx.now)
    veto = resolve.veto(ctx, await ctx.store.books.version(round_.book_hash), line.item, line.number)
    wanted = VetoWanted(
        household=household,
        code=veto.code,
        reason=line.reason,
        day=day,
        evidence_id=await keep_photo(ctx),
        known=known(ctx),
        correction=is_correction(ctx, day),
    )
    check_reason(ctx, line, wording.veto(household, veto, line.reason))
    done = await propose(ctx.work, ctx.officer, wanted)
    if isinstance(done, Repeated | SettledRound):
        raise doubt(ctx, done, "1")
    return await in_group_too(ctx, veto_proposed(unwrap(done), ctx.today))


async def confirm_veto(ctx: Context, number: int) -> list[Reply]:
    """Confirm the veto with that entry number."""
    done = unwrap(await confirm(ctx.work, ctx.officer, number))
    return await in_group_too(ctx, veto_confirmed(done, ctx.officer))
