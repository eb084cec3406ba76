"""A village's officers on WeCom, beside those on Telegram: another stand-in, before the same product."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sandbox.wecom.model import Shown
from sandbox.wecom.server import StandIn, start
from tests.wecom.conftest import until
from tests.wecom.connected import read

GROUP = "wrkJiannong"


@dataclass(frozen=True)
class Office:
    """A group on WeCom; people are called by their ids there."""

    stand_in: StandIn

    @property
    def settings(self) -> Mapping[str, str]:
        """The product's variables that lead here."""
        return {"WECOM_BOT_ID": "bot", "WECOM_SECRET": "secret", "WECOM_URL": self.stand_in.url}

    async def say(self, text: str, user: str) -> str:
        """Somebody writes to the group; what the bot answers first."""
        count = len(self.shown)
        await self.stand_in.people.say(user, text, GROUP)
        return await self.heard("", count)

    async def whisper(self, text: str, user: str) -> str:
        """Somebody writes to the bot alone; what it said last."""
        private = self.stand_in.platform.memory
        count = len(private.in_chat(user))
        await self.stand_in.people.say(user, text)
        await until(lambda: len(private.in_chat(user)) > count)
        return read(private.in_chat(user)[-1])

    async def heard(self, words: str, after: int = 0) -> str:
        """Wait until the group reads that; the whole message."""
        await until(lambda: self._with(words, after))
        return self._with(words, after)[0]

    def _with(self, words: str, after: int) -> list[str]:
        return [text for text in map(read, self.shown[after:]) if words in text]

    @property
    def shown(self) -> list[Shown]:
        """What the bot said in the group."""
        return self.stand_in.platform.memory.in_chat(GROUP)


@asynccontextmanager
async def office_on_wecom() -> AsyncIterator[Office]:
    """It runs without TLS, as a stand-in may on loopback."""
    stand_in = await start({"bot": "secret"}, tls=False)
    yield Office(stand_in)
    await stand_in.close()
