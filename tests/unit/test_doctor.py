"""``jifen doctor``: what is there, what is missing, and no secret told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from click.testing import CliRunner

from app.chat.platforms import PLATFORMS
from app.cli import cli
from app.clock import SystemClock
from app.doctor import EXAMINATIONS, Grade, Patient
from app.doctor.address import examine_address
from app.doctor.chat import examine_chat
from app.doctor.database import examine_database, examine_doors, examine_queue, examine_service
from app.doctor.environment import examine_folder, examine_rulebook
from app.doctor.phones import examine_phones
from app.doctor.texts import examine_gateway
from app.runtime import Schema, open_runtime
from app.settings import Settings
from bot.photo_folder import store
from domain.model.delivery import DAY_USED_UP, Draft, Queue, Retry, Settlement
from domain.model.trouble import Endpoint, TroubleKind
from storage.database import Database
from storage.heartbeat import SCHEDULER, beat
from storage.migrate import apply_missing, known, migrate
from storage.outbox import SqlOutbox
from storage.store import SqlTransactions
from tests.keys import KEY

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
TOKEN = "123456:AAE-abcdefghijklmnopqrstuvwxyz123456"
SECRET = "0123456789abcdef-secret"
CLOSED = "http://127.0.0.1:1"


def settings(tmp_path: Path, **given: Any) -> Settings:
    given.setdefault("database_url", f"sqlite://{tmp_path}/jifen.db")
    return Settings(data_dir=tmp_path, **given)


def twilio(tmp_path: Path, api: str) -> Settings:
    return settings(
        tmp_path,
        twilio_account_sid="AC1",
        twilio_auth_token=SECRET,
        twilio_from="+15005550006",
        twilio_api=api,
    )


@pytest.fixture
async def platforms() -> AsyncIterator[str]:
    """A chat platform and a gateway that know us."""

    async def me(_: web.Request) -> web.Response:
        return web.json_response(
            {"ok": True, "result": {"id": 123456, "is_bot": True, "first_name": "积分", "username": "jifen_bot"}}
        )

    async def messages(_: web.Request) -> web.Response:
        return web.json_response({"messages": [], "page": 0, "page_size": 50, "next_page_uri": None})

    site = web.Application()
    site.add_routes(
        [
            web.post("/bot{token}/getMe", me),
            web.get("/2010-04-01/Accounts/AC1/Messages.json", messages),
        ]
    )
    async with TestServer(site) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_a_platform_that_answers_is_good(tmp_path: Path, platforms: str) -> None:
    finding = await examine_chat(settings(tmp_path, telegram_token=TOKEN, telegram_api=platforms))
    assert finding.line() == "✓ 聊天：机器人 @jifen_bot 正常，收消息方式 polling"


async def test_a_gateway_that_answers_is_good(tmp_path: Path, platforms: str) -> None:
    assert (await examine_gateway(twilio(tmp_path, platforms))).line() == "✓ 短信：网关 twilio 正常"


async def test_what_does_not_answer_is_named_and_no_secret_is_told(tmp_path: Path, caplog: Any) -> None:
    chat = await examine_chat(settings(tmp_path, telegram_token=TOKEN, telegram_api=CLOSED))
    gateway = await examine_gateway(twilio(tmp_path, CLOSED))
    database = await examine_database(Patient(settings(tmp_path, database_url=f"postgres://u:{SECRET}@127.0.0.1:1/x")))
    assert {chat.mark, gateway.mark, database.mark} == {Grade.WRONG}
    told = f"{chat.line()}\n{gateway.line()}\n{database.line()}\n{caplog.text}"
    assert SECRET not in told
    assert TOKEN.partition(":")[2] not in told


async def test_a_chat_platform_that_answers_something_else_is_named(tmp_path: Path) -> None:
    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<html>welcome</html>", content_type="text/html")

    site = web.Application()
    site.add_routes([web.post("/bot{token}/getMe", page)])
    async with TestServer(site) as server:
        api = str(server.make_url("")).rstrip("/")
        finding = await examine_chat(settings(tmp_path, telegram_token=TOKEN, telegram_api=api))
    assert finding.mark is Grade.WRONG
    assert "JIFEN_TELEGRAM_API" in finding.text


async def test_the_rulebook_that_comes_with_the_program_is_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (await examine_rulebook(settings(tmp_path))).line() == "✓ 细则：10 个单位"


async def test_a_token_of_the_wrong_shape_is_named(tmp_path: Path) -> None:
    finding = await examine_chat(settings(tmp_path, telegram_token="nonsense"))
    assert finding.line() == "✗ 聊天：JIFEN_TELEGRAM_TOKEN 的样子不对"


async def test_what_is_not_set_is_not_wrong(tmp_path: Path) -> None:
    assert (await examine_chat(settings(tmp_path))).mark is Grade.UNUSED
    assert (await examine_gateway(settings(tmp_path))).mark is Grade.UNUSED


async def test_half_a_gateway_is_wrong_and_the_missing_half_named(tmp_path: Path) -> None:
    finding = await examine_gateway(settings(tmp_path, twilio_account_sid="AC1"))
    assert finding.mark is Grade.WRONG
    assert finding.text == "短信：没有设置 JIFEN_TWILIO_AUTH_TOKEN"


async def test_a_phone_that_nobody_set_up_is_not_said_to_be_out_of_reach(tmp_path: Path) -> None:
    chosen = settings(tmp_path, sms_gateway="smsgate")
    found = await examine_gateway(chosen), await examine_phones(Patient(chosen))
    assert {one.mark for one in found} == {Grade.UNUSED}


async def test_a_phone_of_a_unit_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "phones.toml"
    phone = 'url="http://127.0.0.1:1"\nuser="a"\npassword="b"\nsigning_key="c"'
    file.write_text(f'[[phone]]\nunits=["310116103205", "310116103299"]\n{phone}\n', encoding="utf-8")
    finding = await examine_phones(Patient(settings(tmp_path, sms_gateway="smsgate", smsgate_phones=str(file))))
    assert finding.mark is Grade.WRONG
    assert finding.text.endswith("JIFEN_SMSGATE_PHONES：没有这个单位 310116103299，请核对代码")


async def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    finding = await examine_database(Patient(settings(tmp_path)))
    assert finding.mark is Grade.WRONG
    assert "没有数据库文件" in finding.text
    assert not (tmp_path / "jifen.db").exists()


async def test_a_database_without_tables_asks_for_init(tmp_path: Path) -> None:
    (tmp_path / "jifen.db").touch()
    finding = await examine_database(Patient(settings(tmp_path)))
    assert finding.line() == "✗ 数据库：SQLite 连上了，但还没有准备好，请先运行 jifen init"


async def test_a_database_of_the_version_before_asks_for_a_backup_and_init(tmp_path: Path) -> None:
    older = await Database.open(f"sqlite://{tmp_path}/jifen.db", KEY)
    async with older.transaction() as connection:
        await apply_missing(connection, [file for file in known("sqlite") if file.name < "0010"])
    await older.close()
    finding = await examine_database(Patient(settings(tmp_path)))
    assert finding.line().endswith("是旧版本的程序建的，请先用旧版本备份，再运行 jifen init 升级")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await Database.open(f"sqlite://{tmp_path}/jifen.db", KEY)
    await migrate(opened)
    yield opened
    await opened.close()


async def test_a_database_newer_than_the_program_asks_for_a_newer_program(tmp_path: Path, database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute("INSERT INTO migrations (name, hash) VALUES ('9999_later.sql', '')")
    finding = await examine_database(Patient(settings(tmp_path)))
    assert finding.line() == "✗ 数据库：数据库比程序新（有 9999_later.sql），请先更新程序"


async def test_a_database_that_takes_no_row_is_not_good(tmp_path: Path, database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON heartbeats BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    finding = await examine_database(Patient(settings(tmp_path)))
    assert finding.mark is Grade.WRONG
    assert "写不进去" in finding.text


async def test_a_service_that_stands_still_is_told_and_a_clock_that_went_back(
    tmp_path: Path, database: Database
) -> None:
    assert (await examine_service(Patient(settings(tmp_path)))).mark is Grade.UNUSED
    now = SystemClock(ZONE).now()
    found = []
    for ago in (timedelta(0), timedelta(hours=3), timedelta(hours=-3)):
        async with database.transaction() as connection:
            await beat(connection, SCHEDULER, now - ago)
        found.append(await examine_service(Patient(settings(tmp_path))))
    assert [finding.mark for finding in found] == [Grade.GOOD, Grade.UNUSED, Grade.WRONG]
    assert "请核对本机的时间" in found[-1].text


async def test_a_page_that_was_asked_for_is_no_sign_of_a_scheduler_that_works(
    tmp_path: Path, database: Database
) -> None:
    now = SystemClock(ZONE).now()
    async with database.transaction() as connection:
        await beat(connection, SCHEDULER, now - HOUR)
        await beat(connection, "ready", now)
    finding = await examine_service(Patient(settings(tmp_path)))
    assert finding.mark is Grade.UNUSED
    assert "没有在运行" in finding.text


async def test_a_door_at_which_nothing_is_heard_is_told(tmp_path: Path, database: Database) -> None:
    assert (await examine_doors(Patient(settings(tmp_path)))).mark is Grade.GOOD
    async with SqlTransactions(database, ZONE).writing() as store:
        await store.troubles.note(Endpoint("telegram"), TroubleKind.TOKEN, "", SystemClock(ZONE).now())
    finding = await examine_doors(Patient(settings(tmp_path)))
    assert finding.mark is Grade.WRONG
    assert "JIFEN_TELEGRAM_TOKEN" in finding.text


@pytest.mark.parametrize(
    ("urgent", "line"),
    [
        (True, "✗ 待发：手机卡今天的条数用完了，1 条回话要等明天，请看 JIFEN_SMSGATE_DAILY_LIMIT"),
        (False, "✓ 待发：1 条通知等明天的条数，明天接着发"),
    ],
)
async def test_what_waits_for_tomorrow_is_told(tmp_path: Path, database: Database, *, urgent: bool, line: str) -> None:
    now = SystemClock(ZONE).now()
    async with SqlTransactions(database, ZONE).writing() as store:
        await store.post.post([Draft(Queue.SMS, "+8619900000001", {"body": "x"}, "k", urgent=urgent)], now)
    (taken,) = (await SqlOutbox(database, ZONE).claim(Queue.SMS, 1, now)).deliveries
    waits = Retry(DAY_USED_UP, HOUR.total_seconds(), untried=True)
    await SqlOutbox(database, ZONE).settle(Settlement(taken, waits, now, now + HOUR))
    assert (await examine_queue(Patient(settings(tmp_path)))).line() == line


async def test_texts_that_have_waited_for_long_are_counted(tmp_path: Path, database: Database) -> None:
    assert (await examine_queue(Patient(settings(tmp_path)))).line() == "✓ 待发：没有积压"
    async with SqlTransactions(database, ZONE).writing() as store:
        await store.post.post([Draft(Queue.SMS, "+8619900000001", {"body": "x"}, "k")], SystemClock(ZONE).now() - HOUR)
    finding = await examine_queue(Patient(settings(tmp_path)))
    assert finding.line() == "✗ 待发：短信 1 条超过半小时没发出，原因见日志"


async def test_what_others_can_read_is_named(tmp_path: Path, database: Database) -> None:
    (tmp_path / "jifen.db").chmod(0o644)
    finding = await examine_folder(settings(tmp_path))
    assert finding.mark is Grade.WRONG
    assert f"{tmp_path}/jifen.db" in finding.text


async def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    finding = await examine_folder(Settings(data_dir=tmp_path / "file" / "data"))
    assert finding.mark is Grade.WRONG


async def test_a_rulebook_that_is_not_there_is_named(tmp_path: Path) -> None:
    finding = await examine_rulebook(settings(tmp_path, rulebook=tmp_path / "nowhere.toml"))
    assert finding.mark is Grade.WRONG
    assert "nowhere.toml" in finding.text


async def test_an_address_that_nobody_reaches_is_told(tmp_path: Path) -> None:
    assert (await examine_address(twilio(tmp_path, CLOSED))).mark is Grade.UNUSED
    assert (await examine_address(settings(tmp_path))).mark is Grade.GOOD


async def test_every_examination_answers_in_one_line(tmp_path: Path) -> None:
    lines = [(await examine(Patient(settings(tmp_path)))).line() for examine in EXAMINATIONS]
    assert all(line[:2] in {"✓ ", "✗ ", "– "} and "\n" not in line for line in lines)


async def test_of_every_chat_platform_it_is_told_whether_it_is_used(tmp_path: Path) -> None:
    found = [await examine(Patient(settings(tmp_path))) for examine in EXAMINATIONS]
    told = " ".join(one.text for one in found if one.mark is Grade.UNUSED)
    assert [name for name in PLATFORMS if f"JIFEN_{name.upper()}_" not in told] == []


async def test_a_database_without_anybody_beside_photos_of_before_is_another_one(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    async with open_runtime(chosen, SystemClock(chosen.zone), Schema.MADE):
        pass
    assert (await examine_database(Patient(chosen))).mark is Grade.GOOD
    store(chosen.photo_folder, "ab" * 32, b"a photo")
    found = await examine_database(Patient(chosen))
    assert (found.mark, "核对 JIFEN_DATABASE_URL" in found.text) == (Grade.WRONG, True)


def test_init_beside_the_key_of_another_database_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_KEY_FILE", str(tmp_path / "jifen.key"))
    told = []
    for name in ("jifen.db", "jifne.db"):
        monkeypatch.setenv("JIFEN_DATABASE_URL", f"sqlite://{tmp_path}/{name}")
        result = CliRunner().invoke(cli, ["init"])
        assert (result.exit_code, result.stdout) == (0, "数据库已就绪，10 个单位。\n")
        told.append("核对 JIFEN_DATABASE_URL" in result.stderr)
    assert told == [False, True]


async def test_a_database_that_takes_a_connection_and_never_answers_is_waited_for_once(tmp_path: Path) -> None:
    taken: list[asyncio.StreamWriter] = []
    server = await asyncio.start_server(lambda _, writer: taken.append(writer), "127.0.0.1", 0)
    try:
        port = server.sockets[0].getsockname()[1]
        patient = Patient(settings(tmp_path, database_url=f"postgres://u:{SECRET}@127.0.0.1:{port}/x?timeout=1"))
        lines = [(await examine(patient)).line() for examine in EXAMINATIONS]
    finally:
        server.close()
        for one in taken:
            one.transport.abort()
    assert len(taken) == 1
    assert [line for line in lines if line.startswith("✗ 数据库")] == [
        f"✗ 数据库：数据库连不上：127.0.0.1:{port}/x（一直没有应答）"
    ]
