"""The day of an entry: the one that its line names, or that its officer chooses, or on which it was sent."""

from __future__ import annotations

from datetime import date

from bot.context import Ask, Context, Option
from bot.grammar.records import EntryLine
from bot.wording import doubts as wording


def day_of(ctx: Context, line: EntryLine) -> date:
    """Raises Ask where the line names two days, or a number that may be none; and Refused("odd-time")."""
    if not line.days:
        return line.day or ctx.day
    key = f"day:{line.number}"
    chosen = ctx.answers.get(key)
    if isinstance(chosen, str):
        return date.fromisoformat(chosen)
    options = [Option(wording.on_day(one.day, ctx.today), one.day.isoformat()) for one in line.days]
    if len(options) == 1:
        other = line.day or ctx.day
        options.append(Option(wording.as_number(other, ctx.today), other.isoformat()))
    raise Ask(key, wording.which_day(line.days), tuple(options))
