"""Two webs and two workers on one PostgreSQL: whichever hears a message and whichever answers it, it is done once."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from tests.e2e.support.front import in_front
from tests.e2e.support.launch import Process, Warm
from tests.e2e.support.ports import free_port
from tests.e2e.support.stage import Stage, number_in, open_stage
from tests.e2e.support.village import UNIT, homes

HOMES = [home for home in homes()[12:36] if home.head not in {"李建国", "张伟"}]
_LOSING = 7
"""Of so many calls the answer to one is lost."""


async def test_two_of_each_do_everything_once_and_in_order(tmp_path: Path, warm: Warm, postgres_url: str) -> None:
    """A worker is killed among it; what it was just sending is in doubt, and nothing else."""
    settings = {"TELEGRAM_MODE": "webhook", "DATABASE_URL": postgres_url, "KEY_FILE": os.environ["JIFEN_KEY_FILE"]}
    async with open_stage(tmp_path, warm, settings) as stage:
        await stage.begin()
        ports = [str(free_port()), str(free_port())]
        port = int(stage.product.settings["HTTP_PORT"])
        async with in_front(port, [stage.product.url_at(one) for one in ports], _LOSING) as front:
            for one in ports:
                await stage.product.serve("--role", "web", settings={"HTTP_PORT": one})
            workers = [await _worker(stage) for _ in range(2)]
            await stage.appoint()

            said = await _talk(stage, workers[0])

            await stage.world.until(lambda: len(said.keys() - _answers(stage).keys()) <= 1 or None)
            assert front.lost > 0
            await _all_is_once_and_in_order(stage, said)
        for process in list(stage.product.running):
            assert await stage.product.stop(process) == 0
        assert (await stage.product.run("audit")).code == 0
        assert "Traceback" not in stage.product.log


async def _worker(stage: Stage) -> Process:
    """One that delivers, ready."""
    port = str(free_port())
    process = stage.product.start("--role", "worker", settings={"WORKER_PORT": port})
    await stage.product.ready(stage.product.url_at(port))
    return process


async def _talk(stage: Stage, mortal: Process) -> dict[int, str]:
    """Commands by one officer and texts by everybody, each text brought twice; the worker dies half way."""
    said: dict[int, str] = {}
    for number, home in enumerate(HOMES):
        place = f"{home.group}-{home.number}"
        said[stage.on_screen(f"/jia {place} 献血 第{number}次", stage.wang).id] = place
        if number == len(HOMES) // 2:
            await stage.world.until(lambda: len(_answers(stage)) >= 3 or None)
            await stage.product.kill(mortal)
    await asyncio.gather(*(_text_twice(stage, home.phone, f"SM{number}") for number, home in enumerate(HOMES)))
    await stage.all_taken()
    return said


async def _text_twice(stage: Stage, phone: str, sid: str) -> None:
    """Until it was answered twice, which is the same answer: by one web and by the other."""
    bodies: list[str] = []
    while len(bodies) < 2:
        exchange = await stage.sandbox.network.write(phone, "积分", sid=sid)
        if exchange.status == 200:
            bodies.append(exchange.body)
    assert bodies[0] == bodies[1]


def _answers(stage: Stage) -> dict[int, int]:
    """By the message that is answered: the entry's number."""
    return {
        message.reply_to: number_in(message)
        for message in stage.bot_messages()
        if message.reply_to is not None and "献血" in message.text
    }


async def _all_is_once_and_in_order(stage: Stage, said: dict[int, str]) -> None:
    records = await stage.product.ask_json("entries", UNIT)
    assert [record["reason"] for record in records] == [f"第{number}次" for number in range(len(said))]
    answers = _answers(stage)
    assert list(answers) == sorted(answers)
    assert list(answers.values()) == sorted(answers.values())
