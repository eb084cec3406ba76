"""Two servers on one SQLite database: one for the web, one for the work; and a third that finds the port taken."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.e2e.support.launch import Warm
from tests.e2e.support.past import a_quarter_was_settled
from tests.e2e.support.ports import free_port
from tests.e2e.support.stage import Stage, number_in, open_stage
from tests.e2e.support.village import UNIT, homes

HOMES = [home for home in homes()[12:28] if home.head not in {"李建国", "张伟"}]


async def test_web_and_worker_share_one_database(tmp_path: Path, warm: Warm) -> None:
    """Every command is logged once and answered once, every text answered, while both write at once."""
    async with open_stage(tmp_path, warm, {"TELEGRAM_MODE": "webhook"}) as stage:
        await stage.product.ask("init")
        quarter = await a_quarter_was_settled(stage)
        await stage.people_come()
        web = await stage.product.serve("--role", "web")
        worker = stage.product.start("--role", "worker", settings={"HTTP_PORT": str(free_port())})
        await stage.appoint()
        third = await stage.product.run("serve")
        assert (third.code, "已被别的程序占用" in third.err) == (1, True)

        said = [stage.on_screen(f"/jia {home.group}-{home.number} 献血", stage.wang).id for home in HOMES]
        network = stage.sandbox.network
        texts = await asyncio.gather(*(network.write(home.phone, "积分") for home in HOMES))
        await stage.product.ask("notices", "queue", UNIT, quarter, "--yes")
        await stage.world.until(lambda: _answered(stage) >= set(said))

        assert all(text.replies for text in texts)
        numbers = [number_in(message) for message in stage.bot_messages() if message.reply_to in said]
        assert sorted(numbers) == [record["id"] for record in await stage.product.ask_json("entries", UNIT)]
        assert len(numbers) == len(HOMES)
        assert await stage.product.stop(worker) == 0
        assert await stage.product.stop(web) == 0
        assert (await stage.product.run("audit")).code == 0
        assert "Traceback" not in stage.product.log


def _answered(stage: Stage) -> set[int | None]:
    return {message.reply_to for message in stage.bot_messages()}
