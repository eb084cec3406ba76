"""A text that comes while the database is locked, and a power cut before it is noted: it is answered all the same."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import open_stage
from tests.e2e.support.village import homes
from tests.patience import PATIENCE_SECONDS


async def test_a_text_that_was_only_in_memory_is_taken_from_the_carriers_list(tmp_path: Path, warm: Warm) -> None:
    first, second = homes()[:2]
    async with open_stage(tmp_path, warm, {}) as stage:
        await stage.begin()
        server = await stage.product.serve()
        network, world = stage.sandbox.network, stage.world
        assert (await network.write(first.phone, "积分")).replies

        locked = sqlite3.connect(stage.product.folder / "jifen.db", isolation_level=None)
        locked.execute("BEGIN EXCLUSIVE")
        writing = asyncio.create_task(network.write(second.phone, "申报 今天去镇上献血"))
        await world.until(lambda: world.texts(second.phone) or None)
        await stage.product.kill(server)
        assert (await writing).error
        locked.close()

        server = await stage.product.serve()
        texts = await world.until(
            lambda: found if len(found := world.texts(second.phone)) > 1 else None, PATIENCE_SECONDS
        )
        assert "收到" in texts[-1].body
        assert len(await stage.product.ask_json("entries", "秦望村")) == 0
        assert await stage.product.stop(server) == 0
        with closing(sqlite3.connect(stage.product.folder / "jifen.db")) as book:
            assert book.execute("SELECT COUNT(*) FROM claims").fetchone() == (1,)
            assert book.execute("SELECT COUNT(*) FROM inbox WHERE outcome = 'done' AND source = 'sms'").fetchone() == (
                2,
            )
