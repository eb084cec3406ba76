"""Power cuts: the server is killed again and again while commands and texts come in and notices go out."""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from random import Random

from sandbox.faults import Fault
from sandbox.model import Message
from tests.e2e.support.launch import Warm
from tests.e2e.support.load import Load, make_load
from tests.e2e.support.past import a_quarter_was_settled
from tests.e2e.support.stage import Stage, number_in, open_stage
from tests.e2e.support.village import UNIT, homes

CUTS_UNDER_LOAD, CUTS_AT_ANY_MOMENT = 12, 6


async def test_power_cuts_lose_nothing_and_double_nothing(tmp_path: Path, warm: Warm) -> None:
    async with open_stage(tmp_path, warm, {"TELEGRAM_MODE": "webhook"}) as stage:
        await stage.product.ask("init")
        quarter = await a_quarter_was_settled(stage)
        await stage.people_come()
        standings = await stage.product.ask_json("standings", UNIT)
        codes = {(line["group"], line["number"]): line["household"] for line in standings}
        server = await stage.product.serve()
        await stage.appoint()
        await stage.product.ask("notices", "queue", UNIT, quarter, "--yes")
        await stage.world.until(lambda: _notices(stage) or None)  # the cuts fall among the others
        load = make_load(stage, codes, seed=5)
        load.begin()
        await load.acknowledge(5)
        # A cut while an answer is on its way keeps those behind it for some seconds, and the next cut comes sooner.
        await stage.world.until(lambda: _answered(stage, load) or None)
        await stage.product.kill(server)

        await _cut_the_power(stage, load)
        server = await stage.product.serve()
        await load.end()

        assert await stage.product.stop(server) == 0
        await _every_command_is_there_once(stage, load)
        _no_answer_came_twice(stage, load)
        assert {len(bodies) for bodies in load.answers.values()} == {1}
        await _no_notice_went_out_twice(stage, quarter)
        assert (await stage.product.run("audit")).code == 0


async def _cut_the_power(stage: Stage, load: Load) -> None:
    """While commands are being answered, and at any moment from the very start on."""
    random = Random(11)
    moments = [True] * CUTS_UNDER_LOAD + [False] * CUTS_AT_ANY_MOMENT
    random.shuffle(moments)
    for under_load in moments:
        server = stage.product.start()
        if under_load:
            await load.acknowledge(random.randint(1, 12))
            await asyncio.sleep(random.uniform(0, 0.02))
        else:
            await asyncio.sleep(random.uniform(0, 1.2))
        await stage.product.kill(server)


async def _every_command_is_there_once(stage: Stage, load: Load) -> None:
    records = await stage.product.ask_json("entries", UNIT)
    logged = Counter((record["household"], record["item"], record["points"], record["reason"]) for record in records)
    codes = load.officer.codes
    assert logged == Counter(
        (codes[deed.home.group, deed.home.number], deed.item, deed.signed, deed.reason) for deed in load.deeds.values()
    )
    reasons = {record["id"]: record["reason"] for record in records}
    for message in stage.bot_messages():
        if message.reply_to in load.deeds:
            assert reasons[number_in(message)] == load.deeds[message.reply_to].reason


def _answered(stage: Stage, load: Load) -> list[Message]:
    """What the bot said to the commands."""
    return [message for message in stage.bot_messages() if message.reply_to in load.deeds]


def _no_answer_came_twice(stage: Stage, load: Load) -> None:
    """Unless it is marked as one that may stand there already."""
    answers = Counter((message.reply_to, message.text.startswith("（重发）")) for message in _answered(stage, load))
    assert set(answers.values()) == {1}


def _notices(stage: Stage) -> Counter[str]:
    """How many reached each phone."""
    return Counter(text.to for text in stage.world.state.texts.values() if text.direction == "outbound-api")


async def _no_notice_went_out_twice(stage: Stage, quarter: str) -> None:
    """Nor is any household queued again. Those that were being handed over at a cut wait for their lease."""
    notices = _notices(stage)
    assert set(notices) <= {home.phone for home in homes()}
    assert set(notices.values()) == {1}
    assert "已排队 0 户" in await stage.product.ask("notices", "queue", UNIT, quarter, "--yes")


async def test_a_server_killed_in_mid_send_does_not_silence_its_group(tmp_path: Path, warm: Warm) -> None:
    """Its successor gives the answer that stayed in doubt once more, marked, and whoever asks meanwhile has theirs."""
    async with open_stage(tmp_path, warm, {}) as stage:
        await stage.begin()
        server = await stage.product.serve()
        await stage.appoint()
        stage.sandbox.telegram.faults.order(Fault(hang=True), method="sendMessage")
        asked = stage.on_screen("/gui 垃圾", stage.wang)
        await stage.sandbox.telegram.faults.met()
        await stage.product.kill(server)
        await stage.product.serve()
        assert "献血" in (await stage.say("/gui 献血", stage.wang)).text
        again = await stage.world.until(
            lambda: next((one for one in stage.bot_messages() if one.reply_to == asked.id), None)
        )
        assert again.text.startswith("（重发）")
