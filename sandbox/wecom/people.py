"""Acts for the people in the chats: they write, send pictures, quote, press, and come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.wecom.media import Stored, encrypt, key_of
from sandbox.wecom.model import Answerable, Shown
from sandbox.wecom.platform import Platform

Body = Mapping[str, Any]


@dataclass(slots=True)
class People:
    """``group`` None = in private. ``name``: how the bot is called in the chats."""

    platform: Platform
    url: str
    """Where the stand-in serves its files."""
    name: str = "积分助手"
    created: int | None = None
    """The sending time that messages carry (seconds since 1970); None = they carry none."""
    last: Mapping[str, Any] = field(default_factory=dict)

    async def say(self, user: str, text: str, group: str | None = None, *, quote: Body | None = None) -> str:
        """A text; in a group the bot is mentioned, for else it would not hear it. The ``msgid``."""
        return await self._message(
            user, group, {"msgtype": "text", "text": {"content": self._to_bot(text, group)}}, quote
        )

    async def show(self, user: str, text: str, pictures: Sequence[bytes], group: str | None = None) -> str:
        """A text with pictures, as ``mixed``."""
        items: list[Body] = [{"msgtype": "text", "text": {"content": self._to_bot(text, group)}}]
        items += [{"msgtype": "image", "image": self.put(one)} for one in pictures]
        return await self._message(user, group, {"msgtype": "mixed", "mixed": {"msg_item": items}})

    async def speak(self, user: str, words: str) -> str:
        """A voice message: in private only, heard as text."""
        return await self._message(user, None, {"msgtype": "voice", "voice": {"content": words}})

    async def press(self, user: str, shown: Shown, label: str) -> str:
        """A button of a card, whether the person still sees it or not (two may press at once). The ``msgid``."""
        card = shown.card or {}
        every = {one["text"]: one["key"] for one in card.get("button_list", [])}
        event = {"card_type": "button_interaction", "event_key": every[label], "task_id": shown.task}
        return await self.press_raw(user, shown.chat, event)

    async def press_raw(self, user: str, chat: str, event: Body) -> str:
        """A press with any key and task."""
        inner = {"eventtype": "template_card_event", "template_card_event": event}
        return await self._event(user, chat, inner, "card", str(event.get("task_id")))

    async def enter(self, user: str) -> str:
        """Open the private chat for the first time today."""
        return await self._event(user, user, {"eventtype": "enter_chat"}, "enter", None)

    async def again(self, msgid: str) -> None:
        """The same callback once more, as the platform does when it is unsure; its ``req_id`` is another."""
        frame = self.platform.memory.frames[msgid]
        old = self.platform.memory.callbacks[frame["headers"]["req_id"]]
        await self._send(frame["body"], Answerable(self.platform.number("req"), old.chat, old.at, old.kind, old.task))

    def put(self, content: bytes) -> dict[str, str]:
        """Store a file to be fetched within five minutes: its address and key."""
        name = self.platform.number("file")
        key, written = key_of(name)
        self.platform.media[name] = Stored(encrypt(content, key), self.platform.now())
        return {"url": f"{self.url}/media/{name}", "aeskey": written}

    def _to_bot(self, text: str, group: str | None) -> str:
        return f"@{self.name} {text}" if group else text

    async def _message(self, user: str, group: str | None, body: Body, quote: Body | None = None) -> str:
        chat = self._chat(user, group)
        full = {**self._common(user, group), **body, **({"quote": quote} if quote else {})}
        await self._send(full, Answerable(self.platform.number("req"), chat, self.platform.now(), "message"))
        return str(full["msgid"])

    async def _event(self, user: str, chat: str, inner: Body, kind: Any, task: str | None) -> str:
        group = chat if chat in self.platform.memory.groups else None
        full = {**self._common(user, group), "msgtype": "event", "event": inner}
        await self._send(full, Answerable(self.platform.number("req"), chat, self.platform.now(), kind, task))
        return str(full["msgid"])

    async def _send(self, body: Body, callback: Answerable) -> None:
        command = "aibot_msg_callback" if callback.kind == "message" else "aibot_event_callback"
        frame = {"cmd": command, "headers": {"req_id": callback.req_id}, "body": body}
        self.platform.memory.callbacks[callback.req_id] = callback
        self.platform.memory.frames.setdefault(body["msgid"], frame)
        self.last = frame
        await self.platform.send(frame)

    def _chat(self, user: str, group: str | None) -> str:
        if group:
            self.platform.memory.groups.add(group)
        self.platform.memory.written_in.add(group or user)
        return group or user

    def _common(self, user: str, group: str | None) -> dict[str, Any]:
        body: dict[str, Any] = {"msgid": self.platform.number("msg"), "aibotid": "bot", "from": {"userid": user}}
        body |= {"chattype": "group", "chatid": group} if group else {"chattype": "single"}
        return body | ({"create_time": self.created} if self.created is not None else {})
