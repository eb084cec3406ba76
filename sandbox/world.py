"""The sandbox's world: who and what there is, and everyone who watches it change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import TypeAdapter

from sandbox.model import Account, Bot, CallbackQuery, Chat, Command, Message, Person, Phone, Reach, State, Text

T = TypeVar("T")
ChangeKind = Literal["person", "chat", "message", "notice", "commands", "phone", "text", "update", "clock"]
Thing = Person | Chat | Message | CallbackQuery | Phone | Text | None

_STATE = TypeAdapter(State)
_FIRST_PERSON = 7_000_000_000
_FIRST_GROUP = 4_000_000_000
_FIRST_SUPERGROUP = 1_002_000_000_000
_FIRST_UPDATE = 700_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """Something is new or different; ``thing`` is how it is now."""

    kind: ChangeKind
    thing: Thing = None


class World:
    """All state of the sandbox. ``now`` and ``new_id`` (32 random hex digits) come from outside."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        bot: Bot | None = None,
        account: Account | None = None,
        state: State | None = None,
    ) -> None:
        self.now = now
        self.new_id = new_id
        self.bot = bot or Bot()
        self.account = account or Account()
        self.state = state or State()
        self._watchers: set[asyncio.Queue[Change]] = set()
        self.state.people[self.bot.id] = Person(self.bot.id, self.bot.name, is_bot=True)

    # People and chats

    def add_person(self, name: str, note: str = "") -> Person:
        """Somebody new with a chat account."""
        person = Person(_FIRST_PERSON + self.count("person"), name, note)
        self.state.people[person.id] = person
        self._tell("person", person)
        return person

    def add_group(
        self, title: str, members: Iterable[Person], *, admins: Iterable[Person] = (), bot_is_admin: bool = True
    ) -> Chat:
        """A group with these members and the bot. A bot that is no admin sees only what privacy mode shows it."""
        bosses = frozenset(person.id for person in admins) | ({self.bot.id} if bot_is_admin else frozenset())
        everyone = frozenset(person.id for person in members) | bosses | {self.bot.id}
        return self.put_chat(Chat(-(_FIRST_GROUP + self.count("group")), "group", title, everyone, bosses))

    def add_wecom_group(self, title: str, members: Iterable[int]) -> Chat:
        """A group with these members and the bot, on WeCom."""
        everyone = frozenset(members) | {self.bot.id}
        number = -(_FIRST_GROUP + self.count("group"))
        return self.put_chat(Chat(number, "group", title, everyone, platform="wecom"))

    def private_chat(self, person: int) -> Chat:
        """The person's chat with the bot, opened if need be."""
        if person not in self.state.chats:
            someone = self.state.people[person]
            self.put_chat(Chat(person, "private", someone.name, frozenset({person, self.bot.id})))
        return self.state.chats[person]

    def upgrade(self, chat: Chat) -> Chat:
        """Turn a group into a supergroup, which has another id. Returns the supergroup."""
        upgraded = replace(chat, id=-(_FIRST_SUPERGROUP + self.count("supergroup")), kind="supergroup")
        self.put_chat(upgraded)
        self.put_chat(replace(chat, moved_to=upgraded.id))
        return upgraded

    def put_chat(self, chat: Chat) -> Chat:
        """Store a chat as it is now."""
        self.state.chats[chat.id] = chat
        self.state.messages.setdefault(chat.id, {})
        self._tell("chat", chat)
        return chat

    # Messages

    def put_message(self, message: Message) -> Message:
        """Store a message as it is now."""
        self.state.messages[message.chat][message.id] = message
        self._tell("message", message)
        return message

    def messages(self, chat: int) -> list[Message]:
        """A chat's messages, oldest first."""
        return list(self.state.messages.get(chat, {}).values())

    def put_callback(self, callback: CallbackQuery) -> CallbackQuery:
        """Store a pressed button; an answered one is shown to who pressed it."""
        self.state.callbacks[callback.id] = callback
        self._tell("notice", callback)
        return callback

    def put_commands(self, scope: str, commands: tuple[Command, ...]) -> None:
        """Set the bot's command menu for a scope."""
        self.state.commands[scope] = commands
        self._tell("commands")

    # Phones

    def add_phone(self, number: str, owner: str = "", reach: Reach = "on") -> Phone:
        """A phone with this number (E.164)."""
        phone = self.state.phones[number] = Phone(number, owner, reach)
        self._tell("phone", phone)
        return phone

    def put_text(self, text: Text) -> Text:
        """Store a text as it is now."""
        self.state.texts[text.sid] = text
        self._tell("text", text)
        return text

    def texts(self, number: str) -> list[Text]:
        """What a phone has received and sent, oldest first. What is still on its way is not on the phone."""
        on_its_way = {"queued", "sending", "sent", "undelivered", "failed"}
        return [
            text
            for text in self.state.texts.values()
            if text.sender == number or (text.to == number and text.status not in on_its_way)
        ]

    # Counting, watching, keeping

    def count(self, what: str) -> int:
        """The next number of a series: 1, 2, 3 …"""
        self.state.counters[what] = self.state.counters.get(what, 0) + 1
        return self.state.counters[what]

    def next_update_id(self) -> int:
        """A number larger than that of every update before."""
        return _FIRST_UPDATE + self.count("update")

    def told_time(self) -> None:
        """The clock was moved on."""
        self._tell("clock")

    def told_bot(self) -> None:
        """Say that the updates waiting for the bot have changed."""
        self._tell("update")

    @contextmanager
    def watch(self) -> Iterator[asyncio.Queue[Change]]:
        """A queue of every change from now on."""
        queue: asyncio.Queue[Change] = asyncio.Queue()
        self._watchers.add(queue)
        try:
            yield queue
        finally:
            self._watchers.discard(queue)

    async def until(self, found: Callable[[], T | None], timeout_seconds: float = 60.0) -> T:
        """Wait until ``found`` returns something true, and return it. Raises TimeoutError.

        A machine with other work may stand still for ten seconds and more, hence the patience.
        """
        with self.watch() as changes:
            async with asyncio.timeout(timeout_seconds):
                while not (result := found()):
                    await changes.get()
                return result

    def save(self, path: Path) -> None:
        """Write all state to a file, whole or not at all."""
        draft = path.with_suffix(path.suffix + ".new")
        draft.write_bytes(_STATE.dump_json(self.state))
        draft.replace(path)

    @staticmethod
    def load_state(path: Path) -> State:
        """Read what ``save`` wrote. Raises FileNotFoundError, pydantic.ValidationError."""
        return _STATE.validate_json(path.read_bytes())

    def _tell(self, kind: ChangeKind, thing: Thing = None) -> None:
        for queue in self._watchers:
            queue.put_nowait(Change(kind, thing))
