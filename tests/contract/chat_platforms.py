"""The chat platforms, each with its stand-in and the people on it, played in one and the same way."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from pydantic import SecretStr

from sandbox import server as telegram
from sandbox.model import Chat, Message, Person
from sandbox.server import Sandbox
from sandbox.wecom import model as wecom_model
from sandbox.wecom import server as wecom
from sandbox.wecom.server import StandIn
from tests.bot.platform import new_world
from tests.wecom.conftest import until

CHEN, ZHOU, SUN, STRANGER = "陈国强", "周美华", "孙志明", "路人"
"""陈国强 is the specialist, 周美华 and 孙志明 are assessors."""
GROUP = "工作群"
OTHER_GROUP = "另一个群"


@dataclass(frozen=True)
class Shown:
    """What stands in a chat from the bot: its words, the choices below them, and the photo over them."""

    text: str
    choices: tuple[str, ...]
    photo: bytes | None
    raw: Any
    """As the platform has it."""


class Platform(Protocol):
    """People and chats are called by the names above; a private chat is called as its person."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """How the product finds it."""
        ...

    def known_as(self, chat: str) -> str:
        """The product's name for a chat or a person."""
        ...

    async def ready(self, address: str) -> None:
        """Wait until the product hears what is said; at ``address`` it can be called."""
        ...

    async def say(self, who: str, text: str, chat: str = GROUP, *, to: Shown | None = None) -> None:
        """Somebody writes to the bot, and waits for nothing; ``to``: in reply to what it said."""
        ...

    async def show(self, who: str, text: str, pictures: Sequence[bytes]) -> None:
        """Somebody sends pictures with a text to the group; each picture has to be kept."""
        ...

    async def press(self, who: str, shown: Shown, choice: str) -> None:
        """Somebody chooses, by button or by number, whatever is there."""
        ...

    async def again(self) -> None:
        """What came last comes once more, as platforms bring it when they are unsure."""
        ...

    def shown(self, chat: str = GROUP) -> list[Shown]:
        """What the bot said in a chat, oldest first."""
        ...

    async def shut(self) -> None:
        """The bot may no longer write into the group."""
        ...

    async def open(self) -> None:
        """It may again."""
        ...


@dataclass
class OnTelegram:
    """Buttons below every message; pressed ones lose them."""

    sandbox: Sandbox
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, Chat] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world = self.sandbox.world
        self.people = {name: world.add_person(name) for name in (CHEN, ZHOU, SUN, STRANGER)}
        everybody = list(self.people.values())
        self.groups = {title: world.add_group(title, everybody, admins=everybody[:1]) for title in (GROUP, OTHER_GROUP)}

    @property
    def settings(self) -> Mapping[str, Any]:
        return {"telegram_token": SecretStr(self.sandbox.world.bot.token), "telegram_api": self.sandbox.url}

    def known_as(self, chat: str) -> str:
        return f"telegram:{self._chat(chat)}"

    async def ready(self, _address: str) -> None:
        await until(lambda: "chat_member" in self.sandbox.world.state.allowed_updates)

    async def say(self, who: str, text: str, chat: str = GROUP, *, to: Shown | None = None) -> None:
        person = self.people[who].id
        if chat == who:
            self.sandbox.world.private_chat(person)
        self.sandbox.player.say(self._chat(chat), person, text, to.raw.id if to else None)

    async def show(self, who: str, text: str, pictures: Sequence[bytes]) -> None:
        if len(pictures) == 1:
            self.sandbox.player.send_photo(self._chat(GROUP), self.people[who].id, pictures[0], text)
        else:
            self.sandbox.player.send_album(self._chat(GROUP), self.people[who].id, pictures, text)

    async def press(self, who: str, shown: Shown, choice: str) -> None:
        message: Message = shown.raw
        label = _meant(shown, choice)
        self.sandbox.player.press(message.chat, message.id, label, self.people[who].id)

    async def again(self) -> None:
        updates = self.sandbox.telegram.updates
        updates.repeat(updates.log[-1])

    def shown(self, chat: str = GROUP) -> list[Shown]:
        world = self.sandbox.world
        return [self._shown(one) for one in world.messages(self._chat(chat)) if one.sender == world.bot.id]

    async def shut(self) -> None:
        self.sandbox.player.leave(self.groups[GROUP].id, self.sandbox.world.bot.id)

    async def open(self) -> None:
        self.sandbox.player.join(self.groups[GROUP].id, self.sandbox.world.bot.id)
        self.sandbox.player.promote(self.groups[GROUP].id, self.sandbox.world.bot.id)

    def _shown(self, message: Message) -> Shown:
        photo = self.sandbox.world.state.files[message.photo[-1]].content if message.photo else None
        choices = tuple(button.text for row in message.keyboard for button in row)
        return Shown(message.text, choices, photo, message)

    def _chat(self, chat: str) -> int:
        return self.groups[chat].id if chat in self.groups else self.people[chat].id


def _meant(shown: Shown, choice: str) -> str:
    """The choice that is called so, or the one that has these words in it."""
    (label,) = [label for label in shown.choices if label == choice] or [
        label for label in shown.choices if choice in label
    ]
    return label


_NUMBERED = re.compile(r"^(\d{1,2})\. (.+)$", re.MULTILINE)
_HOW = re.compile(r"\n+选哪个，请回.*$")


@dataclass
class OnWecom:
    """Buttons on cards in answers, numbered choices in what is pushed into a group."""

    stand_in: StandIn
    said: list[str] = field(default_factory=list)
    logins: int = 0

    @property
    def settings(self) -> Mapping[str, Any]:
        return {"wecom_bot_id": "bot", "wecom_secret": SecretStr("secret"), "wecom_url": self.stand_in.url}

    def known_as(self, chat: str) -> str:
        return f"wecom:group:{chat}" if _is_group(chat) else f"wecom:{chat}"

    async def ready(self, _address: str) -> None:
        platform = self.stand_in.platform
        await until(lambda: platform.logins > self.logins)  # the last connection may still be closing
        self.logins = platform.logins

    async def say(self, who: str, text: str, chat: str = GROUP, *, to: Shown | None = None) -> None:
        quote = {"msgtype": "text", "text": {"content": to.text}} if to else None
        people = self.stand_in.people
        self.said.append(await people.say(who, text, chat if _is_group(chat) else None, quote=quote))

    async def show(self, who: str, text: str, pictures: Sequence[bytes]) -> None:
        self.said.append(await self.stand_in.people.show(who, text, pictures, GROUP))

    async def press(self, who: str, shown: Shown, choice: str) -> None:
        label = _meant(shown, choice)
        numbers = {text: number for number, text in _NUMBERED.findall(shown.raw.text)}
        if label in numbers:
            await self.say(who, numbers[label], shown.raw.chat)
        else:
            self.said.append(await self.stand_in.people.press(who, shown.raw, label))

    async def again(self) -> None:
        await self.stand_in.people.again(self.said[-1])

    def shown(self, chat: str = GROUP) -> list[Shown]:
        return [_shown(one) for one in self.stand_in.platform.memory.in_chat(chat)]

    async def shut(self) -> None:
        self.stand_in.platform.memory.closed.add(GROUP)

    async def open(self) -> None:
        self.stand_in.platform.memory.closed.discard(GROUP)
        await self.say(CHEN, "/gui 环1")


def _is_group(chat: str) -> bool:
    return chat in {GROUP, OTHER_GROUP}


def _shown(one: wecom_model.Shown) -> Shown:
    card = one.card or {}
    title, below = card.get("main_title", {}).get("title", ""), card.get("sub_title_text", "")
    numbered = tuple(label for _, label in _NUMBERED.findall(one.text)) if _HOW.search(one.text) else ()
    text = "\n".join(part for part in (one.text, title, below) if part)
    return Shown(text, (*one.buttons(), *numbered), one.photo, one)


@asynccontextmanager
async def on_telegram() -> AsyncIterator[Platform]:
    """Telegram's stand-in."""
    running = await telegram.start(new_world())
    yield OnTelegram(running)
    await running.close()


@asynccontextmanager
async def on_wecom() -> AsyncIterator[Platform]:
    """WeCom's stand-in."""
    running = await wecom.start({"bot": "secret"}, tls=False)
    yield OnWecom(running)
    await running.close()


PLATFORMS = {"telegram": on_telegram, "wecom": on_wecom}
"""By name."""
