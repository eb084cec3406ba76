"""kill -9 at commits, before and after, and at any moment, while a village lives: nothing lost, doubled or silent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.e2e.support.launch import Warm
from tests.e2e.support.load import Load, make_load
from tests.e2e.support.stage import Stage, number_in, open_stage
from tests.faults.books import (
    commands_count_once_and_are_answered,
    every_figure_is_right,
    household_codes,
    rows,
    texts_are_answered_alike,
    the_late_group_has_it_all,
)
from tests.faults.counts import LONG, SEED, times
from tests.faults.late_group import LateGroup, appointed, moved_in
from tests.faults.life import PhoneContact, lived_here_before
from tests.keys import key_file

KINDS = ["sqlite", "postgres"] if LONG else ["postgres"]
"""Among all tests tests/e2e/test_kill.py cuts the power on SQLite."""
AT_COMMITS, AT_ANY_MOMENT = times(2, 500), times(1, 500)
MOST_COMMITS = 60
"""Of one process before it dies: start, a minute's duties, and some messages."""
_PATIENCE_SECONDS = 600
"""With other work on the machine so many commits take minutes."""


@pytest.fixture(scope="module")
def deadly() -> Iterator[Warm]:
    """Starts processes that die at a commit."""
    launcher = Warm(module="tests.faults.dying")
    yield launcher
    launcher.close()


@pytest.mark.parametrize("database_url", KINDS, indirect=True)
async def test_nothing_is_lost_doubled_or_silent(tmp_path: Path, deadly: Warm, database_url: str) -> None:
    settings = {
        "TELEGRAM_MODE": "webhook",
        "DATABASE_URL": database_url,
        "KEY_FILE": str(key_file(tmp_path)),
    }
    async with open_stage(tmp_path, deadly, settings) as stage:
        await stage.product.ask("init")
        life = PhoneContact(await lived_here_before(stage))
        village = await moved_in(stage)
        server = await stage.product.serve()
        await stage.appoint()
        await appointed(village)
        await stage.say("/wu 加 香油 10 100", stage.wang)
        await stage.product.kill(server)
        load = make_load(stage, await household_codes(stage), SEED)
        load.begin()
        async with life.goes_on(), village.goes_on():
            for die in _moments(Random(SEED)):
                await _die(stage, load, life, die)
            server = await stage.product.serve()
            await load.end()
        await stage.all_taken()
        await _something_is_answered(stage, load)
        await _texts_are_caught_up(stage, life, village)
        assert await stage.product.stop(server) == 0
        await _books_are_right(stage, load, life, village)


def _moments(random: Random) -> list[str | None]:
    """At which commit a process dies, None = at any moment."""
    commits = [f"{random.randint(1, MOST_COMMITS)}:{random.choice(['before', 'after'])}" for _ in range(AT_COMMITS)]
    moments = [*commits, *[None] * AT_ANY_MOMENT]
    random.shuffle(moments)
    return moments


async def _die(stage: Stage, load: Load, life: PhoneContact, at: str | None) -> None:
    """One process lives until its commit, or for a moment."""
    process = stage.product.start(settings={"TEST_DIE": at})
    if at is None:
        await asyncio.sleep(Random(load.acknowledged).uniform(0, 2))
        await stage.product.kill(process)
    else:
        await asyncio.wait_for(asyncio.to_thread(process.wait), _PATIENCE_SECONDS)
        stage.product.running.remove(process)
    for message in stage.bot_messages():
        deed = load.deeds.get(message.reply_to or 0)
        if deed and deed.sign < 0 and "#" in message.text:
            life.entries[number_in(message)] = deed.home


async def _something_is_answered(stage: Stage, load: Load) -> None:
    """What was cut off in mid-send keeps its group waiting for some seconds; a group gets twenty answers a minute."""
    await stage.world.until(lambda: next((m for m in stage.bot_messages() if m.reply_to in load.deeds), None), 60)


async def _texts_are_caught_up(stage: Stage, life: PhoneContact, village: LateGroup) -> None:
    """What took too long to be answered at once, and was in memory at a kill, is taken from the carrier's list."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        wanted = len(life.claimed) + len(village.claimed) + len(life.objected)
        while await rows(stage, "claims") + await rows(stage, "objections") < wanted:  # noqa: ASYNC110 - another process takes them
            await asyncio.sleep(0.5)


async def _books_are_right(stage: Stage, load: Load, life: PhoneContact, village: LateGroup) -> None:
    await commands_count_once_and_are_answered(stage, load, AT_COMMITS + AT_ANY_MOMENT + 1, silent=village.albums)
    texts_are_answered_alike(load.answers)
    assert life.bought
    assert life.claimed
    assert await rows(stage, "redemptions") == len(life.bought)
    assert await rows(stage, "objections") == len(life.objected)
    assert await rows(stage, "claims") == len(life.claimed) + len(village.claimed)
    assert await rows(stage, "rounds WHERE state = 'published'") == 1
    await the_late_group_has_it_all(stage, village)
    await every_figure_is_right(stage)
