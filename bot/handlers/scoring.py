"""/jia, /kou and /che: logging points and taking an entry back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.commands import Line, Mistake, Score, Sign, Undo
from bot.group import in_group_too
from bot.handlers.evidence import keep_photo
from bot.handlers.objections import sitting
from bot.lines import Lines
from bot.reply import Reply
from bot.wording.objections import reversal_proposed
from bot.wording.scoring import recorded, taken_back
from domain.conceding import take_back
from domain.entry import Source
from domain.people import check_may_score
from domain.recording import Award, Recorded, RepeatedToday, hold, record
from domain.reversing import NeedsSecond
from domain.rounds import ensure_current
from domain.rulebook import Rulebook
from domain.second_officer import propose_reversal
from text.days import month_day


async def score(ctx: Context, command: Score, mistakes: Sequence[Mistake] = ()) -> list[Reply]:
    """Log every line of the command, or none of them. ``mistakes`` are in those lines that could not be read."""
    check_may_score(ctx.officer, ctx.unit)
    round_ = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    book = await ctx.store.rounds.book(round_.book_hash)
    evidence_id = await keep_photo(ctx)
    lines = Lines(command.lines, mistakes)
    awards = await lines.each(lines.read, lambda _, line: _award(ctx, book, line, command.sign, evidence_id))
    lines.ask()
    await hold(ctx.store, [award for _, award in awards], ctx.now)
    done = [one for _, one in await lines.each(awards, lambda number, award: _log(ctx, award, number))]
    lines.tell()
    replies = recorded(done, ctx.officer)
    return await in_group_too(ctx, replies) if any(one.is_large for one in done) else replies


async def _award(ctx: Context, book: Rulebook, line: Line, sign: Sign, evidence_id: int | None) -> Award:
    household = await resolve.household(ctx, line.household, line.number)
    item = resolve.item(ctx, book, line.item, line.number)
    return Award(
        household=household,
        item=item.code,
        points=sign * (line.points or item.points),
        reason=line.reason,
        key=f"chat:{ctx.key}:{line.number}",
        evidence_id=evidence_id,
        repeat=ctx.answers.get(f"repeat:{line.number}") is True,
    )


async def _log(ctx: Context, award: Award, line: int) -> Recorded:
    try:
        (done,) = await record(ctx.store, ctx.services.town, ctx.unit, ctx.officer, [award], Source.CHAT, ctx.now)
    except RepeatedToday as again:
        raise ask_repeat(again, line, ctx.now.date()) from None
    return done


def ask_repeat(again: RepeatedToday, line: int, today: date) -> Ask:
    """Another officer recorded the same on that day: it has to be meant."""
    who, household = again.earlier.officer_name, again.award.household
    sign = "扣" if again.earlier.points < 0 else "加"
    day = again.earlier.day
    when = "今天" if day == today else month_day(day)
    question = (
        f"{who}{when}已给{household.head}户“{again.item.wording}”{sign}{abs(again.earlier.points)}分"
        f"（#{again.earlier.id}），还要再记一次吗？"
    )
    return Ask(f"repeat:{line}", question, (Option("再记一次", True),))


async def undo(ctx: Context, command: Undo) -> list[Reply]:
    """Reverse one entry. A round whose days are over takes no assessor's reversal, so it is closed first."""
    check_may_score(ctx.officer, ctx.unit)
    await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    evidence_id = await keep_photo(ctx)
    try:
        done = await take_back(sitting(ctx), ctx.officer, command.entry, command.reason, evidence_id=evidence_id)
    except NeedsSecond as needed:
        number = await propose_reversal(ctx.store, ctx.officer, needed, command.reason, evidence_id, ctx.now)
        return await in_group_too(ctx, [reversal_proposed(needed, command.reason, ctx.officer, number)])
    replies, others = taken_back(done), done.reversed.original.officer_id != ctx.officer.id
    return await in_group_too(ctx, replies) if done.reversed.settled or done.ruled or others else replies
