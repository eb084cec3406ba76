"""``/health/ready``: whether messages are taken, and what else somebody should look at."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application
from pydantic import SecretStr

from app.clock import SystemClock
from app.health import ServerState, health_routes
from app.message_log import MessageLog
from app.metrics import Metrics
from app.runtime import Runtime, Schema, open_runtime
from app.settings import Settings
from domain.guard import MessageReport
from domain.model.delivery import DAY_USED_UP, Draft, Queue
from domain.model.message import Handled
from domain.model.trouble import Endpoint, TroubleKind
from domain.model.trust import Trust
from storage.outbox import SqlOutbox

HOUR = timedelta(hours=1)
WELL = ServerState()


@pytest.fixture
async def runtime(tmp_path: Path) -> AsyncIterator[Runtime]:
    settings = Settings(database_url=SecretStr(f"sqlite://{tmp_path}/jifen.db"), data_dir=tmp_path)
    async with open_runtime(settings, SystemClock(settings.zone), Schema.MADE) as opened:
        yield opened


async def ready(runtime: Runtime, parts: ServerState = WELL) -> tuple[int, list[str]]:
    status, text = await _asked(runtime, "/health/ready", parts)
    return status, text.splitlines()


async def metrics(runtime: Runtime) -> str:
    return (await _asked(runtime, "/metrics", WELL))[1]


async def _asked(runtime: Runtime, path: str, parts: ServerState) -> tuple[int, str]:
    app = Application()
    app.add_routes(health_routes(runtime, Metrics(), lambda: parts))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path)
        return answer.status, await answer.text()


async def test_nothing_is_wrong(runtime: Runtime) -> None:
    assert await ready(runtime) == (200, ["ok"])


async def test_what_is_wrong_elsewhere_is_told_and_keeps_no_message_back(runtime: Runtime) -> None:
    now = runtime.clock.now()
    async with runtime.transactions.writing() as store:
        await store.troubles.note(Endpoint("telegram"), TroubleKind.TOKEN, "", now)
        await store.post.post([Draft(Queue.SMS, "+8619900000001", {"body": "x"}, "k")], now - HOUR)
        await store.clock.write(Trust(now, 8 * 24 * HOUR))
        await store.post.post([Draft(Queue.SMS, "+8619900000002", {"body": "x"}, "later")], now)
    async with runtime.database.transaction() as connection:
        await connection.execute("UPDATE outbox SET error = $1 WHERE key = 'later'", DAY_USED_UP)
    status, (ok, *told) = await ready(runtime)
    assert (status, ok) == (200, "ok")
    for words in (
        "JIFEN_TELEGRAM_TOKEN",
        "短信 1 条超过半小时",
        "系统时钟突然快了8天",
        "1 条回话要等明天",
    ):
        assert any(words in line for line in told), words


@pytest.mark.parametrize(
    ("parts", "words"), [(ServerState(ended=True), "请重启"), (ServerState(failing=True), "没有记进数据库")]
)
async def test_a_server_that_takes_no_messages_is_not_ready(runtime: Runtime, parts: ServerState, words: str) -> None:
    """A small row may still fit where a message does not."""
    status, (line, why) = await ready(runtime, parts)
    assert (status, line) == (503, "not ready")
    assert words in why


def test_the_last_message_says_whether_messages_are_taken() -> None:
    messages, seen = MessageLog(Metrics()), []
    for handled in (Handled.DONE, None, Handled.REFUSED):
        messages(MessageReport("chat", "1", "kou", handled, 1.0))
        seen.append(messages.failing)
    assert seen == [False, True, False]


async def test_a_database_that_takes_no_row_is_not_ready(runtime: Runtime) -> None:
    async with runtime.database.transaction() as connection:
        await connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON heartbeats BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    for parts in (WELL, ServerState(failing=True)):
        status, (line, why) = await ready(runtime, parts)
        assert (status, line) == (503, "not ready")
        assert "磁盘满了" in why


async def test_a_silent_database_keeps_neither_health_nor_metrics_waiting(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even until what was begun is taken back: who asks has waited long enough by then."""
    monkeypatch.setattr("app.health._PATIENCE_SECONDS", 0.1)
    silent = asyncio.Event()

    async def never(*_: object) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            await silent.wait()
        await silent.wait()

    monkeypatch.setattr("app.health.beat", never)
    monkeypatch.setattr(SqlOutbox, "counts", never)
    try:
        status, (_, why) = await ready(runtime)
        assert (status, why) == (503, "数据库用不了：一直没有回答")
        assert "jifen_messages_total" in await metrics(runtime)
    finally:
        silent.set()
