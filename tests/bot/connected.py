"""The product's chat side, really connected: its client and its workers on one side, the platform on the other."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from aiohttp import web
from pydantic import SecretStr

from app.chat import Chat
from app.settings import Settings
from domain.model.people import Household, Role
from sandbox.model import Message
from sandbox.server import Sandbox
from storage.database import Database
from tests.bot.platform import People
from tests.chat_side import chat_side, running
from tests.village import Village

MOST_BYTES = 2000
SECRET = "a-secret-of-the-webhook"
HOOK = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
HELP = {
    "update_id": 9,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 1, "type": "private"},
        "from": {"id": 1, "is_bot": False, "first_name": "某"},
        "text": "/help",
    },
}
"""An update in which somebody asks for the help in private."""


@dataclass(frozen=True)
class Connected:
    """``li`` is 3组13号 李秀芳, not scored yet."""

    sandbox: Sandbox
    people: People
    village: Village
    chat: Chat
    url: str
    folder: Path
    li: Household

    def say(self, text: str, person: int | None = None, *, anonymous: bool = False) -> Message:
        """周美华, or somebody else, writes to the group."""
        person = person or self.people.zhou.id
        return self.sandbox.player.say(self.people.group.id, person, text, anonymous=anonymous)

    async def answer(self, said: Message) -> Message:
        """What the bot answers."""
        return await self.sandbox.world.until(lambda: self._answer(said))

    def _answer(self, said: Message) -> Message | None:
        answers = (one for one in self.bot_messages(said.chat) if one.reply_to == said.id)
        return next(answers, None)

    async def ask(self, text: str, person: int | None = None) -> str:
        """Write to the group; what the bot answers."""
        return (await self.answer(self.say(text, person))).text

    def bot_messages(self, chat: int | None = None) -> list[Message]:
        """What the bot has written to the group, or to another chat."""
        written = self.sandbox.world.messages(chat or self.people.group.id)
        return [message for message in written if message.sender == self.sandbox.world.bot.id]

    async def all_taken(self) -> None:
        """Wait until the bot has taken every update."""
        await self.sandbox.world.until(lambda: not self.sandbox.world.state.updates)

    async def evidence(self) -> list[tuple[Any, ...]]:
        """What was noted of every photo, once each is settled: state, content hash, bytes."""
        while await self.village.count("evidence", "state = 'pending'"):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)
        async with self.village.database.reading() as connection:
            rows = await connection.fetch("SELECT state, sha256, bytes FROM evidence ORDER BY id")
        return [(row["state"], row["sha256"], row["bytes"]) for row in rows]

    def files(self) -> list[str]:
        """Everything under the data folder."""
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


@asynccontextmanager
async def connect(
    sandbox: Sandbox, people: People, database: Database, folder: Path, mode: Literal["polling", "webhook"] = "polling"
) -> AsyncIterator[Connected]:
    """The village's group is bound, and the product receives and delivers."""
    village = Village(database)
    await village.found()
    li = await village.household(3, 13, "李秀芳")
    await village.officer(people.chen.id, "陈国强", Role.SPECIALIST)
    await village.officer(people.zhou.id, "周美华")
    await village.says(people.chen.id, "/bang", chat=people.group.id)
    async with database.transaction() as connection:
        await connection.execute("DELETE FROM outbox")
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = Settings(
        public_url=url,
        data_dir=folder,
        evidence_max_bytes=MOST_BYTES,
        telegram_token=SecretStr(sandbox.world.bot.token),
        telegram_api=sandbox.url,
        telegram_mode=mode,
        telegram_secret=SecretStr(SECRET),
    )
    chat = chat_side(settings, village)
    site = web.Application()
    site.add_routes(chat.routes)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.SockSite(runner, listener).start()
    async with running(chat):
        yield Connected(sandbox, people, village, chat, url, folder, li)
    await runner.cleanup()
