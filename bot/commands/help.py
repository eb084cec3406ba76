"""/help: what this person can do here."""

from __future__ import annotations

from bot import commands
from bot.command import ChatCommand, route
from bot.context import Context
from bot.grammar.records import Help
from bot.reply import Reply, Say
from bot.wording.help import help_
from bot.wording.places import unit_name


async def _help(ctx: Context, _: Help) -> list[Reply]:
    unit = ctx.acting.bound_unit
    roles = [officer for officer in ctx.acting.officers if unit is None or officer.serves(unit)]
    about = unit or (roles[0].unit if roles else None)
    where = unit_name(ctx.services.town, about) if about else ""
    told = (command.help for command in commands.COMMANDS.values())
    return [Say(help_(frozenset(officer.role for officer in roles), where, ctx.private, told))]


COMMAND = ChatCommand(
    names="help 帮助 start",
    menu="能做什么",
    english="what you can do",
    place=190,
    reader=lambda _, __: Help(),
    handlers=route(Help, _help),
    in_town=True,
    alone=True,
)
