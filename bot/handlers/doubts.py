"""From the domain's questions to those with a button."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from bot.context import Context, Doubt
from bot.grammar.records import Amount, EntryLine, LogEntries
from bot.wording import doubts as wording
from domain.entries.award import Award, NothingToTake
from domain.entries.correcting import SettledRound
from domain.scoring.repeats import DoneJustNow, Repeated

REPEAT, TWICE, CORRECTION, ANYWAY, UNSAID, REASON = "repeat", "twice", "correction", "anyway", "unsaid", "reason"


def known(ctx: Context) -> frozenset[int]:
    """What the officer was asked about, by its number, and said to do the same again."""
    return frozenset(number for number in ctx.sure_of(REPEAT) if isinstance(number, int))


def is_correction(ctx: Context, day: date) -> bool:
    """Whether the officer said that what happened on that day corrects its round."""
    return day.isoformat() in ctx.sure_of(CORRECTION)


def doubt(ctx: Context, why: Repeated | SettledRound | NothingToTake, where: str, here: Collection[int] = ()) -> Doubt:
    """The question; ``where`` names the place in the message, ``here`` are entries that the message itself made."""
    today = ctx.now.date()
    match why:
        case Repeated() if any(one.id in here for one in why.earlier):
            return Doubt(TWICE, wording.twice(why), wording.TWICE, where)
        case Repeated():
            return Doubt(REPEAT, wording.repeated(why, ctx.now), wording.AGAIN, *[one.id for one in why.earlier])
        case SettledRound():
            return Doubt(CORRECTION, wording.correction(why, today), wording.as_correction(why), why.day.isoformat())
        case NothingToTake():
            return Doubt(ANYWAY, wording.nothing_to_take(why), wording.ANYWAY, where)


def check_meant(ctx: Context, command: LogEntries, awards: Sequence[Award]) -> None:
    """Ask once about entries without a command, with a doubted reason or with an amount that is left open.

    Who said whether points are added has answered for a missing command. Raises Doubt.
    """
    if ctx.sure_of(UNSAID):
        return
    seen = wording.entries(awards, ctx.now.date())
    if command.unsaid and not any(line.open for line in command.lines):
        raise Doubt(UNSAID, wording.meant(seen), wording.RECORD, UNSAID)
    _check(ctx, seen, [line.doubted for line in command.lines], _open_amounts(command.lines, awards))


def check_reason(ctx: Context, line: EntryLine, seen: str) -> None:
    """Ask once about a reason that may say that it is not meant; ``seen`` says what is recorded. Raises Doubt."""
    _check(ctx, seen, [line.doubted], [])


def _check(ctx: Context, seen: str, doubted: Sequence[str], amounts: Sequence[Amount]) -> None:
    parts = [part for part in doubted if part]
    if (parts or amounts) and not ctx.sure_of(REASON):
        raise Doubt(REASON, wording.reasons(seen, parts, amounts), wording.RECORD, REASON)


def _open_amounts(lines: Sequence[EntryLine], awards: Sequence[Award]) -> list[Amount]:
    """In which ways amounts are left open, each once. Full points that are a single one leave nothing open."""
    pairs = zip(lines, awards, strict=True)
    found = {line.amount for line, award in pairs if not (line.amount is Amount.FULL and abs(award.points) == 1)}
    return [way for way in Amount if way in found]


def again(before: DoneJustNow, question: str) -> Doubt:
    """The question whether the same is meant once more."""
    return Doubt(REPEAT, question, wording.ONCE_MORE, before.number)
