"""A county's evening on two webs and two workers, one of each dies: all is done once, in order, at one rate."""

from __future__ import annotations

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest

from domain.model.delivery import Queue
from storage.claiming import _IN_HAND_MS
from storage.database import Database
from tests.e2e.support.front import in_front
from tests.e2e.support.launch import Process, Warm
from tests.e2e.support.past import a_quarter_was_settled
from tests.e2e.support.ports import free_port
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT
from tests.faults.books import every_figure_is_right, rows
from tests.faults.counts import LONG, SEED, times
from tests.faults.evening import make_evening
from tests.keys import KEY, key_file

pytestmark = pytest.mark.skipif(
    not LONG, reason="among all tests tests/e2e/test_county.py plays it, without waiting for leases"
)

LINES, TEXTS = times(1, 100), times(1, 10)
"""In each village; of each phone."""
TEXTS_A_SECOND = 5
_LOSING = 9
_LEASE_AND_MORE_SECONDS = 400
"""What was in doubt is handed over once more, behind what else waits for its group."""


async def test_an_evening_outlives_a_web_and_a_worker(tmp_path: Path, warm: Warm, postgres_url: str) -> None:
    settings = {
        "TELEGRAM_MODE": "webhook",
        "DATABASE_URL": postgres_url,
        "KEY_FILE": str(key_file(tmp_path)),
        "SMS_PER_SECOND": str(TEXTS_A_SECOND),
    }
    async with open_stage(tmp_path, warm, settings) as stage:
        await stage.product.ask("init")
        quarter = await a_quarter_was_settled(stage)
        await stage.people_come()
        evening = await make_evening(stage, SEED)
        ports = [str(free_port()), str(free_port())]
        async with in_front(int(stage.product.settings["HTTP_PORT"]), [*map(stage.product.url_at, ports)], _LOSING):
            webs = [await stage.product.serve("--role", "web", settings={"HTTP_PORT": one}) for one in ports]
            workers = [await _worker(stage) for _ in range(2)]
            await stage.appoint()
            await evening.gathers()
            await stage.product.ask("notices", "queue", UNIT, quarter, "--yes")
            dying = asyncio.create_task(_die(stage, Random(SEED), webs[0], workers[0]))
            await evening.goes_on(LINES, TEXTS)
            await dying
            await stage.world.until(lambda: evening.unanswered() == 0 or None, _LEASE_AND_MORE_SECONDS)
            await _nothing_is_on_its_way(stage)
        for process in list(stage.product.running):
            assert await stage.product.stop(process) == 0
        await evening.every_line_is_there_once_and_answered_once()
        assert {len(bodies) for bodies in evening.answers.values()} <= {0, 1}
        assert await rows(stage, "inbox WHERE source = 'sms'") == len(evening.answers)
        assert await rows(stage, "outbox WHERE state IN ('failed', 'dropped') AND payload LIKE '%\"say\"%'") == 0
        await _groups_hear_in_order(stage)
        await _workers_share_the_rate(stage)
        await every_figure_is_right(stage)


async def _worker(stage: Stage) -> Process:
    """One that delivers, ready."""
    port = str(free_port())
    process = stage.product.start("--role", "worker", settings={"WORKER_PORT": port})
    await stage.product.ready(stage.product.url_at(port))
    return process


async def _die(stage: Stage, random: Random, web: Process, worker: Process) -> None:
    """Each at some moment of the evening, the worker while something is on its way."""
    await asyncio.sleep(random.uniform(5, 15))
    await stage.product.kill(web)
    await asyncio.sleep(random.uniform(0, 5))
    await stage.product.kill(worker)


async def _nothing_is_on_its_way(stage: Stage) -> None:
    """What the dead worker was sending is taken over when its lease is over."""
    async with asyncio.timeout(_LEASE_AND_MORE_SECONDS):
        while await rows(stage, "outbox WHERE state IN ('queued', 'sending', 'unknown')"):  # noqa: ASYNC110 - other processes deliver
            await asyncio.sleep(1)


async def _groups_hear_in_order(stage: Stage) -> None:
    """Answers stand in the order of what they answer; only what takes long lets others pass."""
    last: dict[str, tuple[int, int]] = {}
    of = (
        "target, CAST(external_id AS BIGINT) AS place, leased_ms FROM outbox WHERE queue = 'chat' AND urgent = 1"
        " AND repeated = 0 AND attempts = 1 AND state = 'sent' AND external_id <> '' ORDER BY id"
    )
    for row in await _read(stage, of):
        place, leased = last.get(row["target"], (0, 0))
        assert row["place"] > place or row["leased_ms"] - leased >= _IN_HAND_MS
        last[row["target"]] = row["place"], row["leased_ms"]


async def _workers_share_the_rate(stage: Stage) -> None:
    """Never more texts together than one worker alone may hand over."""
    found = await _read(stage, f"leased_ms FROM outbox WHERE queue = '{Queue.SMS}' AND attempts = 1 ORDER BY leased_ms")
    leased = [row["leased_ms"] for row in found]
    assert len(leased) > TEXTS_A_SECOND
    spans = [after - before for before, after in zip(leased, leased[TEXTS_A_SECOND:], strict=False)]
    assert min(spans) >= 890, spans


async def _read(stage: Stage, what: str) -> list[dict[str, Any]]:
    database = await Database.open(stage.product.settings["DATABASE_URL"], KEY)
    try:
        async with database.reading() as connection:
            return [dict(row) for row in await connection.fetch(f"SELECT {what}")]
    finally:
        await database.close()
