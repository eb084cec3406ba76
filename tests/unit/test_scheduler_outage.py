"""A database that is away for a while is no mistake of ours: a line each, and the next minute tries again."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.clock import SystemClock
from app.clock_watch import ClockWatch
from app.runtime import Schema, open_runtime
from app.scheduler import Scheduler
from app.settings import Settings
from domain.ports.store import Unavailable
from sms.wording.notice import QuarterNotice
from storage.store import SqlTransactions


async def test_duties_wait_for_the_database_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(database_url=SecretStr(f"sqlite://{tmp_path}/jifen.db"), data_dir=tmp_path)
    async with open_runtime(settings, SystemClock(settings.zone), Schema.MADE) as runtime:
        scheduler = Scheduler(runtime, QuarterNotice(), ClockWatch(runtime.transactions, runtime.clock))

        def away(_: SqlTransactions) -> None:
            raise Unavailable("数据库正忙")

        monkeypatch.setattr(SqlTransactions, "writing", away)
        with caplog.at_level(logging.WARNING):
            await scheduler.look()
    assert "waits for the database" in caplog.text
    assert {record.levelno for record in caplog.records} == {logging.WARNING}
    assert not any(record.exc_info for record in caplog.records)
