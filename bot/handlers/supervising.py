"""/jian: what the town's supervisors look at and do."""

from __future__ import annotations

from bot.context import Context
from bot.grammar.commands import Appoint, Assess, EndRole, Inspect, Supervise
from bot.reply import Reply, Say
from bot.wording import supervising as wording
from domain.appointing import appoint, dismiss
from domain.errors import Refused
from domain.fairness import judge
from domain.people import Officer, Role
from domain.supervising import assess, overview


async def supervise(ctx: Context, _: Supervise) -> list[Reply]:
    """The units side by side."""
    supervisor = _supervisor(ctx)
    return [Say(wording.overview(await overview(ctx.store, ctx.services.town, supervisor.unit, ctx.now)))]


async def inspect(ctx: Context, command: Inspect) -> list[Reply]:
    """One unit: its figures, its officers, and how they score."""
    unit = _unit(ctx, _supervisor(ctx), command.unit)
    (figures,) = (await overview(ctx.store, ctx.services.town, unit, ctx.now)).units
    officers = await ctx.store.officers.of_unit(unit)
    conduct = judge(await ctx.store.supervision.marks(unit, ctx.now.year))
    return [Say(wording.inspection(figures, officers, conduct, ctx.now.date()))]


async def assess_unit(ctx: Context, command: Assess) -> list[Reply]:
    """Give a unit points in the year's appraisal, or take some."""
    supervisor = _supervisor(ctx)
    unit = _unit(ctx, supervisor, command.unit)
    if not command.points:
        raise Refused("bad-points", most=wording.MOST_POINTS)
    points = command.sign * command.points
    done = await assess(ctx.store, supervisor, unit, points, command.reason, f"chat:{ctx.key}", ctx.now)
    return [Say(wording.assessed(ctx.services.town.units[unit], done, ctx.now.year))]


async def appoint_officer(ctx: Context, command: Appoint) -> list[Reply]:
    """Invite an officer; the supervisor passes the code on."""
    supervisor = _supervisor(ctx)
    unit = _unit(ctx, supervisor, command.unit)
    code = ctx.services.new_invitation()
    town = ctx.services.town
    await appoint(ctx.store, town, supervisor, unit, command.role, command.name, code, ctx.now)
    return [Say(wording.appointed(town.units[unit], command.role, command.name, code))]


async def dismiss_officer(ctx: Context, command: EndRole) -> list[Reply]:
    """End an officer's role; the unit's group is told."""
    supervisor = _supervisor(ctx)
    unit = _unit(ctx, supervisor, command.unit)
    ended = await dismiss(ctx.store, supervisor, unit, command.name, ctx.now)
    text = wording.dismissed(ctx.services.town.units[unit], ended)
    group = await ctx.store.officers.chat_of(unit)
    replies: list[Reply] = [Say(text)]
    if group is not None and group != ctx.chat:
        replies.append(Say(text, chat=group))
    return replies


def _supervisor(ctx: Context) -> Officer:
    """The person's role as a supervisor. Raises Refused("supervisor-only")."""
    for officer in ctx.acting.officers:
        if officer.role is Role.SUPERVISOR:
            return officer
    raise Refused("supervisor-only")


def _unit(ctx: Context, supervisor: Officer, said: str) -> str:
    """The code of a unit of the supervisor's, by name or code. Raises Refused (unknown-unit, not-your-unit)."""
    units = ctx.services.town.units
    found = [code for code, name in units.items() if said in {code, name, name.removesuffix("村")}]
    if not found:
        raise Refused("unknown-unit", unit=said, units=tuple(units.values()))
    if not supervisor.serves(found[0]):
        raise Refused("not-your-unit")
    return found[0]
