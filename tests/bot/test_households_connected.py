"""A household's phone is changed over the platform: asked in the group, agreed to by a button, seen in the file."""

from __future__ import annotations

from pathlib import Path

from sandbox.model import Message
from sandbox.server import Sandbox
from storage.database import Database
from tests.bot.connected import Connected, connect
from tests.bot.platform import People


async def test_a_phone_is_changed_by_two_officers(
    sandbox: Sandbox, people: People, database: Database, tmp_path: Path
) -> None:
    async with connect(sandbox, people, database, tmp_path) as connected:
        asked = await connected.answer(connected.say("/hu 电话 3-13 13900000018", people.chen.id))
        assert "电话 无 改为 139****0018" in asked.text
        connected.sandbox.player.press(people.group.id, asked.id, "确认", people.zhou.id)
        done = await connected.sandbox.world.until(lambda: _said(connected, "周美华已确认"))
        assert "电话改为 139****0018" in done.text
        file = await connected.ask("/户 3-13", people.chen.id)
        assert "电话 无 → 139****0018（陈国强办，周美华确认）" in file


def _said(connected: Connected, text: str) -> Message | None:
    return next((one for one in connected.bot_messages() if text in one.text), None)
