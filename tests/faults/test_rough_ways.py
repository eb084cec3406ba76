"""The ways to the database and to the platforms are rough: delayed, cut in the middle, reset; nothing comes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from tests.e2e.support.launch import Warm
from tests.e2e.support.load import make_load
from tests.e2e.support.stage import open_stage
from tests.faults.books import commands_count_once_and_are_answered, every_figure_is_right, household_codes, rows
from tests.faults.counts import SEED, times
from tests.faults.proxy import RoughWay
from tests.keys import key_file
from tests.postgres import postgres_at, to_postgres

STORMS = times(1, 200)
STORM_SECONDS = 3
"""How long it is rough; then it is calm for a second."""


async def _storm(ways: Sequence[RoughWay]) -> None:
    for one in ways:
        one.rough = True
    await asyncio.sleep(STORM_SECONDS)
    for one in ways:
        one.rough = False
    await asyncio.sleep(1)


async def test_rough_ways_lose_and_double_nothing(tmp_path: Path, warm: Warm, postgres_url: str) -> None:
    settings = {"TELEGRAM_MODE": "webhook", "DATABASE_URL": postgres_url, "KEY_FILE": str(key_file(tmp_path))}
    async with open_stage(tmp_path, warm, settings) as stage:
        await stage.begin()
        platform = urlsplit(stage.sandbox.url)
        to_platform = partial(asyncio.open_connection, platform.hostname, platform.port)
        ways = RoughWay(to_postgres(postgres_url), Random(SEED)), RoughWay(to_platform, Random(SEED + 1))
        async with ways[0].open() as database, ways[1].open() as platforms:
            there = f"http://127.0.0.1:{platforms}"
            server = await stage.product.serve(
                settings={
                    "DATABASE_URL": postgres_at(postgres_url, database),
                    "TELEGRAM_API": there,
                    "TWILIO_API": there,
                }
            )
            await stage.appoint()
            load = make_load(stage, await household_codes(stage), SEED)
            load.begin()
            for _ in range(STORMS):
                await _storm(ways)
            while not all(one.faults for one in ways):  # a group gets few messages a minute, and each may be lucky
                await _storm(ways)
            await load.end()
            await stage.all_taken()
            assert await stage.product.stop(server) == 0
        await commands_count_once_and_are_answered(stage, load, ways[1].faults)
        assert await rows(stage, "inbox WHERE source = 'sms' AND outcome <> 'failed'") == len(load.answers)
        assert await rows(stage, "inbox WHERE outcome = 'failed'") == 0
        await every_figure_is_right(stage)
