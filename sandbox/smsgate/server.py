"""The phone's local HTTP server, under ``/smsgate``."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from random import Random
from typing import Any, Final

from aiohttp import encode_basic_auth, web

from sandbox.faults import Fault, Faults, cut
from sandbox.model import Text
from sandbox.sms_network import Exchange
from sandbox.smsgate.caller import Caller, Webhook
from sandbox.smsgate.device import Device
from sandbox.world import World

BASE: Final = "/smsgate"
USER: Final = "sms"
PASSWORD: Final = "sandbox"  # noqa: S105 - opens nothing outside the sandbox
SIGNING_KEY: Final = "sandbox-signing-key"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_LOW_BATTERY, _EMPTY_BATTERY = 25, 10

Answer = Callable[[web.Request], Awaitable[web.Response]]


class SmsGate:
    """The stand-in. ``faults`` go wrong by order (methods ``send``, ``state``, ``inbox``, ``health``, ``webhooks``)."""

    def __init__(self, world: World, seed: int = 0) -> None:
        self._world = world
        self.caller = Caller(world, SIGNING_KEY, Random(seed))  # noqa: S311 - what goes wrong, nothing secret
        self.device = Device(world, self.caller)
        self.faults = Faults()
        self._pinging: asyncio.Task[None] | None = None
        self.battery = 80
        self.charging = True
        self.hangs = True
        """Asleep it takes calls and answers them when it wakes; else they are cut off."""

    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return [
            web.get(f"{BASE}/health", self._guarded("health", self._health, open_to_all=True)),
            web.post(f"{BASE}/messages", self._guarded("send", self._send)),
            web.get(f"{BASE}/messages/{{id}}", self._guarded("state", self._state)),
            web.get(f"{BASE}/inbox", self._guarded("inbox", self._inbox)),
            web.get(f"{BASE}/webhooks", self._guarded("webhooks", self._webhooks)),
            web.post(f"{BASE}/webhooks", self._guarded("webhooks", self._register)),
            web.delete(f"{BASE}/webhooks/{{id}}", self._guarded("webhooks", self._forget)),
        ]

    async def write(self, sender: str, body: str) -> Exchange:
        """Write to the app from a villager's phone, by way of this one."""
        self.device.write(sender, body)
        return Exchange("", {}, 200)

    @property
    def asleep(self) -> bool:
        """Whether the phone sleeps."""
        return not self.caller.awake.is_set()

    def keep_pinging(self, seconds: float) -> None:
        """Give a sign of life every so many seconds from now on."""
        self._pinging = asyncio.create_task(self._ping_on(seconds))

    async def _ping_on(self, seconds: float) -> None:
        while True:
            self.ping()
            await asyncio.sleep(seconds)

    def sleep(self) -> None:
        """Stop answering, sending and calling, as a phone does that saves its battery."""
        self.caller.awake.clear()

    def wake(self) -> None:
        """Go on with everything that has waited."""
        self.caller.awake.set()

    def ping(self) -> None:
        """The sign of life that the phone gives by itself."""
        self.caller.tell("system:ping", {"health": self._checks()})

    async def settled(self) -> None:
        """Wait until everything was sent, and told."""
        await self.device.settled()
        await self.caller.settled()

    async def close(self) -> None:
        """Stop."""
        self.faults.close()
        if self._pinging:
            self._pinging.cancel()
            await asyncio.gather(self._pinging, return_exceptions=True)
        await self.device.close()
        await self.caller.close()

    def _guarded(
        self, method: str, answer: Answer, *, open_to_all: bool = False
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guard(request: web.Request) -> web.StreamResponse:
            async def act() -> web.Response:
                if not self.hangs and not self.caller.awake.is_set():
                    return cut(request)
                await self.caller.awake.wait()
                if not open_to_all and request.headers.get("Authorization") != encode_basic_auth(USER, PASSWORD):
                    return web.Response(status=401)
                return await answer(request)

            return await self.faults.run(request, method, act, _faulty)

        return guard

    async def _send(self, request: web.Request) -> web.Response:
        given = await request.json()
        try:
            (to,) = given["phoneNumbers"]
            body, ttl = str(given["textMessage"]["text"]), given.get("ttl")
        except (KeyError, TypeError, ValueError):
            return _refused(400, "Must specify exactly one of: textMessage, dataMessage, or message")
        if ttl is not None and ttl <= 0:
            return _refused(400, "message already expired")
        try:
            sid = self.device.enqueue(str(given.get("id") or self._world.new_id()[:21]), str(to), body, ttl).sid
        except FileExistsError:
            return _refused(409, "Message with the same ID already exists")
        return web.json_response(self._shape(sid), status=202)

    async def _state(self, request: web.Request) -> web.Response:
        sid = request.match_info["id"]
        if self.device.state(sid) is None:
            return web.Response(status=404)
        return web.json_response(self._shape(sid))

    async def _inbox(self, request: web.Request) -> web.Response:
        query = request.query
        try:
            since = datetime.fromisoformat(query["from"]) if "from" in query else _BEGINNING
            until = datetime.fromisoformat(query["to"]) if "to" in query else self._world.now()
            limit, offset = int(query.get("limit", "50")), int(query.get("offset", "0"))
        except ValueError:
            return _refused(400, "Invalid from datetime")
        if not 1 <= limit <= 500 or offset < 0:  # noqa: PLR2004 - the app's own limit
            return _refused(400, "limit must be between 1 and 500")
        listed = self.device.inbox(since, until)
        return web.json_response(
            [_came(text) for text in listed[offset : offset + limit]], headers={"X-Total-Count": str(len(listed))}
        )

    async def _health(self, _: web.Request) -> web.Response:
        health = self._checks()
        return web.json_response(health, status=500 if health["status"] == "fail" else 200)

    async def _webhooks(self, _: web.Request) -> web.Response:
        return web.json_response([_told(webhook) for webhook in self.caller.webhooks.values()])

    async def _register(self, request: web.Request) -> web.Response:
        given = await request.json()
        url = str(given.get("url", ""))
        if not url.startswith(("https://", "http://127.0.0.1:", "http://127.0.0.1/")):
            return _refused(400, "url must start with https:// or http://127.0.0.1")
        webhook = Webhook(str(given.get("id") or self._world.new_id()[:21]), url, str(given.get("event", "")))
        self.caller.webhooks[webhook.id] = webhook
        return web.json_response(_told(webhook), status=201)

    async def _forget(self, request: web.Request) -> web.Response:
        self.caller.webhooks.pop(request.match_info["id"], None)
        return web.Response(status=204)

    def _shape(self, sid: str) -> dict[str, Any]:
        text, sending, state = self._world.state.texts[sid], self.device.sendings.get(sid), self.device.state(sid)
        return {
            "id": sid,
            "deviceId": "sandbox",
            "state": state,
            "isHashed": False,
            "isEncrypted": False,
            "recipients": [{"phoneNumber": text.to, "state": state, "error": sending.error if sending else None}],
            "states": {name: at.isoformat(timespec="milliseconds") for name, at in sending.states.items()}
            if sending
            else {},
        }

    def _checks(self) -> dict[str, Any]:
        level = "fail" if self.battery < _EMPTY_BATTERY else "warn" if self.battery < _LOW_BATTERY else "pass"
        checks = {
            "battery:level": {"status": level, "observedValue": self.battery, "observedUnit": "percent"},
            "battery:charging": {"status": "pass", "observedValue": 3 if self.charging else 0, "observedUnit": "flags"},
            "connection:status": {"status": "pass", "observedValue": 1, "observedUnit": "boolean"},
            "connection:cellular": {"status": "pass", "observedValue": 4, "observedUnit": "index"},
            "messages:failed": {"status": "pass", "observedValue": 0, "observedUnit": "messages"},
        }
        return {"status": level, "version": "sandbox", "releaseId": 1, "checks": checks}


def _came(text: Text) -> dict[str, Any]:
    return {
        "id": text.sid,
        "type": "SMS",
        "sender": text.sender,
        "recipient": text.to,
        "simNumber": 1,
        "contentPreview": text.body,
        "createdAt": text.at.isoformat(timespec="milliseconds"),
        "attachments": [],
    }


def _told(webhook: Webhook) -> dict[str, Any]:
    return {"id": webhook.id, "url": webhook.url, "event": webhook.event, "source": "Local"}


def _refused(status: int, message: str) -> web.Response:
    return web.json_response({"message": message}, status=status)


def _faulty(fault: Fault) -> web.Response:
    return _refused(fault.status or 500, fault.message)
