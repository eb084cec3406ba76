"""Whether the database is there, takes rows, is this program's, and whether anything is stuck in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from app import town
from app.chat.platforms import platforms_of
from app.clock import SystemClock
from app.doctor.finding import Finding, Grade
from app.doctor.patient import Patient
from app.doctor.reading import reading
from app.settings import Settings
from app.texts.wording import REFUSALS
from app.trouble_wording import LONG, held_replies, stuck, troubles
from app.wording import plain
from bot.wording.clock import held
from bot.wording.supervising import unreached
from domain.model.errors import Refused
from domain.town.trust import judge, stopped
from storage.clock import SqlClockRecord
from storage.database import Connection, Database, DatabaseUnreachable
from storage.engine.causes import cause
from storage.heartbeat import SCHEDULER, beat, latest
from storage.migrate import SchemaMismatch, check_schema, is_current, is_fresh
from storage.posting import SqlPost
from storage.troubles import SqlTroubles

_NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
_SILENT = timedelta(minutes=10)
_DAY = timedelta(days=1)
_ANOTHER = (
    "里面一户也没有，照片文件夹里却有以前的照片。原来的数据库在别处吗？请核对 JIFEN_DATABASE_URL 和 JIFEN_DATA_DIR"
)


async def examine_database(patient: Patient) -> Finding:
    """The database answers, has this program's schema, and takes a row (which is not kept)."""
    try:
        async with patient.database() as database:
            return await _try(patient.settings, database)
    except DatabaseUnreachable as error:
        return Finding(Grade.WRONG, f"数据库：{error}")
    except Refused as error:
        return Finding(Grade.WRONG, f"数据库：{plain(error)}")


async def _try(settings: Settings, database: Database) -> Finding:
    name = f"{_NAMES[database.dialect]}（经过连接池）" if database.pooled else _NAMES[database.dialect]
    try:
        await check_schema(database)
        if not await is_current(database):
            state = "还没有准备好，请先运行 jifen init"
            if not await is_fresh(database):
                state = "是旧版本的程序建的，请先用旧版本备份，再运行 jifen init 升级"
            return Finding(Grade.WRONG, f"数据库：{name} 连上了，但{state}")
        await _try_to_write(database, SystemClock(settings.zone).now())
        async with database.reading() as connection:
            (row,) = await connection.fetch("SELECT COUNT(*) AS households FROM households")
    except SchemaMismatch as mismatch:
        return Finding(Grade.WRONG, f"数据库：{mismatch}")
    except Exception as error:  # noqa: BLE001 - whatever keeps it from working is the finding
        return Finding(Grade.WRONG, f"数据库：{name} 连上了，但写不进去：{cause(error)}")
    return _well(settings, name, row["households"])


def _well(settings: Settings, name: str, households: int) -> Finding:
    """It works; whether it is the one that is meant."""
    if not households and any(settings.photo_folder.glob("*/*")):
        return Finding(Grade.WRONG, f"数据库：{_ANOTHER}")
    return Finding(Grade.GOOD, f"数据库：{name} 正常，表结构是最新的，{households} 户")


@reading("收消息")
async def examine_doors(settings: Settings, connection: Connection) -> Finding:
    """``jifen serve`` hears at every door, or says what is wrong there."""
    now = SystemClock(settings.zone).now()
    standing = await SqlTroubles(connection, settings.zone).standing(now - _DAY)
    if standing:
        return Finding(Grade.WRONG, f"收消息：{troubles(standing)}")
    return Finding(Grade.GOOD, "收消息：没有发现问题")


@reading("服务")
async def examine_service(settings: Settings, connection: Connection) -> Finding:
    """``jifen serve`` runs: its scheduler showed a sign of life, and not one of the future."""
    now = SystemClock(settings.zone).now()
    last = await latest(connection, SCHEDULER, settings.zone)
    if last is None:
        return Finding(Grade.UNUSED, "服务：这个数据库还没有运行过 jifen serve")
    if last > now + _SILENT:
        return Finding(Grade.WRONG, f"时钟：服务上次记下的时间是 {last:%Y-%m-%d %H:%M}，比现在还晚，请核对本机的时间")
    if now - last > _SILENT:
        return Finding(Grade.UNUSED, f"服务：没有在运行，上次运行到 {last:%Y-%m-%d %H:%M}")
    return Finding(Grade.GOOD, "服务：jifen serve 正在运行")


@reading("时钟")
async def examine_clock(settings: Settings, connection: Connection) -> Finding:
    """The clock has not jumped under the scheduler or since it ran, or somebody has said that it is right."""
    now, kept = SystemClock(settings.zone).now(), await SqlClockRecord(connection, settings.zone).read()
    trust = judge(kept, now, None)
    if not trust.right:
        return Finding(Grade.WRONG, f"时钟：{held(trust)}")
    if gap := stopped(kept, now):
        return Finding(Grade.UNUSED, f"时钟：离服务上次运行已经{gap.days}天，没停这么久的请核对本机时间")
    return Finding(Grade.GOOD, "时钟：没有跳过")


@reading("待发")
async def examine_queue(settings: Settings, connection: Connection) -> Finding:
    """Nothing that could go out has waited for long, and no villager waits for tomorrow."""
    now = SystemClock(settings.zone).now()
    many = await SqlPost(connection).stuck(now - LONG)
    if many:
        return Finding(Grade.WRONG, f"待发：{stuck(many)}")
    replies, others = await SqlPost(connection).left_for_tomorrow()
    if replies:
        return Finding(Grade.WRONG, f"待发：{held_replies(replies)}，请看 JIFEN_SMSGATE_DAILY_LIMIT")
    if others:
        return Finding(Grade.GOOD, f"待发：{others} 条通知等明天的条数，明天接着发")
    return Finding(Grade.GOOD, "待发：没有积压")


@reading("送达")
async def examine_reach(settings: Settings, connection: Connection) -> Finding:
    """Whether what went out in the last day got through."""
    now = SystemClock(settings.zone).now()
    reach = await SqlPost(connection).reach(now - _DAY)
    named = [*reach.closed, *reach.groupless]
    units = town.load(settings.rulebook).units if named else {}
    names = {unit: units.get(unit, unit) for unit in named}
    told = unreached(names, reach, REFUSALS, chats=bool(platforms_of(settings)))
    return (
        Finding(Grade.WRONG, f"送达（一天内）：{told}详见日志") if told else Finding(Grade.GOOD, "送达：没有送不到的")
    )


async def _try_to_write(database: Database, now: datetime) -> None:
    """Write a row and take it back. Raises what the database raises."""
    async with database.transaction() as connection:
        await beat(connection, "doctor", now)
        await connection.execute("DELETE FROM heartbeats WHERE name = 'doctor'")
