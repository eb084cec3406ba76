"""WeCom's groups among the chats of the world: what people do there reaches the bot, what it says appears there."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from aiohttp import web

from sandbox.bot_files import Files, is_picture
from sandbox.model import Button, CallbackQuery, Keyboard, Message
from sandbox.wecom.model import Shown
from sandbox.wecom.people import People
from sandbox.wecom.platform import Platform
from sandbox.world import World

BOT, SECRET = "demo", "demo"
"""Open nothing outside the sandbox."""
PATH = "/wecom"
_CALLED = re.compile(r"<@(\d+)>")


class WecomTown:
    """Chats and people are known by their ids in the world, as words."""

    def __init__(self, world: World, files: Files) -> None:
        self._world, self._files = world, files
        self.platform = Platform(
            {BOT: SECRET}, numbers=iter(lambda: world.count("wecom"), 0)
        )  # goes on in a kept world
        self._people = People(self.platform, "", world.bot.name)
        self._messages: dict[int, Message] = {}
        """By what the platform shows, so that a card that changes is found again."""
        self._tasks: set[asyncio.Task[Any]] = set()
        self.platform.memory.told = self._show

    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return self.platform.routes(PATH)

    def open(self, url: str) -> None:
        """The server is there; the groups of a kept world are known again."""
        self._people.url = url + PATH
        for chat in self._world.state.chats.values():
            if chat.platform == "wecom":
                self.platform.memory.groups.add(str(chat.id))
                self.platform.memory.written_in.add(str(chat.id))

    async def close(self) -> None:
        """End the connection, and what people are about to do."""
        for task in self._tasks:
            task.cancel()
        await self.platform.close()

    def hears(self, message: Message) -> None:
        """Somebody wrote: the bot hears of it if it is named, or answered by quoting."""
        name, first = f"@{self._world.bot.name}", self._quoted(message)
        if name not in message.text and first is None:
            return
        words = message.text.replace(name, "", 1).strip()
        user, group = str(message.sender), str(message.chat)
        if message.photo:
            content = self._world.state.files[message.photo[-1]].content
            self._do(self._people.show(user, words, [content], group))
        else:
            quote = {"msgtype": "text", "text": {"content": first}} if first else None
            self._do(self._people.say(user, words, group, quote=quote))

    def pressed(self, query: CallbackQuery, message: Message, button: Button) -> None:
        """Somebody pressed a button of a card. The platform shows them no note of its own."""
        event = {"card_type": "button_interaction", "event_key": button.data, "task_id": message.task}
        self._do(self._people.press_raw(str(query.person), str(query.chat), event))
        self._world.put_callback(replace(query, answered=True))

    def _quoted(self, message: Message) -> str | None:
        first = self._world.state.messages[message.chat].get(message.reply_to or 0)
        return first.text if first is not None and first.sender == self._world.bot.id else None

    def _show(self, shown: Shown) -> None:
        """The bot said something, or a card of its changed."""
        chat, known = int(shown.chat), self._messages.get(id(shown))
        if known is not None:
            self._messages[id(shown)] = self._world.put_message(replace(known, keyboard=_keyboard(shown)))
            return
        if chat > 0:
            self._world.private_chat(chat)
        media = shown.photo or b""
        photo = self._files.store_photo(media) if is_picture(media) else ()
        document = self._files.store_document(media, shown.name) if media and not photo else None
        message = Message(
            self._world.count("message"),
            chat,
            self._world.now(),
            self._world.bot.id,
            self._words(shown),
            photo=photo,
            document=document,
            keyboard=_keyboard(shown),
            task=shown.task,
        )
        self._messages[id(shown)] = self._world.put_message(message)

    def _words(self, shown: Shown) -> str:
        card = shown.card or {}
        title, below = card.get("main_title", {}).get("title", ""), card.get("sub_title_text", "")
        words = "\n".join(part for part in (shown.text, title, below) if part)
        return _CALLED.sub(lambda called: f"@{self._name(int(called[1]))}", words)

    def _name(self, person: int) -> str:
        found = self._world.state.people.get(person)
        return found.name if found else str(person)

    def _do(self, act: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(act)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _keyboard(shown: Shown) -> Keyboard:
    return tuple((Button(label, data=key),) for label, key in shown.buttons().items())
