"""/jian: what the town's supervisors look at, and the year's appraisal."""

from __future__ import annotations

from bot.context import Context
from bot.grammar.records import Assess, Inspect, ReviewYear, Supervise
from bot.handlers.doubts import again, known
from bot.reply import Reply, Say
from bot.wording import supervising as wording
from domain.boundary import unwrap
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.officers.appointing import homes
from domain.pages.links import give_supervisor
from domain.scoring.fairness import judge
from domain.scoring.repeats import DoneJustNow
from domain.town.appraising import Appraisal, assess, year_of_units
from domain.town.reviewing import year_of
from domain.town.supervising import overview


async def supervise(ctx: Context, _: Supervise) -> list[Reply]:
    """The units side by side, and a button for the same as a page."""
    officer = supervisor(ctx)
    told = wording.overview(await overview(ctx.work_in(officer.unit)))
    return [Say(told, wording.page_button(officer))]


async def press_page(ctx: Context, number: int) -> list[Reply]:
    """The button under the units: a link to the town's page, for the supervisor whose button it is."""
    officer = supervisor(ctx)
    if officer.id != number:
        raise Refused("not-your-button")
    token = ctx.services.codes.page()
    link = unwrap(await give_supervisor(ctx.work_in(officer.unit), officer, token))
    address = f"{ctx.services.public_url}/town/{token}"
    return [Say(wording.page_link(address, link.until.date()), kept=wording.LINK_GIVEN)]


async def review_year(ctx: Context, command: ReviewYear) -> list[Reply]:
    """The units' year, with what each gained and lost in the appraisal."""
    year = command.year or ctx.now.year
    units = unwrap(await year_of_units(ctx.work_in(supervisor(ctx).unit), year))
    return [Say(wording.year(units, year, ctx.now.year))]


async def inspect(ctx: Context, command: Inspect) -> list[Reply]:
    """One unit: its figures, its officers, and how they score."""
    unit = supervised_unit(ctx, command.unit)
    (figures,) = (await overview(ctx.work_in(unit))).units
    officers = [
        (officer, await homes(ctx.store, officer.officer)) for officer in await ctx.store.officers.appointed(unit)
    ]
    conduct = judge((await ctx.store.supervision.activity(unit, year_of(ctx.now.year))).tallies)
    return [Say(wording.inspection(figures, officers, conduct, ctx.now.date()))]


async def assess_unit(ctx: Context, command: Assess) -> list[Reply]:
    """Give a unit points in the year's appraisal, or take some."""
    unit = supervised_unit(ctx, command.unit)
    if not command.points:
        raise Refused("bad-points", most=wording.MOST_POINTS)
    points, year = command.sign * command.points, command.year or ctx.now.year
    name, given = ctx.services.town.units[unit], Appraisal(year, points, command.reason, known(ctx))
    done = await assess(ctx.work_in(unit), supervisor(ctx), given)
    if isinstance(done, DoneJustNow):
        raise again(done, wording.assessed_before(name, points))
    return [Say(wording.assessed(name, unwrap(done), year))]


def supervisor(ctx: Context) -> Officer:
    """The person's role as a supervisor. Raises Refused("supervisor-only")."""
    for officer in ctx.acting.officers:
        if officer.role is Role.SUPERVISOR:
            return officer
    raise Refused("supervisor-only")


def supervised_unit(ctx: Context, said: str) -> str:
    """The code of a unit of the supervisor's, by name or code.

    Raises Refused (supervisor-only, unknown-unit, not-your-unit).
    """
    officer = supervisor(ctx)
    units = ctx.services.town.units
    found = [code for code, name in units.items() if said in {code, name, name.removesuffix("村")}]
    if not found:
        raise Refused("unknown-unit", unit=said, units=tuple(units.values()))
    if not officer.serves(found[0]):
        raise Refused("not-your-unit")
    return found[0]
