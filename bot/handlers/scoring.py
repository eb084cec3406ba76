"""/jia, /kou and /che: logging points and taking an entry back."""

from __future__ import annotations

from bot import resolve
from bot.context import Ask, Context, Option, Several
from bot.grammar.commands import Line, Score, Undo
from bot.handlers.evidence import keep_photo
from bot.reply import Reply
from bot.wording.scoring import recorded, reversed_
from domain.entry import Source
from domain.errors import Refused
from domain.people import check_may_score
from domain.recording import Award, Recorded, RepeatedToday, record
from domain.reversing import reverse
from domain.rounds import ensure_current


async def score(ctx: Context, command: Score) -> list[Reply]:
    """Log every line of the command, or none of them."""
    check_may_score(ctx.officer, ctx.unit)
    awards = await _awards(ctx, command)
    done: list[Recorded] = []
    refused: list[tuple[int, Refused]] = []
    for line, award in zip(command.lines, awards, strict=True):
        try:
            done += await record(ctx.store, ctx.services.town, ctx.unit, ctx.officer, [award], Source.CHAT, ctx.now)
        except Refused as error:
            refused.append((line.number, error))
        except RepeatedToday as again:
            raise _ask_repeat(again, line) from None
    _raise_all(refused, command)
    return recorded(done, ctx.officer)


async def _awards(ctx: Context, command: Score) -> list[Award]:
    refused: list[tuple[int, Refused]] = []
    awards = []
    round_ = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    book = await ctx.store.rounds.book(round_.book_hash)
    evidence_id = await keep_photo(ctx)
    for line in command.lines:
        try:
            household = await resolve.household(ctx, line.household, line.number)
            item = resolve.item(ctx, book, line.item, line.number)
        except Refused as error:
            refused.append((line.number, error))
            continue
        awards.append(
            Award(
                household=household,
                item=item.code,
                points=command.sign * (line.points or item.points),
                reason=line.reason,
                key=f"chat:{ctx.key}:{line.number}",
                evidence_id=evidence_id,
                repeat=ctx.answers.get(f"repeat:{line.number}") is True,
            )
        )
    _raise_all(refused, command)
    return awards


def _raise_all(refused: list[tuple[int, Refused]], command: Score) -> None:
    if refused and len(command.lines) == 1:
        raise refused[0][1]
    if refused:
        raise Several(tuple(refused))


def _ask_repeat(again: RepeatedToday, line: Line) -> Ask:
    who, household = again.earlier.officer_name, again.award.household
    sign = "扣" if again.earlier.points < 0 else "加"
    question = (
        f"{who}今天已给{household.head}户“{again.item.wording}”{sign}{abs(again.earlier.points)}分"
        f"（#{again.earlier.id}），还要再记一次吗？"
    )
    return Ask(f"repeat:{line.number}", question, (Option("再记一次", True),))


async def undo(ctx: Context, command: Undo) -> list[Reply]:
    """Reverse one entry."""
    done = await reverse(
        ctx.store,
        ctx.unit,
        ctx.officer,
        command.entry,
        command.reason,
        f"chat:{ctx.key}:1",
        Source.CHAT,
        ctx.now,
        evidence_id=await keep_photo(ctx),
    )
    return reversed_(done)
