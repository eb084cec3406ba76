"""The disk is full while people write: nothing is lost or doubled, and all is answered once there is room."""

from __future__ import annotations

import asyncio
import errno
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.model import Message
from tests.e2e.support.launch import Warm
from tests.e2e.support.stage import Stage, open_stage
from tests.e2e.support.village import UNIT, Home, homes

_LINES, _TEXTS = homes()[10:18], homes()[30:33]
_SECONDS = 90.0
_CHUNK = b"\0" * 4096


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small one of its own; only who administers a machine may mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Something else takes all the room that is left; that file."""
    hog = disk / "hog"
    with hog.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(_CHUNK)
        except OSError as error:
            assert error.errno == errno.ENOSPC  # noqa: PT017 - any number of writes goes well before
    return hog


def answers(stage: Stage, said: Message) -> int:
    """How often the bot replied to a line."""
    return sum(one.reply_to == said.id for one in stage.bot_messages())


def told(stage: Stage, home: Home) -> int:
    """How often a villager's claim was confirmed."""
    return sum("收到" in text.body for text in stage.world.texts(home.phone))


@pytest.mark.parametrize("killed", [False, True], ids=["goes on", "is killed meanwhile"])
async def test_what_is_written_while_the_disk_is_full_is_answered_once_there_is_room(
    tmp_path: Path, warm: Warm, disk: Path, *, killed: bool
) -> None:
    books = {"DATABASE_URL": f"sqlite://{disk}/jifen.db", "DATA_DIR": str(disk / "data")}
    async with open_stage(tmp_path, warm, books) as stage:
        product, network = stage.product, stage.sandbox.network
        await stage.begin()
        server = await product.serve()
        await stage.appoint()
        await stage.say("/kou 3-1 环4 1 还有地方的时候", stage.zhang)
        hog = fill(disk)
        await product.unready("数据库用不了：磁盘满了")
        assert "写不进去：磁盘满了" in (await product.run("doctor")).out

        said = [
            stage.on_screen(f"/kou {one.group}-{one.number} 环2 1 {'门口没扫' * 60}", stage.zhang) for one in _LINES
        ]
        texting = [asyncio.create_task(network.write(one.phone, "申报 今天去镇上献血")) for one in _TEXTS]
        await asyncio.gather(*texting)  # the carrier waits no longer: what it gets is empty
        await product.unready("磁盘满了；刚来的消息先留着再试")
        if killed:
            await product.kill(server)
            assert "数据库写不进去：磁盘满了" in (await product.run("serve")).err  # whoever starts it tries again
        assert [answers(stage, one) for one in said] == [0] * len(said)
        hog.unlink()
        if killed:
            server = await product.serve()
        await stage.world.until(lambda: all(answers(stage, one) for one in said) or None, _SECONDS)
        await stage.world.until(lambda: all(told(stage, one) for one in _TEXTS) or None, _SECONDS)

        await product.ready(product.url)
        assert [answers(stage, one) for one in said] == [1] * len(said)
        assert [told(stage, one) for one in _TEXTS] == [1] * len(_TEXTS)
        assert len(await product.ask_json("entries", UNIT)) == 1 + len(said)
        await product.ask("audit")
        assert await product.stop(server) == 0
