"""/jian 请, 户, 免: the town's supervisors appoint and dismiss officers, and say where these live."""

from __future__ import annotations

from bot import resolve
from bot.context import Context
from bot.grammar.records import Appoint, EndRole, SetHome
from bot.group import in_group_too
from bot.handlers.supervising import supervised_unit, supervisor
from bot.reply import Reply, Say
from bot.wording import appointing as wording
from domain.boundary import unwrap
from domain.model.errors import Refused
from domain.officers.appointing import appoint, dismiss, homes, settle_home
from domain.officers.specialists import leaves_none


async def appoint_officer(ctx: Context, command: Appoint) -> list[Reply]:
    """Invite an officer; the supervisor passes the code on, and in a village's group anybody could take it."""
    if not (ctx.private or ctx.of_town):
        raise Refused("invite-elsewhere")
    unit = supervised_unit(ctx, command.unit)
    code = ctx.services.new_invitation()
    invited = unwrap(await appoint(ctx.work_in(unit), supervisor(ctx), command.role, command.name, code))
    return [Say(wording.appointed(ctx.services.town.units[unit], invited, code, await homes(ctx.store, invited)))]


async def set_home_of(ctx: Context, command: SetHome) -> list[Reply]:
    """Which household is an officer's own; the unit's group is told."""
    unit = supervised_unit(ctx, command.unit)
    home = await resolve.household(ctx, command.home, unit=unit) if command.home else None
    officer = unwrap(await settle_home(ctx.work_in(unit), supervisor(ctx), command.name, home))
    return await in_group_too(ctx, [Say(wording.lives(ctx.services.town.units[unit], officer, home))], unit)


async def dismiss_officer(ctx: Context, command: EndRole) -> list[Reply]:
    """End an officer's role; the unit's group is told."""
    unit = supervised_unit(ctx, command.unit)
    ended = unwrap(await dismiss(ctx.work_in(unit), supervisor(ctx), command.name))
    name = ctx.services.town.units[unit]
    said = [wording.dismissed(name, ended)]
    said += [wording.no_specialist(name)] if await leaves_none(ctx.store, ended) else []
    return await in_group_too(ctx, [Say("\n".join(said))], unit)
