"""The product's chat side on WeCom, really connected: its connection and workers here, the stand-in's people there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from app.settings import Settings
from domain.model.people import Household, Role
from sandbox.wecom.model import Shown
from sandbox.wecom.server import StandIn
from storage.database import Database
from tests.chat_side import chat_side
from tests.chat_side import running as run
from tests.village import Village, town
from tests.wecom.conftest import BOT, SECRET, until

GROUP = "wrkVillage"
CHEN, ZHOU = "chen", "zhou"
"""陈国强 is the specialist, 周美华 an assessor, by their ids on the platform."""


@dataclass(frozen=True)
class Connected:
    """``li`` is 3组13号 李秀芳, not scored yet."""

    stand_in: StandIn
    village: Village
    li: Household

    def shown(self, chat: str = GROUP) -> list[Shown]:
        """What the bot said there."""
        return self.stand_in.platform.memory.in_chat(chat)

    async def ask(self, text: str, user: str = ZHOU, group: str | None = GROUP) -> Shown:
        """Somebody says something; the bot's last words on it."""
        count = len(self.shown(group or user))
        await self.stand_in.people.say(user, text, group)
        return await self.next(count, group or user)

    async def press(self, shown: Shown, label: str, user: str = ZHOU) -> Shown:
        """Somebody presses a button of a card; what the bot says then."""
        count = len(self.shown(shown.chat))
        await self.stand_in.people.press(user, shown, label)
        return await self.next(count, shown.chat)

    async def next(self, count: int, chat: str = GROUP) -> Shown:
        """The first message after that many."""
        await until(lambda: len(self.shown(chat)) > count)
        return self.shown(chat)[count]


def read(shown: Shown) -> str:
    """What people read in a message: its text and its card's."""
    card = shown.card or {}
    return "\n".join([shown.text, card.get("main_title", {}).get("title", ""), card.get("sub_title_text", "")])


@asynccontextmanager
async def running(stand_in: StandIn, village: Village, folder: Path) -> AsyncIterator[None]:
    """The product receives and delivers."""
    settings = Settings(data_dir=folder, wecom_bot_id=BOT, wecom_secret=SecretStr(SECRET), wecom_url=stand_in.url)
    logins = stand_in.platform.logins
    async with run(chat_side(settings, village)):
        await until(lambda: stand_in.platform.logins > logins)
        yield


async def found(stand_in: StandIn, database: Database) -> Connected:
    """A village with one household, on the platform's stand-in; nobody has joined yet."""
    village = Village(database, town())
    await village.found()
    return Connected(stand_in, village, await village.household(3, 13, "李秀芳"))


async def join(connected: Connected) -> None:
    """The two officers join, and the group is bound."""
    for user, name, role in ((CHEN, "陈国强", Role.SPECIALIST), (ZHOU, "周美华", Role.ASSESSOR)):
        code = await connected.village.invitation(name, role)
        assert name in read(await connected.ask(f"/bang {code}", user))
