"""The primary is killed among messages and its standby takes over: what was answered is there, once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.e2e.support.launch import Warm
from tests.e2e.support.load import Load, make_load
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT
from tests.faults.counts import SEED, times
from tests.faults.standby import pair_of_servers
from tests.keys import key_file

BEFORE, AFTER = times(10, 300), times(10, 300)
"""How many commands are answered before the primary dies, and how many more before the books are looked at."""


async def test_no_acknowledged_message_is_lost_with_the_primary(tmp_path: Path, warm: Warm) -> None:
    async with pair_of_servers() as (pair, url):
        settings = {"TELEGRAM_MODE": "webhook", "DATABASE_URL": url, "KEY_FILE": str(key_file(tmp_path))}
        async with open_stage(tmp_path, warm, settings) as stage:
            await stage.begin()
            await pair.replicate()
            server = await stage.product.serve()
            await stage.appoint()
            load = make_load(stage, await _codes(stage), SEED)
            load.begin()
            await load.acknowledge(BEFORE)
            await pair.fail_over()
            await load.acknowledge(AFTER)
            await load.end()
            assert await stage.product.stop(server) == 0
            await _every_command_is_there_once(stage, load)
            assert {len(bodies) for bodies in load.answers.values()} == {1}
            assert (await stage.product.run("audit")).code == 0


async def _codes(stage: Stage) -> dict[tuple[int, int], str]:
    standings = await stage.product.ask_json("standings", UNIT)
    return {(line["group"], line["number"]): line["household"] for line in standings}


async def _every_command_is_there_once(stage: Stage, load: Load) -> None:
    records = await stage.product.ask_json("entries", UNIT)
    logged = Counter((record["household"], record["item"], record["points"], record["reason"]) for record in records)
    codes = load.officer.codes
    assert logged == Counter(
        (codes[deed.home.group, deed.home.number], deed.item, deed.signed, deed.reason) for deed in load.deeds.values()
    )
