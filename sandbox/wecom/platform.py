"""The platform's side of the connections: who is let in, what is answered, and whom a second connection throws out."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.wecom import rules, uploads
from sandbox.wecom.faults import LineFault, LineFaults
from sandbox.wecom.media import GOOD_FOR_SECONDS, Stored
from sandbox.wecom.model import Memory

Send = Callable[[object], Any]


@dataclass(slots=True)
class Platform:
    """Serves ``/`` (the websocket) and ``/media/…``. ``now`` is a clock that never jumps, in seconds."""

    bots: Mapping[str, str]
    """Bot id to secret."""
    now: Callable[[], float] = time.monotonic
    memory: Memory = field(default_factory=Memory)
    faults: LineFaults = field(default_factory=LineFaults)
    media: dict[str, Stored] = field(default_factory=dict)
    line: web.WebSocketResponse | None = None
    """The connection of the bot that is let in."""
    logins: int = 0
    pings: int = 0
    answers_pings: bool = True
    answers_logins: bool = True
    waiting: list[object] = field(default_factory=list)
    """Frames for a bot that is not connected: sent when it comes, as the platform does."""
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    """What ids are made of; none may come twice."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def routes(self, base: str = "") -> list[web.RouteDef]:
        """Its HTTP routes, below a path."""
        return [web.get(base or "/", self._connect), web.get(base + "/media/{name}", self._media)]

    def number(self, what: str) -> str:
        """A new id."""
        return f"{what}{next(self.numbers):06d}"

    async def send(self, frame: object) -> None:
        """To the bot, now or when it comes back."""
        if self.line is None or self.line.closed:
            self.waiting.append(frame)
            return
        try:
            await self.line.send_str(json.dumps(frame))
        except ConnectionResetError:  # the bot is gone, and the line does not know it yet
            self.waiting.append(frame)

    async def send_raw(self, text: str) -> None:
        """Something that is perhaps no frame at all, to the bot that is connected."""
        if self.line is not None:
            await self.line.send_str(text)

    async def hang_up(self) -> None:
        """Close the connection in good order."""
        if self.line is not None:
            await self.line.close()

    def break_off(self) -> None:
        """Cut the connection without a word."""
        if self.line is not None and self.line._req is not None and self.line._req.transport is not None:
            self.line._req.transport.abort()

    async def close(self) -> None:
        """End everything."""
        for task in self._tasks:
            task.cancel()
        await self.hang_up()

    async def _media(self, request: web.Request) -> web.Response:
        stored = self.media.get(request.match_info["name"])
        if stored is None or self.now() - stored.at > GOOD_FOR_SECONDS:
            return web.Response(status=403)
        return web.Response(body=stored.content, headers={"Content-Disposition": 'attachment; filename="picture.jpg"'})

    async def _connect(self, request: web.Request) -> web.WebSocketResponse:
        line = web.WebSocketResponse(max_msg_size=1 << 20)
        await line.prepare(request)
        async for message in line:
            if message.type is WSMsgType.TEXT:
                await self._take(line, json.loads(message.data))
        if self.line is line:
            self.line = None
        return line

    async def _take(self, line: web.WebSocketResponse, frame: Mapping[str, Any]) -> None:
        command, headers, body = frame.get("cmd"), frame["headers"], frame.get("body") or {}
        if command == "aibot_subscribe":
            await self._let_in(line, headers, body)
        elif command == "ping":
            self.pings += 1
            if self.answers_pings:
                await line.send_json({"headers": headers, "errcode": 0, "errmsg": "ok"})
        else:
            await self._obey(line, str(command), headers, body)

    async def _let_in(self, line: web.WebSocketResponse, headers: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        if not self.answers_logins:
            return
        if self.bots.get(body.get("bot_id", "")) != body.get("secret"):
            code, words = rules.BAD_SECRET
            await line.send_json({"headers": headers, "errcode": code, "errmsg": words})
            return
        if self.line is not None and not self.line.closed and self.line is not line:
            await self._throw_out(self.line)
        self.line, self.logins = line, self.logins + 1
        await line.send_json({"headers": headers, "errcode": 0, "errmsg": "ok"})
        waiting, self.waiting = self.waiting, []
        for frame in waiting:
            await line.send_str(json.dumps(frame))

    async def _throw_out(self, line: web.WebSocketResponse) -> None:
        event = {"msgid": self.number("msg"), "msgtype": "event", "event": {"eventtype": "disconnected_event"}}
        await line.send_json({"cmd": "aibot_event_callback", "headers": {"req_id": self.number("req")}, "body": event})
        await line.close()

    async def _obey(
        self, line: web.WebSocketResponse, command: str, headers: Mapping[str, Any], body: Mapping[str, Any]
    ) -> None:
        fault = self.faults.take(command)
        answer: dict[str, object] = {"headers": headers, "errcode": 0, "errmsg": "ok"}
        try:
            given = self._do(line, command, headers.get("req_id"), body, fault)
            answer |= {"body": given} if given else {}
        except rules.Denied as denied:
            answer |= {"errcode": denied.code, "errmsg": denied.words}
        await self._answer(line, answer, fault)

    def _do(
        self,
        line: web.WebSocketResponse,
        command: str,
        request: object,
        body: Mapping[str, Any],
        fault: LineFault | None,
    ) -> dict[str, str] | None:
        """Do what the bot asks for; what it is answered beside ok. Raises Denied."""
        if fault is not None and fault.kind == "refuse":
            raise rules.Denied(fault.code, fault.words)
        if fault is not None and fault.kind == "lost":
            return None
        if line is not self.line:
            raise rules.Denied(*rules.NOT_SUBSCRIBED)
        callback = self.memory.callbacks.get(str(request))
        match command:
            case "aibot_respond_msg":
                rules.respond(self.memory, callback, body, self.now())
            case "aibot_respond_welcome_msg":
                rules.welcome(self.memory, callback, body, self.now())
            case "aibot_respond_update_msg":
                rules.change(self.memory, callback, body, self.now())
            case "aibot_send_msg":
                rules.push(self.memory, body, self.now())
            case _:
                return uploads.step(self.memory, command, body, self.number)
        return None

    async def _answer(self, line: web.WebSocketResponse, answer: Mapping[str, object], fault: LineFault | None) -> None:
        match fault:
            case LineFault("mute" | "lost"):
                return
            case LineFault("close"):
                await line.close()
            case LineFault("late"):
                task = asyncio.create_task(_later(line, answer, fault.seconds))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            case _:
                await line.send_json(answer)


async def _later(line: web.WebSocketResponse, answer: Mapping[str, object], seconds: float) -> None:
    await asyncio.sleep(seconds)
    if not line.closed:
        await line.send_json(answer)
