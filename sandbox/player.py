"""What people do in their chats: write, send photos, press buttons, come and go, and what the bot is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sandbox import bot_shapes
from sandbox.bot_files import Files
from sandbox.bot_markup import commands
from sandbox.bot_updates import Updates
from sandbox.model import Button, CallbackQuery, Chat, Message, Service, ServiceKind
from sandbox.wecom.town import WecomTown
from sandbox.world import World


class NotPossible(Exception):  # noqa: N818 - it is an answer to the player, not a failure
    """Something that the real messenger would not let this person do."""


class Player:
    """Plays everyone. Chats and people are given by their ids."""

    def __init__(self, world: World, updates: Updates, files: Files, wecom: WecomTown) -> None:
        self._wecom = wecom
        self._world = world
        self._updates = updates
        self._files = files

    def say(
        self, chat: int, person: int, text: str, reply_to: int | None = None, *, anonymous: bool = False
    ) -> Message:
        """Write. ``anonymous``: as an admin who hides behind the group. Raises NotPossible."""
        message = self._message(chat, person, text, reply_to=reply_to, entities=commands(text))
        return self._post(replace(message, sender_chat=chat) if anonymous else message)

    def send_photo(
        self, chat: int, person: int, photo: bytes, caption: str = "", reply_to: int | None = None
    ) -> Message:
        """Send a picture. Raises NotPossible."""
        message = self._message(chat, person, caption, reply_to=reply_to, entities=commands(caption))
        return self._post(replace(message, photo=self._files.store_photo(photo)))

    def send_album(self, chat: int, person: int, photos: Sequence[bytes], caption: str = "", at: int = 0) -> Message:
        """Send pictures together, each a message of its own; the one ``at`` that place has the caption. Returns that.

        Raises NotPossible.
        """
        album, captioned = str(self._world.count("album")), None
        for place, photo in enumerate(photos):
            text = caption if place == at else ""
            message = self._message(chat, person, text, entities=commands(text), album=album)
            posted = self._post(replace(message, photo=self._files.store_photo(photo)))
            captioned = posted if place == at else captioned
        if captioned is None:
            raise NotPossible("no such picture")
        return captioned

    def press(self, chat: int, message: int, button: str | tuple[int, int], person: int) -> str:
        """Press a button, given by its label, its data or its (row, column). Returns the callback query's id."""
        home = self._enter(chat, person)
        pressed = self._world.state.messages[home.id].get(message)
        if pressed is None:
            raise NotPossible("no such message")
        found = _find(pressed, button)
        query = CallbackQuery(str(10**18 + self._world.count("callback")), person, home.id, message)
        self._world.put_callback(query)
        if home.platform == "wecom":
            self._wecom.pressed(query, pressed, found)
            return query.id
        self._updates.put(
            "callback_query",
            {
                "id": query.id,
                "from": bot_shapes.user(self._world.state.people[person]),
                "message": bot_shapes.message(self._world, pressed),
                "chat_instance": str(home.id),
                "data": found.data,
            },
        )
        return query.id

    def join(self, chat: int, person: int) -> None:
        """Come into a group; also the bot, by its id."""
        home = self._world.state.chats[chat]
        self._member_changes(home, replace(home, members=home.members | {person}), person, "joined")

    def leave(self, chat: int, person: int) -> None:
        """Leave a group; also the bot, by its id."""
        home, gone = self._world.state.chats[chat], frozenset({person})
        after = replace(home, members=home.members - gone, admins=home.admins - gone)
        self._member_changes(home, after, person, "left")

    def promote(self, chat: int, person: int, *, admin: bool = True) -> None:
        """Make somebody an admin, or no longer one; also the bot, by its id."""
        home = self._world.state.chats[chat]
        admins = home.admins | {person} if admin else home.admins - {person}
        self._member_changes(home, replace(home, admins=admins), person, None)

    def migrate(self, chat: int) -> Chat:
        """Turn a group into a supergroup. Returns that, with its new id."""
        home = self._world.state.chats[chat]
        upgraded = self._world.upgrade(home)
        who = next(iter(home.members - {self._world.bot.id}), self._world.bot.id)
        for place, service in (
            (chat, Service("moved-to", upgraded.id)),
            (upgraded.id, Service("moved-from", chat)),
        ):
            note = Message(self._world.count("message"), place, self._world.now(), who, service=service)
            self._post(note)
        return upgraded

    def _enter(self, chat: int, person: int) -> Chat:
        if person not in self._world.state.people:
            raise NotPossible("no such person")
        home = self._world.private_chat(person) if chat == person else self._world.state.chats.get(chat)
        if home is None or home.moved_to is not None:
            raise NotPossible("no such chat")
        if person not in home.members:
            raise NotPossible("not a member")
        return home

    def _message(self, chat: int, person: int, text: str, **content: Any) -> Message:
        home = self._enter(chat, person)
        return Message(self._world.count("message"), home.id, self._world.now(), person, text, **content)

    def _post(self, message: Message) -> Message:
        if self._world.state.chats[message.chat].platform == "wecom":
            self._world.put_message(message)
            self._wecom.hears(message)
            return message
        seen = self._bot_sees(message)
        self._world.put_message(message)
        if seen:
            self._updates.put("message", bot_shapes.message(self._world, message))
        return message

    def _bot_sees(self, message: Message) -> bool:
        """Privacy mode. Source: https://core.telegram.org/bots/features#privacy-mode."""
        home, bot = self._world.state.chats[message.chat], self._world.bot
        if bot.id not in home.members:
            return False
        if home.kind == "private" or bot.id in home.admins or message.service:
            return True
        before = self._world.state.messages[home.id]
        if message.reply_to in before and before[message.reply_to].sender == bot.id:
            return True
        word = message.text.split(maxsplit=1)[0] if message.text.strip() else ""
        if not word.startswith("/"):
            return False
        _, _, addressee = word.partition("@")
        if addressee:
            return addressee.lower() == bot.username.lower()
        return any(written.sender == bot.id for written in before.values())

    def _member_changes(self, before: Chat, after: Chat, person: int, service: ServiceKind | None) -> None:
        someone, bot = self._world.state.people[person], self._world.bot.id
        self._world.put_chat(after)
        if service is not None:
            at = self._world.now()
            note = Message(self._world.count("message"), after.id, at, person, service=Service(service, person))
            self._post(note)
        if person != bot and bot not in after.admins:
            return
        self._updates.put(
            "my_chat_member" if person == bot else "chat_member",
            {
                "chat": bot_shapes.chat(after),
                "from": bot_shapes.user(someone),
                "date": int(self._world.now().timestamp()),
                "old_chat_member": bot_shapes.member(before, someone),
                "new_chat_member": bot_shapes.member(after, someone),
            },
        )


def _find(message: Message, button: str | tuple[int, int]) -> Button:
    if isinstance(button, tuple):
        row, column = button
        if row < len(message.keyboard) and column < len(message.keyboard[row]):
            return message.keyboard[row][column]
        raise NotPossible("no such button")
    buttons = [one for row in message.keyboard for one in row]
    found = next((one for one in buttons if button in (one.text, one.data)), None)
    if found is None:
        raise NotPossible("no such button")
    return found
