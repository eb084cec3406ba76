"""/cha, /pai, /gui: looking things up."""

from __future__ import annotations

from bot import resolve
from bot.context import Context
from bot.grammar.records import Query, Ranking, Rules
from bot.reply import Reply, Say
from bot.wording import reading as wording
from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.scoring.ranking import medalled
from domain.settlement.card import card
from rules.described import described
from rules.find import find_items, mentions_item


async def query(ctx: Context, command: Query) -> list[Reply]:
    """A household's card."""
    ctx.require_officer()
    household = await resolve.household(ctx, command.household)
    seen = await card(ctx.store, ctx.services.town, household, ctx.now)
    return [Say(wording.card(seen), wording.card_buttons(seen))]


async def ranking(ctx: Context, command: Ranking) -> list[Reply]:
    """The unit's ranking, or one group's."""
    ctx.require_officer()
    round_ = await ensure_current(ctx.store, ctx.services.town, ctx.unit, ctx.now)
    everybody = await ctx.store.standings.of_unit(ctx.unit, ctx.now.year)
    standings = [one for one in everybody if command.group in (None, one.household.group)]
    if not standings:
        raise Refused("no-group" if command.group else "no-households", group=command.group)
    medals = medalled(one.rank for one in everybody)
    return [Say(wording.ranking(standings, round_, command.group, medals))]


async def rules(ctx: Context, command: Rules) -> list[Reply]:
    """The rulebook, or one item; anyone may read it."""
    units = ctx.services.town.units
    about = (ctx.acting.bound_unit or "", *(officer.unit for officer in ctx.acting.officers))
    unit = next((one for one in about if one in units), next(iter(units)))
    book = ctx.services.town.current(unit).book
    if command.item is None:
        return [Say(wording.rulebook(book))]
    told = [] if mentions_item(book, command.item) else described(book, command.item)
    found = told or find_items(book, command.item)
    if not found:
        raise Refused("unknown-item", item=command.item)
    return [Say(wording.items(book, found))]
