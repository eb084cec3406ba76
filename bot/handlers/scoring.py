"""/jia, /kou and /che: logging points and taking an entry back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot import resolve
from bot.context import Context
from bot.entry_days import day_of
from bot.grammar.records import EntryLine, Fault, LogEntries, Mistake, Undo
from bot.group import in_group_too
from bot.handlers.doubts import ANYWAY, TWICE, check_meant, doubt, is_correction, known
from bot.handlers.evidence import keep_photo
from bot.handlers.objections import case_work
from bot.handlers.replied import number_of, unread
from bot.lines import LineHandling
from bot.reply import Reply
from bot.wording.scoring import logged, taken_back
from bot.wording.second_officer import reversal_proposed
from domain.boundary import unwrap
from domain.cases.conceding import take_back
from domain.cases.large_corrections import Waits, propose_award
from domain.cases.second_officer import propose_reversal
from domain.entries.award import Award, NothingToTake, Recorded
from domain.entries.correcting import SettledRound
from domain.entries.recording import hold, record
from domain.entries.reversing import NeedsSecond, Reversal
from domain.entries.second_look import LargeCorrection
from domain.ledger.rounds import ensure_current, round_of_day
from domain.model.about import Subject
from domain.model.errors import Refused
from domain.model.people import check_may_score
from domain.model.round import Round
from domain.scoring.repeats import Repeated


async def score(ctx: Context, command: LogEntries, mistakes: Sequence[Mistake] = ()) -> list[Reply]:
    """Log every line of the command, or none of them. ``mistakes`` are in those lines that could not be read."""
    check_may_score(ctx.officer, ctx.unit)
    round_ = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    evidence_id = await keep_photo(ctx)
    lines = LineHandling(command.lines, mistakes)
    awards = await lines.each(lines.read, lambda _, line: _award(ctx, round_, line, evidence_id))
    lines.ask()
    await hold(ctx.work, [award for _, award in awards])
    here: list[int] = []
    done = [one for _, one in await lines.each(awards, lambda number, award: _log(ctx, award, number, here))]
    lines.tell()
    check_meant(ctx, command, [award for _, award in awards])
    replies = logged(done, ctx.officer, ctx.services.town.units[ctx.unit], ctx.today)
    others = any(isinstance(one, Waits) or one.is_large or one.settled for one in done)
    return await in_group_too(ctx, replies) if others else replies


async def _award(ctx: Context, current: Round, line: EntryLine, evidence_id: int | None) -> Award:
    household = await resolve.household(ctx, line.household, line.mark)
    day = day_of(ctx, line)
    round_ = await round_of_day(ctx.store, current, day, ctx.now)
    item = resolve.item_of(ctx, await ctx.store.books.version(round_.book_hash), line)
    return Award(
        household=household,
        item=item.code,
        points=resolve.sign(ctx, line) * (line.points or item.points),
        reason=line.reason,
        key=f"chat:{ctx.key}:{line.mark}",
        evidence_id=evidence_id,
        day=day,
        known=known(ctx),
        correction=is_correction(ctx, day),
    )


async def _log(ctx: Context, award: Award, line: int, here: list[int]) -> Recorded | Waits:
    """Record one line, or keep it for a second officer; ``here`` are the entries of the lines before it."""
    where = f"{line}:{award.household.id}:{award.item}"
    wanted = replace(award, anyway=True) if where in ctx.sure_of(ANYWAY) else award
    if where in ctx.sure_of(TWICE):
        wanted = replace(wanted, known={*here, *known(ctx)})
    result = await record(ctx.work, ctx.officer, [wanted])
    if isinstance(result, Repeated | SettledRound | NothingToTake):
        raise doubt(ctx, result, where, here)
    if isinstance(result, LargeCorrection):
        return await propose_award(ctx.work, ctx.officer, result)
    (done,) = unwrap(result)
    here.append(done.entry_id)
    return done


async def undo(ctx: Context, command: Undo) -> list[Reply]:
    """Reverse one entry. A round whose days are over takes no assessor's reversal, so it is closed first."""
    check_may_score(ctx.officer, ctx.unit)
    await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    entry = await _entry(ctx, command)
    wanted = Reversal(entry, command.reason, await keep_photo(ctx))
    result = await take_back(case_work(ctx), ctx.officer, wanted, ctx.services.texts)
    if isinstance(result, NeedsSecond):
        number = await propose_reversal(ctx.work, ctx.officer, result, wanted)
        return await in_group_too(ctx, [reversal_proposed(result, command.reason, ctx.officer, number)])
    done = unwrap(result)
    replies, others = taken_back(done), done.reversed.original.officer_id != ctx.officer.id
    return await in_group_too(ctx, replies) if done.reversed.settled or done.ruled or others else replies


async def _entry(ctx: Context, command: Undo) -> int:
    """The entry that is meant, by its number or by the message that was replied to."""
    number = await number_of(ctx, Subject.ENTRY, command.entry, Fault.NO_NUMBER)
    if not command.reason:
        raise unread(Fault.NO_REASON)
    if command.household is not None:
        household, found = await resolve.household(ctx, command.household), await ctx.store.ledger.get(number)
        if found is None or found[1].id != household.id:
            raise Refused("entry-elsewhere", entry=number, household=household)
    return number
