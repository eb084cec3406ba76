"""From the domain's questions to those with a button."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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


def check_said(ctx: Context, command: LogEntries, awards: Iterable[Award]) -> None:
    """Entries without a command are asked about once; whoever said whether points are added has answered.

    So are those whose reason is doubted. Raises Doubt.
    """
    if ctx.sure_of(UNSAID):
        return
    awards = list(awards)
    seen = wording.entries(awards, ctx.now.date())
    if command.unsaid and not any(line.open for line in command.lines):
        raise Doubt(UNSAID, wording.meant(seen), wording.RECORD, UNSAID)
    pairs = zip(command.lines, awards, strict=True)
    open_ = {line.amount for line, award in pairs if line.amount is not Amount.FULL or abs(award.points) > 1}
    check_reasons(ctx, command.lines, seen, [one for one in Amount if one in open_])


def check_reasons(ctx: Context, lines: Collection[EntryLine], seen: str, amounts: Collection[Amount] = ()) -> None:
    """Entries whose reason may say that they are not meant are asked about once; ``seen`` says what they are.

    So are those whose ``amounts`` are open in any way.

    Raises Doubt.
    """
    doubted = [line.doubted for line in lines if line.doubted]
    if (doubted or amounts) and not ctx.sure_of(REASON):
        raise Doubt(REASON, wording.reasons(seen, doubted, amounts), wording.RECORD, REASON)


def again(before: DoneJustNow, question: str) -> Doubt:
    """The question whether the same is meant once more."""
    return Doubt(REPEAT, question, wording.ONCE_MORE, before.number)
