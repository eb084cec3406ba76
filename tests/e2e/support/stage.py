"""The product among people: a chat platform, a text gateway, two officers, an outsider, the town, and their groups."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sandbox import server
from sandbox.model import Chat, Message, Person
from sandbox.server import Sandbox
from sandbox.world import World
from tests.e2e.support.launch import Launcher
from tests.e2e.support.ports import free_port
from tests.e2e.support.product import Product
from tests.e2e.support.village import ASSESSOR, TOWN, UNIT, write_roster
from tests.patience import PATIENCE_SECONDS

SECRET = "a-secret-of-the-webhook"
_OUTSIDE_QUIET_HOURS = 12
T = TypeVar("T")
_NUMBER = re.compile(r"#(\d+)")


@dataclass(frozen=True, slots=True)
class Stage:
    """Who is there, and what they can do."""

    sandbox: Sandbox
    product: Product
    group: Chat
    wang: Person
    zhang: Person
    outsider: Person
    office: Chat
    gu: Person

    @property
    def world(self) -> World:
        return self.sandbox.world

    @property
    def today(self) -> date:
        """The product's day."""
        return datetime.now(ZoneInfo(self.product.settings["TIMEZONE"])).date()  # noqa: TID251 - as the product's clock

    def on_screen(self, text: str, who: Person, chat: Chat | None = None) -> Message:
        """Write to the group, or to another one, and wait for nothing."""
        return self.sandbox.player.say((chat or self.group).id, who.id, text)

    async def say(self, text: str, who: Person, chat: Chat | None = None) -> Message:
        """Write to the group, or to another one; the bot's answer."""
        said = self.on_screen(text, who, chat)
        return await self._until(lambda: next((m for m in self.bot_messages(chat) if m.reply_to == said.id), None))

    async def press(self, message: Message, button: str, who: Person, saying: str = "") -> Message:
        """Press a button that does something, in whatever chat; what the bot then writes there, with these words.

        Other news may come to the chat in between.
        """
        last = self.world.messages(message.chat)[-1].id
        self.sandbox.player.press(message.chat, message.id, button, who.id)
        return await self._until(
            lambda: next((m for m in self._by_bot(message.chat) if m.id > last and saying in m.text), None)
        )

    async def press_in_vain(self, message: Message, button: str, who: Person) -> str:
        """Press a button that does nothing; the notice that says why."""
        query = self.sandbox.player.press(self.group.id, message.id, button, who.id)
        answered = await self._until(lambda: one if (one := self.world.state.callbacks[query]).answered else None)
        return answered.notice

    async def all_taken(self, patience: float = PATIENCE_SECONDS) -> None:
        """Wait until the product has taken every update that the platform holds for it; ``patience``: seconds."""
        await self.world.until(lambda: not self.world.state.updates or None, patience)

    def bot_messages(self, chat: Chat | None = None) -> list[Message]:
        """What the bot has written to the group, or to another one."""
        return self._by_bot((chat or self.group).id)

    def _by_bot(self, chat: int) -> list[Message]:
        return [message for message in self.world.messages(chat) if message.sender == self.world.bot.id]

    async def begin(self) -> None:
        """A database with sixty households."""
        await self.product.ask("init")
        await self.people_come()

    async def people_come(self) -> None:
        """Sixty households, into a database that was made."""
        await self.product.ask("households", "import", str(write_roster(self.product.folder / "名册.csv")))

    async def invite(self, role: str, name: str, unit: str = UNIT) -> str:
        """An invitation code, which stands alone on the last line."""
        out = await self.product.ask("officers", "invite", "--unit", unit, "--role", role, "--name", name)
        return out.splitlines()[-1]

    async def appoint(self) -> None:
        """王芳 becomes the specialist and binds the group; 张伟 becomes an assessor."""
        await self.say(f"/bang {await self.invite('specialist', self.wang.name)}", self.wang)
        await self.say(f"/绑定 {await self.invite('assessor', self.zhang.name)}", self.zhang)

    async def appoint_supervisor(self) -> None:
        """顾敏 becomes the town's supervisor and binds the town's own group."""
        await self.say(f"/bang {await self.invite('supervisor', self.gu.name, TOWN)}", self.gu, self.office)

    async def _until(self, found: Callable[[], T | None]) -> T:
        return await self.world.until(found, PATIENCE_SECONDS)


def number_in(message: Message) -> int:
    """The number of the entry that a confirmation tells."""
    return numbers_in(message)[0]


def numbers_in(message: Message) -> list[int]:
    """Every ``#123``."""
    return [int(number) for number in _NUMBER.findall(message.text)]


def _machine() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the product's clock is the machine's


@asynccontextmanager
async def open_stage(
    folder: Path, launcher: Launcher, settings: Mapping[str, str], clock: Callable[[], datetime] | None = None
) -> AsyncIterator[Stage]:
    """A stage in a folder of its own; ``settings`` are added to those that lead to its platforms.

    ``clock`` is that of the platforms; None = the machine's.
    """
    now = _machine()
    world = World(now=clock or _machine, new_id=lambda: secrets.token_hex(16))
    wang, zhang, outsider = world.add_person("王芳"), world.add_person(ASSESSOR), world.add_person("路人")
    group = world.add_group("秦望村积分群", [wang, zhang, outsider], admins=[wang])
    gu = world.add_person("顾敏")
    office = world.add_group("张堰镇积分监督群", [gu], admins=[gu])
    port = free_port()
    sandbox = await server.start(world, app_url=Product.url_at(str(port)))
    sandbox.telegram.updates.retry_seconds = 0.05
    product = Product(folder, launcher, {**_settings(sandbox, folder, port, now), **settings})
    try:
        yield Stage(sandbox, product, group, wang, zhang, outsider, office, gu)
    finally:
        await product.close()
        await sandbox.close()


def _settings(sandbox: Sandbox, folder: Path, port: int, now: datetime) -> dict[str, str]:
    account = sandbox.world.account
    return {
        "DATABASE_URL": f"sqlite://{folder}/jifen.db",
        "DATA_DIR": str(folder / "data"),
        "TIMEZONE": _noon(now),
        "HTTP_PORT": str(port),
        "PUBLIC_URL": Product.url_at(str(port)),
        "TELEGRAM_TOKEN": sandbox.world.bot.token,
        "TELEGRAM_API": sandbox.url,
        "TELEGRAM_SECRET": SECRET,
        "TWILIO_ACCOUNT_SID": account.sid,
        "TWILIO_AUTH_TOKEN": account.auth_token,
        "TWILIO_FROM": account.number,
        "TWILIO_API": sandbox.url,
        "SMS_PER_SECOND": "100",
    }


def _noon(now: datetime) -> str:
    """A time zone in which it is about noon: no midnight comes in between, and notices may go out."""
    return f"Etc/GMT{now.hour - _OUTSIDE_QUIET_HOURS:+}"
