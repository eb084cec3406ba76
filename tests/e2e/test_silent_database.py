"""A PostgreSQL that takes connections and answers nothing any more, under a real process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import homes
from tests.postgres import postgres_at, to_postgres
from tests.relay import Gate

_SERVICE_MANAGER_SECONDS = 30
"""What systemd and Docker are told to wait before they kill: deploy/systemd/jifen.service, docker-compose.yml."""


@asynccontextmanager
async def behind(gate: Gate, folder: Path, warm: Warm, url: str) -> AsyncIterator[Stage]:
    """A village whose database is behind the gate."""
    async with gate.open() as port:
        settings = {"DATABASE_URL": postgres_at(url, port), "KEY_FILE": os.environ["JIFEN_KEY_FILE"]}
        async with open_stage(folder, warm, settings) as stage:
            await stage.begin()
            yield stage


async def test_a_stop_beside_it_ends_before_it_is_killed(tmp_path: Path, warm: Warm, postgres_url: str) -> None:
    """With a message and a text under way; what was answered is there at the next start, the rest comes again."""
    gate = Gate(to_postgres(postgres_url), forgets=True)
    async with behind(gate, tmp_path, warm, postgres_url) as stage:
        process = await stage.product.serve()
        await stage.appoint()
        await stage.say("/jia 3-2 献血", stage.wang)
        gate.shut()
        lost = stage.on_screen("/jia 3-3 献血", stage.wang)
        text = asyncio.create_task(stage.sandbox.network.write("+8613900000000", "积分"))
        await stage.product.unready("数据库用不了")
        async with asyncio.timeout(_SERVICE_MANAGER_SECONDS):
            assert await stage.product.stop(process) == 0
        assert "ended without waiting any longer for" in stage.product.log
        assert "Traceback" not in stage.product.log
        await text
        gate.reopen()
        await stage.product.serve()
        await stage.world.until(lambda: any(one.reply_to == lost.id for one in stage.bot_messages()) or None, 60)
        assert len(await stage.product.ask_json("entries", "秦望村")) == 2


async def test_it_is_told_and_all_goes_on_by_itself_when_it_answers_again(
    tmp_path: Path, warm: Warm, postgres_url: str
) -> None:
    """Whoever asks for health or metrics is answered meanwhile; each message, text and page is then as at any time."""
    gate = Gate(to_postgres(postgres_url))
    async with behind(gate, tmp_path, warm, postgres_url) as stage:
        await stage.product.serve()
        await stage.appoint()
        gate.shut()
        said = stage.on_screen("/jia 3-3 献血", stage.wang)
        text = asyncio.create_task(stage.sandbox.network.write(homes()[3].phone, "积分"))
        await stage.product.unready("数据库用不了：一直没有回答")
        await stage.product.metric("jifen_messages_total")
        gate.reopen()
        await stage.product.ready(stage.product.url)
        await stage.world.until(lambda: any(one.reply_to == said.id for one in stage.bot_messages()) or None, 60)
        assert (await text).replies
        assert len(await stage.product.ask_json("entries", "秦望村")) == 1
        assert "Traceback" not in stage.product.log
