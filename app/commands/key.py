"""``jifen key``: the key that hides telephone numbers, and changing it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from app.backup.opening import opened
from app.clock import SystemClock
from app.keys import coming_key, has_key, make_key, put_in_place
from app.runtime import Runtime, open_runtime
from app.settings import Settings
from app.single_instance import parts_of
from app.terminal.command import command, confirm, yes_option
from app.terminal.groups import NearestGroup
from app.town import load
from domain.model.errors import Refused
from storage import rekeying
from storage.cipher import Cipher
from storage.database import Database
from storage.heartbeat import SCHEDULER, latest
from storage.lost_key import give_up_numbers

_SILENT = timedelta(minutes=3)
"""The scheduler shows every minute that it lives."""


@click.group(cls=NearestGroup)
def key() -> None:
    """钥匙：库里的电话号码用它加密，文件不在库里，也不在备份里。"""


@key.command("show")
@command
async def show(settings: Settings) -> None:
    """钥匙文件在哪里，是哪一把。"""
    async with open_runtime(settings) as runtime, runtime.database.reading() as connection:
        click.echo(f"钥匙文件 {settings.key_path}，编号 {(await rekeying.fingerprint(connection) or '')[:8]}。")


@key.command("change")
@yes_option
@command
async def change(settings: Settings, yes: bool) -> None:
    """换一把新钥匙，把所有号码重新加密；要先停下 jifen serve。"""
    async with open_runtime(settings) as runtime:
        await _check_stopped(settings, runtime.database)
        seen = f"现在的钥匙文件是 {settings.key_path}。换了以后，旧备份要用旧钥匙恢复。"
        confirm("换钥匙，把所有号码重新加密", yes, seen)
        kept = await _changed(runtime, settings.key_path)
    click.echo(f"已换钥匙。新钥匙 {settings.key_path}，请另外抄存一份；旧备份要用旧钥匙恢复，它在 {kept}。")


@key.command("lost")
@yes_option
@command
async def lost(settings: Settings, yes: bool) -> None:
    """钥匙丢了、备份也没有：换一把新的，名册上的电话全部作废，再从名册导入。先停下 jifen serve。"""
    books = load(settings.rulebook).books
    async with opened(settings, create=False) as database:
        async with database.reading() as connection:
            wanted = await rekeying.fingerprint(connection)
        await _check_stopped(settings, database)
        if wanted is None or has_key(wanted, settings.key_path):
            raise Refused("key-not-lost", file=settings.key_path)
        about = "分数、账户、记录都不动。名册上的电话和退订的记录读不出来，都要去掉，以后从名册再导入电话。"
        confirm("当作钥匙找不回来了，换一把新的", yes, about)
        new = make_key(settings.key_path)
        database.unlock(new)
        async with database.transaction() as connection:
            gone = await give_up_numbers(connection, new, books.values())
        await database.compact()
    click.echo(
        f"已换新钥匙 {settings.key_path}，请另外抄存一份。去掉了 {gone.households} 户的电话，请再导入名册"
        f"（jifen households import）；{gone.optouts} 个退订的号码也没有了，发季度通知前请告诉各村。"
    )


async def _changed(runtime: Runtime, file: Path) -> Path | None:
    """The new key is on the disk before the database takes it, and takes the old one's place after."""
    coming = coming_key(file)
    coming.unlink(missing_ok=True)  # of a change that the database never took
    # It is not deleted when this fails: whether the database has taken it, only the next start can know (``key_for``).
    await _rewrite(runtime, make_key(coming))
    kept = put_in_place(coming, file)
    await runtime.database.compact()
    return kept


async def _rewrite(runtime: Runtime, new: Cipher) -> None:
    async with runtime.database.transaction() as connection:
        await rekeying.rewrite(connection, connection.cipher, new, _tell)


def _tell(table: str, rows: int) -> None:
    if rows:
        click.echo(f"{table}：{rows} 行")


async def _check_stopped(settings: Settings, database: Database) -> None:
    """A running program would go on with the old key. Raises Refused("still-running")."""
    with parts_of(settings.database_url.get_secret_value(), "all") as parts:
        running = bool(parts.taken)
    if database.dialect == "postgres":
        clock = SystemClock(settings.zone)
        async with database.reading() as connection:
            last = await latest(connection, SCHEDULER, settings.zone)
        running = last is not None and abs(clock.now() - last) < _SILENT
    if running:
        raise Refused("still-running")
