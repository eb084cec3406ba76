"""``jifen officers``: inviting, listing, where they live, dismissing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import click

from app.ids import invitation_code
from app.runtime import open_runtime
from app.settings import Settings
from app.terminal.command import command
from app.terminal.groups import NearestGroup
from app.town import LoadedTown
from bot.outgoing import announcement
from bot.wording.appointing import dismissed, lives, no_specialist
from bot.wording.joining import ROLES
from bot.wording.places import place, unit_name
from domain.boundary import unwrap
from domain.model.errors import Refused
from domain.model.people import Officer, Role
from domain.officers.appointing import end_roles, homes, set_home
from domain.officers.joining import invite as invite_officer
from domain.officers.specialists import leaves_none
from domain.ports.store import Store
from storage.officers import SqlOfficers
from text.columns import table


@click.group(cls=NearestGroup)
def officers() -> None:
    """考核人员：邀请、查看、登记本人家、免去。"""


Function = TypeVar("Function", bound=Callable[..., Any])


def _named(function: Function) -> Function:
    """The options that say which officer."""
    name = click.option("--name", required=True, help="姓名")
    return click.option("--unit", required=True, help="单位代码或村名；镇监督员可写镇代码 310116103")(name(function))


@officers.command()
@_named
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="职务")
@click.option("--household", help="本人家的户码；none 表示不在本镇住。不写则按户主同名认定")
@command
async def invite(settings: Settings, unit: str, role: str, name: str, household: str | None) -> None:
    """邀请一位考核人员；邀请码单独打印在最后一行。"""
    code = invitation_code()
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        work = runtime.work(store, _unit_or_town(runtime.town, unit))
        own = "" if household == "none" else household
        invited = unwrap(await invite_officer(work, Role(role), name, own, code))
        same = await homes(store, invited) if invited.household is None else []
    for namesake in same:
        click.echo(f"注意：{place(namesake)}同名，按本人家回避；不是的话请用 jifen officers home 登记。", err=True)
    click.echo("请对方在群里或私聊机器人时发：/bang 加上下面的邀请码（14 天内有效）")
    click.echo(code)


@officers.command()
@_named
@click.option("--household", required=True, help="本人家的户码；none 表示不在本单位住")
@command
async def home(settings: Settings, unit: str, name: str, household: str) -> None:
    """登记考核人员本人是哪一户：这户和登记的亲属户，由别人来办。"""
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        code = runtime.town.find_unit(unit)
        found = None if household == "none" else await store.roster.by_code(household)
        if household != "none" and (found is None or found.unit != code):
            raise Refused("no-household", household=household)
        officer = unwrap(await set_home(runtime.work(store, code), name, found))
        click.echo(lives(runtime.town.units[code], officer, found))


@officers.command()
@_named
@command
async def end(settings: Settings, unit: str, name: str) -> None:
    """免去一位考核人员；还没用的邀请码也作废。"""
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        code = _unit_or_town(runtime.town, unit)
        work = runtime.work(store, code)
        ended = unwrap(await end_roles(work, name))
        name, alone = unit_name(runtime.town, code), await leaves_none(store, ended)
        said = "\n".join([dismissed(name, ended), *([no_specialist(name)] if alone else [])])
        await _tell(store, runtime.town, code, said, ended, work.now)
    click.echo(dismissed(name, ended))
    if alone:
        click.echo(no_specialist(name), err=True)


async def _tell(store: Store, town: LoadedTown, unit: str, said: str, ended: Sequence[Officer], now: datetime) -> None:
    """Those who work with them see it: the unit's group, and the supervisors; the running server delivers it."""
    group = [await store.listeners.address_of(unit)] if unit in town.units else []
    offices = [chat for prefix, chat in await store.officers.town_chats() if unit.startswith(prefix)]
    for chat in (*group, *offices):
        key = f"dismissed:{ended[0].id}:{chat}"
        await store.post.post(announcement(chat, f"维护人员：\n{said}", key), now)


def _unit_or_town(town: LoadedTown, said: str) -> str:
    """A unit's code, or the beginning of several (a supervisor's). Raises Refused("no-unit")."""
    several = said not in town.units and any(code.startswith(said) for code in town.units)
    return said if several else town.find_unit(said)


@officers.command("list")
@command
async def list_(settings: Settings) -> None:
    """列出全部考核人员。"""
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        lines = await SqlOfficers(connection, settings.zone).all()
        town = runtime.town
    rows = [
        [
            unit_name(town, line.officer.unit),
            ROLES[line.officer.role],
            line.officer.name,
            _STATUS[line.status],
        ]
        for line in lines
    ]
    click.echo("\n".join(table([["单位", "职务", "姓名", "状态"], *rows])))


_STATUS = {"invited": "已邀请", "active": "在任", "ended": "已离任"}
