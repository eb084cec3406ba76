"""/yi: listing objections, entering them for a household, upholding and dismissing them."""

from __future__ import annotations

from dataclasses import replace

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records import DismissObjection, Fault, ObjectFor, ObjectionList, ShowObjection, UpholdObjection
from bot.group import in_group_too
from bot.handlers.awaiting import waiting_for_another
from bot.handlers.replied import number_of, replied_to
from bot.reply import Reply
from bot.wording import objections as wording
from bot.wording import rulings, second_officer
from bot.wording.case_parts import put_right, take_back
from bot.wording.long_lists import behind
from domain.boundary import unwrap
from domain.cases.case import Case, Proposed, Ruled, Ruling
from domain.cases.objecting import case_of, object_for, open_cases
from domain.cases.ruling import corrections, rule, to_decide, waiting
from domain.model.about import Subject
from domain.model.errors import Refused
from domain.model.people import check_may_score, check_specialist
from domain.work import Work

UPHELD = "经核实"
"""The reason when a button says no other."""


async def listed(ctx: Context, _: ObjectionList) -> list[Reply]:
    """The open objections of the unit; the one that is meant when the command replies to a message of ours."""
    if case := await _replied(ctx):
        return await show(ctx, ShowObjection(case))
    check_specialist(ctx.officer, ctx.unit)
    listed = wording.listed(await open_cases(ctx.store, ctx.unit), ctx.now.date())
    return [listed, *await waiting_for_another(ctx)]


async def press_on(ctx: Context, number: int) -> list[Reply]:
    """The open objections behind that one."""
    check_may_score(ctx.officer, ctx.unit)
    cases = behind(await open_cases(ctx.store, ctx.unit), lambda case: case.objection.id, number)
    return [wording.listed_on(cases, ctx.now.date())]


async def show(ctx: Context, command: ShowObjection) -> list[Reply]:
    """One case with its entry and history."""
    check_may_score(ctx.officer, ctx.unit)
    case = unwrap(await case_of(ctx.work, command.case))
    others = await ctx.store.objections.of_entry(case.entry.id)
    return [wording.shown(case, others, await waiting(ctx.store, case), ctx.now.date())]


async def object_for_household(ctx: Context, command: ObjectFor) -> list[Reply]:
    """Enter an objection on a household's behalf."""
    check_may_score(ctx.officer, ctx.unit)
    household = await resolve.household(ctx, command.household) if command.household else None
    entry = await number_of(ctx, Subject.ENTRY, command.entry, Fault.BAD_OBJECTION)
    case = unwrap(await object_for(ctx.work, ctx.officer, entry, command.content, household))
    return await in_group_too(ctx, [wording.opened(case)])


async def uphold(ctx: Context, command: UpholdObjection) -> list[Reply]:
    """``/yi 准 5 3 原因``. Taking an award away is seldom what the household wants, so it is asked what is right."""
    number = await _number(ctx, command.case)
    case = unwrap(await to_decide(ctx.work, ctx.officer, number))
    points = _points(ctx, case) if command.points is None else command.points
    return await _rule(ctx, number, Ruling(True, command.reason or UPHELD, points))


async def dismiss(ctx: Context, command: DismissObjection) -> list[Reply]:
    """``/yi 驳 5 原因``."""
    number = await _number(ctx, command.case)
    case = unwrap(await to_decide(ctx.work, ctx.officer, number))
    return await _rule(ctx, number, Ruling(False, command.reason or _reason(ctx, case)))


async def _number(ctx: Context, written: int | None) -> int:
    """The case that is decided: as written, or that of the message that was replied to."""
    return await number_of(ctx, Subject.OBJECTION, written or await _replied(ctx), Fault.NO_CASE)


async def _replied(ctx: Context) -> int | None:
    """The case of the message that was replied to, itself or about its one entry; None when it is about none.

    Raises Refused("not-objected").
    """
    abouts = await replied_to(ctx)
    cases = [about.number for about in abouts if about.kind is Subject.OBJECTION]
    entries = [about.number for about in abouts if about.kind is Subject.ENTRY]
    if cases or len(entries) != 1:
        return cases[0] if len(cases) == 1 else None
    of_entry = await ctx.store.objections.of_entry(entries[0])
    if not of_entry:
        raise Refused("not-objected", entry=entries[0])
    return of_entry[-1].id


async def press_uphold(ctx: Context, number: int) -> list[Reply]:
    """The button 成立: ``/yi 准 5``."""
    return await uphold(ctx, UpholdObjection(number, None, ""))


async def press_dismiss(ctx: Context, number: int) -> list[Reply]:
    """The button 不成立: the reason is asked for first."""
    return await dismiss(ctx, DismissObjection(number, ""))


def _points(ctx: Context, case: Case) -> int | None:
    """None = take the entry back; for an award the amount chosen, the smallest change first."""
    if not case.entry.live or case.entry.points <= 0:
        return None
    if "points" in ctx.answers:
        points = ctx.answers["points"]
        return points if isinstance(points, int) and points else None
    few = [Option(put_right(case, points), points) for points in corrections(case)[: resolve.MOST_OPTIONS - 1]]
    raise Ask("points", rulings.which_correction(case), (*few, Option(take_back(case), 0)))


def _reason(ctx: Context, case: Case) -> str:
    chosen = ctx.answers.get("reason")
    if isinstance(chosen, str):
        return chosen
    raise Ask("reason", rulings.which_reason(case), tuple(Option(stock, stock) for stock in rulings.STOCK_REASONS))


async def _rule(ctx: Context, number: int, ruling: Ruling) -> list[Reply]:
    match await rule(case_work(ctx), ctx.officer, number, ruling, ctx.services.texts):
        case Ruled() as ruled:
            return await in_group_too(ctx, [rulings.ruled(ruled)])
        case Proposed() as proposed:
            return await in_group_too(ctx, [second_officer.proposed(proposed, ctx.officer)])
        case Refused() as refused:
            raise refused


def case_work(ctx: Context) -> Work:
    """What a decision in this chat is made with: what it records is told from the entries of a command."""
    return replace(ctx.work, key=f"objection:{ctx.key}")
