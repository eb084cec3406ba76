"""The phone's calls to the app: signed, queued while it sleeps, retried until they are taken; and how they go wrong."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import aiohttp

from sandbox.world import World

_TIMEOUT = aiohttp.ClientTimeout(total=5)
_ESCAPED: dict[str, str | int | None] = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "=": "\\u003d", "'": "\\u0027"}
"""How the app writes these in JSON."""
_MOST_TRIES = 15


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where the phone calls for one kind of event."""

    id: str
    url: str
    event: str


@dataclass(slots=True)
class CallFaults:
    """How badly it goes: shares of the calls that are lost for good or made twice; seconds before each; shuffled."""

    lost: float = 0.0
    doubled: float = 0.0
    delay_seconds: float = 0.0
    shuffled: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made. ``status`` is 0 when the app could not be reached."""

    event: Mapping[str, Any]
    status: int


class Caller:
    """Makes the calls, while the phone is ``awake``."""

    def __init__(self, world: World, signing_key: str, random: Random) -> None:
        self._world = world
        self._random = random
        self.signing_key = signing_key
        self.webhooks: dict[str, Webhook] = {}
        self.faults = CallFaults()
        self.awake = asyncio.Event()
        self.awake.set()
        self.retry_seconds = 10.0
        self.made: list[Call] = []
        """Every call made, for tests."""
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def tell(self, event: str, payload: Mapping[str, Any]) -> None:
        """Call wherever somebody wants to hear of such an event, each under an id of its own."""
        for webhook in self.webhooks.values():
            if webhook.event == event:
                told = {"deviceId": "sandbox", "event": event, "id": self._world.new_id()[:21], "payload": payload}
                self._start(webhook, {**told, "webhookId": webhook.id})

    async def settled(self) -> None:
        """Wait until every call was taken, lost, or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop calling."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session:
            await self._session.close()

    def sign(self, body: bytes, timestamp: str) -> str:
        """The X-Signature of a call."""
        return hmac.new(self.signing_key.encode(), body + timestamp.encode(), hashlib.sha256).hexdigest()

    async def post(self, url: str, event: Mapping[str, Any], *, key: str | None = None, age: int = 0) -> int:
        """Make one call, signed ``age`` seconds ago and, if so ordered, with another key. The status, 0 for none."""
        body = _written(event)
        timestamp = str(int(self._world.now().timestamp()) - age)
        signature = hmac.new((key or self.signing_key).encode(), body + timestamp.encode(), hashlib.sha256)
        headers = {
            "Content-Type": "application/json",
            "X-Timestamp": timestamp,
            "X-Signature": signature.hexdigest(),
        }
        self._session = self._session or aiohttp.ClientSession()
        try:
            async with self._session.post(url, data=body, headers=headers, timeout=_TIMEOUT) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        self.made.append(Call(event, status))
        return status

    def _start(self, webhook: Webhook, event: Mapping[str, Any]) -> None:
        if self._random.random() < self.faults.lost:
            return
        for _ in range(2 if self._random.random() < self.faults.doubled else 1):
            task = asyncio.create_task(self._call(webhook.url, event))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _call(self, url: str, event: Mapping[str, Any]) -> None:
        share = self._random.random() if self.faults.shuffled else 1.0
        await asyncio.sleep(share * self.faults.delay_seconds)
        for _ in range(_MOST_TRIES):
            await self.awake.wait()
            if await self.post(url, event) // 100 == 2:  # noqa: PLR2004 - 2xx
                return
            await asyncio.sleep(self.retry_seconds)


def _written(event: Mapping[str, Any]) -> bytes:
    """As the app writes JSON: these letters inside texts are escaped, so only the raw bytes can be checked."""
    plain = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return plain.translate(str.maketrans(_ESCAPED)).encode()
