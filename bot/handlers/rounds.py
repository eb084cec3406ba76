"""/jie: previewing a round, settling and publishing it by button; excusing households."""

from __future__ import annotations

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.commands import Excuse, Include, Settle
from bot.group import in_group_too
from bot.publishing import announcements
from bot.reply import Reply, Say
from bot.wording import rounds as wording
from domain.errors import Refused
from domain.excusing import excuse
from domain.households.resting import rest, resume
from domain.people import check_specialist
from domain.ports import Round
from domain.preview import preview
from domain.rounds import ensure_current
from domain.settling import settle, to_settle


async def settle_round(ctx: Context, command: Settle) -> list[Reply]:
    """Show what is odd; settle and publish once the button is pressed. A settled round's table is shown again."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = await _meant(ctx, command.round)
    unit = ctx.services.town.units[ctx.unit]
    if round_.state != "open":
        if ctx.answers.get("table") != round_.period.key:
            raise Ask("table", wording.state(round_), (Option("看公示表", round_.period.key),))
        return [Say(text) for text in await announcements(ctx.store, round_, unit, ctx.now)]
    if ctx.answers.get("settle") != round_.period.key:
        seen = await preview(ctx.store, round_, ctx.now)
        policy = (await ctx.store.rounds.book(round_.book_hash)).policy
        publish = Option("结算并公示", round_.period.key)
        raise Ask("settle", wording.preview(seen, policy), (publish,), beside=wording.looks(seen.unseen_large))
    published = await settle(ctx.store, round_, ctx.now, ctx.officer)
    texts = await announcements(ctx.store, published, unit, ctx.now)
    return await in_group_too(ctx, [Say(text) for text in texts])


async def excuse_household(ctx: Context, command: Excuse) -> list[Reply]:
    """Take a household out of the round that is settled next."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = await _meant(ctx, None)
    household = await resolve.household(ctx, command.household)
    if command.for_long:
        await rest(ctx.store, ctx.officer, round_, household, command.reason, ctx.now)
        return await in_group_too(ctx, [Say(wording.excused_for_long(round_, household, command.reason))])
    await excuse(ctx.store, ctx.officer, round_, household, command.reason, ctx.now)
    return await in_group_too(ctx, [Say(wording.excused(round_, household, command.reason))])


async def include_household(ctx: Context, command: Include) -> list[Reply]:
    """Take it back in."""
    check_specialist(ctx.officer, ctx.unit)
    round_ = await _meant(ctx, None)
    household = await resolve.household(ctx, command.household)
    from_, points = await resume(ctx.store, ctx.officer, round_, household, ctx.now)
    return await in_group_too(ctx, [Say(wording.included(from_, household, points))])


async def _meant(ctx: Context, said: str | None) -> Round:
    """The round with that key, or its latest one with that ending; None = the one to settle next."""
    current = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    if said is None:
        return await to_settle(ctx.store, ctx.unit)
    years = (current.period.year, current.period.year - 1)
    rounds = [round_ for year in years for round_ in reversed(await ctx.store.rounds.of_year(ctx.unit, year))]
    for round_ in rounds:
        if round_.period.key.endswith(said):
            return round_
    raise Refused("no-such-round", round=said)
