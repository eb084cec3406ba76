"""One server, two villages: one talks on Telegram, the other on WeCom, and one officer is on both."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT, homes
from tests.e2e.support.wecom import Office, office_on_wecom
from tests.wecom.conftest import until

JIANNONG = "310116103212"


async def appointed(stage: Stage, office: Office) -> None:
    """王芳 is the specialist of both villages: of 秦望村 on Telegram, of 建农村 on WeCom; 张伟 assesses on both."""
    await stage.appoint()
    code = await stage.invite("specialist", "王芳", JIANNONG)
    assert "本群已绑定建农村" in await office.say(f"/bang {code}", "wangfang")
    again = await stage.invite("assessor", "张伟")
    assert "张伟，您现在是秦望村的" in await office.whisper(f"/bang {again}", "zhangwei")


async def test_two_villages_on_two_platforms(tmp_path: Path, warm: Warm) -> None:
    home = homes()[12]
    async with office_on_wecom() as office, open_stage(tmp_path, warm, office.settings) as stage:
        await stage.begin()
        roster = tmp_path / "建农.csv"
        roster.write_text("单位,组,号,户主,电话\n建农村,1,1,沈月英,\n", "utf-8")
        await stage.product.ask("households", "import", str(roster))
        server = await stage.product.serve()
        await appointed(stage, office)
        assert "沈月英" in await office.say("扣 1-1 垃圾 2 没分类", "wangfang")
        assert home.head in (await stage.say(f"/kou {home.group}-{home.number} 垃圾 2 没分类", stage.wang)).text
        listed = await stage.product.ask("officers", "list")
        assert sum("张伟" in line for line in listed.splitlines()) == 1
        bound = await office.say("/bang", "wangfang")
        assert "先＠我" in bound
        assert "管理员，" not in bound
        await stage.product.kill(server)

        await office.stand_in.people.say("wangfang", "扣 1-1 环2 1 堆物", "wrkJiannong")
        server = await stage.product.serve()
        await office.heard("#3")
        assert [entry["item"] for entry in await stage.product.ask_json("entries", JIANNONG)] == ["环4", "环2"]
        assert len(await stage.product.ask_json("entries", UNIT)) == 1
        assert await stage.product.stop(server) == 0
        assert (await stage.product.run("audit")).code == 0
        assert "Traceback" not in stage.product.log


async def test_a_kill_while_the_database_is_held_loses_no_message(tmp_path: Path, warm: Warm) -> None:
    async with office_on_wecom() as office, open_stage(tmp_path, warm, office.settings) as stage:
        await stage.begin()
        server = await stage.product.serve()
        code = await stage.invite("specialist", "王芳")
        await office.say(f"/bang {code}", "wangfang")
        held = sqlite3.connect(tmp_path / "jifen.db", isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        home = homes()[12]
        await office.stand_in.people.say("wangfang", f"扣 {home.group}-{home.number} 垃圾 2 没分类", "wrkJiannong")
        kept = tmp_path / "data" / "wecom"
        await until(lambda: list(kept.glob("*.json")))
        await stage.product.kill(server)
        held.close()
        server = await stage.product.serve()
        assert home.head in await office.heard("#1")
        assert len(await stage.product.ask_json("entries", UNIT)) == 1
        assert await stage.product.stop(server) == 0
