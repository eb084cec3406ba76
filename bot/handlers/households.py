"""/hu: a household's file, and what changes about a household."""

from __future__ import annotations

from collections.abc import Sequence

from bot import resolve
from bot.context import Ask, Context, Option
from bot.grammar.records import ChangeHousehold, PhoneEdit, ShowFile
from bot.group import in_group_too
from bot.reply import Reply, Say, Unbutton
from bot.wording import households as wording
from bot.wording.household_file import card, photo_buttons
from domain.boundary import unwrap
from domain.households.changing import change, confirm
from domain.households.file import household_file
from domain.households.registrar import ChangeOutcome
from domain.households.wanted import Place, Wanted, WantedKind
from domain.model.errors import Refused
from domain.model.people import Household, check_specialist


async def show_file(ctx: Context, command: ShowFile) -> list[Reply]:
    """``/hu 3-12``."""
    check_specialist(ctx.officer, ctx.unit)
    household = await resolve.household_or_gone(ctx, command.household)
    _check_named(household, command.named)
    file = await household_file(ctx.work, household)
    before = await ctx.store.households.left_at(household.unit, household.group, household.number)
    others = [one for one in before if one.id != household.id]
    return [Say(card(file, others), photo_buttons(file))]


async def change_household(ctx: Context, command: ChangeHousehold) -> list[Reply]:
    """``/hu 迁出 3-12 原因`` and the like."""
    check_specialist(ctx.officer, ctx.unit)
    wanted = await _wanted(ctx, command)
    outcome = unwrap(await change(ctx.work, ctx.officer, wanted))
    _ask_about_entries(ctx, outcome)
    return await in_group_too(ctx, [wording.changed(outcome, ctx.officer, today=ctx.now.date())])


def _ask_about_entries(ctx: Context, outcome: ChangeOutcome) -> None:
    """What no longer counts is shown before it is done; another entry since then is asked about again."""
    numbers = "、".join(str(entry.id) for one in outcome.stopped for entry in one.entries)
    if numbers and not outcome.proposal and ctx.answers.get("stops") != numbers:
        raise Ask("stops", wording.leaves_entries(outcome, ctx.now.date()), (Option("确定迁出", numbers),))


async def press_confirm(ctx: Context, number: int) -> list[Reply]:
    """Another officer agrees: what was proposed is done."""
    outcome = unwrap(await confirm(ctx.work, ctx.officer, number))
    done = wording.changed(outcome, ctx.officer, today=ctx.now.date())
    return await in_group_too(ctx, [Unbutton(), wording.agreed(ctx.officer, done)])


async def _wanted(ctx: Context, command: ChangeHousehold) -> Wanted:
    """What the command comes to, once everything in it is looked up. Raises Refused and Ask."""
    household = await _household(ctx, command)
    other = await resolve.household(ctx, command.other, line=2) if command.other else None
    if command.kind is WantedKind.ADD:
        await _ask_if_back(ctx, command.head)
    return Wanted(
        kind=command.kind,
        day=command.day or ctx.day,
        household=household.id if household else 0,
        other=other.id if other else 0,
        place=Place(ctx.unit, *command.place) if command.place else None,
        head=command.head,
        phones=await _phones(ctx, household, command),
        reason=command.reason,
    )


async def _household(ctx: Context, command: ChangeHousehold) -> Household | None:
    if command.household is None:
        return None
    back = command.kind is WantedKind.RETURN
    find = resolve.household_or_gone if back else resolve.household
    household = await find(ctx, command.household)
    if back and household.left is None and command.household.group is not None and command.household.number is not None:
        # Somebody else lives there by now: whoever left it is meant.
        place = (household.unit, command.household.group, command.household.number)
        gone = await ctx.store.households.left_at(*place)
        household = gone[0] if len(gone) == 1 else household
    _check_named(household, command.named)
    return household


def _check_named(household: Household, named: str) -> None:
    """A head written beside the place is that household's. Raises Refused("other-head")."""
    if named and named != household.head:
        raise Refused("other-head", household=household, named=named)


async def _ask_if_back(ctx: Context, head: str) -> None:
    """A new household whose head left before may be the old one, with its points."""
    gone = await ctx.store.households.left_named(ctx.unit, head)
    if gone and ctx.answers.get("fresh") != head:
        raise Ask("fresh", wording.came_before(gone[0]), (Option("是新的一户，照样登记", head),))


async def _phones(ctx: Context, household: Household | None, command: ChangeHousehold) -> tuple[str, ...]:
    """All the numbers that the household is to have. Raises Refused("no-such-phone")."""
    if household is None or command.edit is PhoneEdit.SET:
        return command.phones
    has = list(await ctx.store.households.phones(household.id))
    if command.edit is PhoneEdit.ADD:
        return tuple(dict.fromkeys([*has, *command.phones]))
    for said in command.phones:
        has = _without(has, said, household)
    return tuple(has)


def _without(phones: Sequence[str], said: str, household: Household) -> list[str]:
    matching = [phone for phone in phones if phone.endswith(said)]
    if len(matching) != 1:
        raise Refused("no-such-phone", household=household, phone=said)
    return [phone for phone in phones if phone != matching[0]]
