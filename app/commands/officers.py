"""``jifen officers``: inviting and listing."""

from __future__ import annotations

import click

from app.commands.common import command
from app.ids import invitation_code
from app.runtime import open_runtime
from app.settings import Settings
from bot.wording.joining import ROLES
from domain.joining import invite as invite_officer
from domain.people import Role
from storage.officers import SqlOfficers
from text.columns import table


@click.group()
def officers() -> None:
    """考核人员：邀请、查看。"""


@officers.command()
@click.option("--unit", required=True, help="单位代码或村名；镇监督员可写镇代码 310116103")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True, help="职务")
@click.option("--name", required=True, help="姓名")
@click.option("--household", help="本人家的户码；none 表示不在本镇住。不写则按户主同名认定")
@command
async def invite(settings: Settings, unit: str, role: str, name: str, household: str | None) -> None:
    """邀请一位考核人员；邀请码单独打印在最后一行。"""
    code = invitation_code()
    async with open_runtime(settings) as runtime, runtime.transactions.writing() as store:
        town, now = runtime.town, runtime.clock.now()
        found = unit if Role(role) is Role.SUPERVISOR and unit not in town.units.values() else town.find_unit(unit)
        own = "" if household == "none" else household
        await invite_officer(store, town, found, Role(role), name, own, code, now)
        same = await store.roster.by_head(found, name.strip()) if household is None else []
    for home in same:
        click.echo(
            f"注意：{home.group}组{home.number}号户主同名，按本人家回避；不是请加 --household 重新邀请。", err=True
        )
    click.echo("请对方在群里或私聊机器人时发：/bang 加上下面的邀请码（14 天内有效）")
    click.echo(code)


@officers.command("list")
@command
async def list_(settings: Settings) -> None:
    """列出全部考核人员。"""
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        lines = await SqlOfficers(connection, settings.zone).all()
        units = runtime.town.units
    rows = [
        [
            units.get(line.officer.unit, line.officer.unit),
            ROLES[line.officer.role],
            line.officer.name,
            _STATUS[line.status],
        ]
        for line in lines
    ]
    click.echo("\n".join(table([["单位", "职务", "姓名", "状态"], *rows])))


_STATUS = {"invited": "已邀请", "active": "在任", "ended": "已离任"}
