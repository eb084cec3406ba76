"""From a message's text to the handler of its command."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from bot.commands import COMMANDS, GRAMMAR
from bot.context import Ask, Context, Several, Unread
from bot.grammar.records import Fault, LogEntries, LookedUp, Mistakes
from bot.lexicon import UnitWords
from bot.reply import Reply, Say
from bot.wording.reading import NO_COMMAND
from domain.boundary import boundary
from domain.model.errors import Refused
from domain.model.rulebook import Rulebook

_A_WEEK = timedelta(days=7)
_OF_ENTRIES = "kou"
"""The command whose handler takes entries, whatever the message begins with."""
_ANYONES = {Fault.UNKNOWN_COMMAND, Fault.MISSPELT_COMMAND, Fault.BAD_CODE}
"""What somebody who is no officer can get wrong; with the other commands they hear that they are none."""


@boundary
async def answer(ctx: Context, bot_name: str) -> list[Reply] | Refused | Several | Unread | Ask:
    """Parse, handle, reply."""
    command = await _parse(ctx, bot_name)
    if ctx.sent_on is None and command != await _parse(replace(ctx, now=ctx.now - _A_WEEK), bot_name):
        raise Refused("odd-time")  # yesterday, of a day that nobody knows
    if command is None and ctx.shown is not None and (ctx.addressed or ctx.replies_to is not None):
        raise Refused("file-alone", kind=ctx.shown.kind)
    if command is None:
        return [Say(NO_COMMAND)] if ctx.addressed and not GRAMMAR.for_another(ctx.text, bot_name) else []
    sound, mistakes = (command.sound, command.mistakes) if isinstance(command, Mistakes) else (command, ())
    declared = COMMANDS.get(_OF_ENTRIES if isinstance(sound, LogEntries) else GRAMMAR.called(ctx.text) or "")
    if ctx.of_town and declared is not None and not declared.in_town:
        raise Refused("no-unit")
    if mistakes and not _ANYONES & {mistake.code for mistake in mistakes}:
        ctx.require_officer()
    if declared is None or sound is None:
        raise Unread(Mistakes(mistakes))
    replies = await declared.handlers.handle(ctx, sound, mistakes)
    return [*replies, *await _looked_up(ctx, command)]


async def _looked_up(ctx: Context, command: object) -> list[Reply]:
    """What the lines beside entries ask. Raises Several: of what cannot be looked up, nothing is recorded either."""
    asked = command.asked if isinstance(command, LogEntries) else ()
    return [reply for one in asked for reply in await _look_up(ctx, one)]


async def _look_up(ctx: Context, one: LookedUp) -> list[Reply]:
    """Its questions are told from those about the entries by the number of its line."""
    own = f"{one.line}>"
    answers = {key.removeprefix(own): value for key, value in ctx.answers.items() if key.startswith(own)}
    try:
        return await COMMANDS[one.name].handlers.handle(replace(ctx, answers=answers), one.command)
    except Ask as question:
        raise Ask(f"{own}{question.key}", question.question, question.options, question.beside) from None
    except Refused as wrong:
        raise Several([(one.line, wrong)]) from None


def concerns(text: str, bot_name: str, today: date) -> bool:
    """Whether a message is a command for this bot, right or wrong."""
    return GRAMMAR.parse(text, UnitWords((), today), bot_name) is not None


async def means(ctx: Context, bot_name: str) -> bool:
    """Whether the message in hand is a command for this bot, right or wrong."""
    return await _parse(ctx, bot_name) is not None


async def _heads(ctx: Context, unit: str, words: Collection[str]) -> frozenset[str]:
    """Which of those folded words are the folded name of a head, however it is stored."""
    return await ctx.store.roster.heads_among(unit, words) if words else frozenset()


async def _parse(ctx: Context, bot_name: str) -> object | None:
    unit, today = ctx.unit_or_none, ctx.sent_on or ctx.now.date()
    how = {"addressed": ctx.addressed, "replies": ctx.replies_to is not None}
    if unit is None:
        return GRAMMAR.parse(ctx.text, UnitWords((), today), bot_name, **how)
    town = ctx.services.town
    words = UnitWords((town.current(unit).book,), today, village=town.units[unit], villages=town.units.values())
    command = GRAMMAR.parse(ctx.text, words, bot_name, **how)
    if isinstance(command, Mistakes) and (before := await _books_before(ctx, unit)):
        words = replace(words, books=(*words.books, *before))
        command = GRAMMAR.parse(ctx.text, words, bot_name, **how)
    heads = await _heads(ctx, unit, words.asked_about)
    return GRAMMAR.parse(ctx.text, replace(words, heads=heads), bot_name, **how) if heads else command


async def _books_before(ctx: Context, unit: str) -> list[Rulebook]:
    """Other rulebooks of this and last year's rounds: what happened then may be an item that is none any more."""
    rounds = [one for year in (ctx.now.year - 1, ctx.now.year) for one in await ctx.store.rounds.of_year(unit, year)]
    current = ctx.services.town.current(unit).hash
    return [await ctx.store.books.version(one) for one in sorted({one.book_hash for one in rounds} - {current})]
