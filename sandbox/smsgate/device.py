"""The phone: a queue that is last in, first out, a SIM with its limits, and an inbox."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sandbox.model import Text
from sandbox.sms_text import segments
from sandbox.smsgate.caller import Caller
from sandbox.world import World

_STATES = {
    "queued": "Pending",
    "sending": "Processed",
    "sent": "Sent",
    "delivered": "Delivered",
    "failed": "Failed",
    "undelivered": "Failed",
}
_CENTRE = "+8613800210500"
_EXPIRED, _NOT_OBTAINABLE = 0x46, 0x43
"""The network's status for a phone that stayed off, and for a number that is no more: 3GPP TS 23.040, 9.2.3.15."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A text of ours on the phone. ``states``: when it came into each."""

    sid: str
    states: dict[str, datetime]
    until: datetime | None = None
    error: str | None = None


@dataclass(slots=True)
class Sim:
    """What the SIM lets through: ``daily`` texts a day, ``radio`` on; ``parts``: how many parts of a text arrive."""

    daily: int | None = None
    radio: bool = True
    parts: int | None = None
    _day: date = date.min
    _used: int = 0

    def refuses(self, today: date) -> str | None:
        """Why it lets no more through; counts one that it does."""
        if not self.radio:
            return "RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)"
        self._used = self._used + 1 if self._day == today else 1
        self._day = today
        if self.daily is not None and self._used > self.daily:
            return "RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the sending queue limit)"
        return None


class Device:
    """Sends what is queued, newest first, and takes in what villagers write."""

    def __init__(self, world: World, caller: Caller) -> None:
        self._world = world
        self._caller = caller
        self.sim = Sim()
        self.hop_seconds = 0.0
        self.stalled = False
        self.sendings: dict[str, Sending] = {}
        self._pending: list[str] = []
        self._task: asyncio.Task[None] | None = None

    def enqueue(self, sid: str, to: str, body: str, ttl: float | None) -> Sending:
        """Take a text. Raises FileExistsError for an id that is known."""
        if sid in self._world.state.texts:
            raise FileExistsError(sid)
        now = self._world.now()
        self._world.put_text(Text(sid, self._world.account.number, to, body, now, "outbound-api", "queued"))
        self.sendings[sid] = Sending(sid, {"Pending": now}, None if ttl is None else now + timedelta(seconds=ttl))
        self._pending.append(sid)
        self.resume()
        return self.sendings[sid]

    def resume(self) -> None:
        """Go on sending."""
        if not self.stalled and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._work())

    def state(self, sid: str) -> str | None:
        """What the phone says of a text; None for one that it does not have."""
        sending, text = self.sendings.get(sid), self._world.state.texts.get(sid)
        if text is None or text.direction == "inbound":
            return None
        return next(reversed(sending.states)) if sending else _STATES[text.status]

    def write(self, sender: str, body: str, at: datetime | None = None) -> dict[str, Any]:
        """A villager's text comes in, sent ``at`` that time. The inbox keeps one of each sender, second and text."""
        sent = (at or self._world.now()).replace(microsecond=0)
        number = zlib.crc32(f"{sender}|{sent.timestamp()}|{body}".encode())
        sid = f"text:{number - 2**32 if number >= 2**31 else number}"
        if sid not in self._world.state.texts:
            self._world.put_text(Text(sid, sender, self._world.account.number, body, sent, "inbound", "received"))
            payload = {
                "messageId": f"{number:x}",
                "sender": sender,
                "phoneNumber": sender,
                "recipient": self._world.account.number,
                "simNumber": 1,
                "message": body,
                "receivedAt": sent.isoformat(timespec="milliseconds"),
            }
            self._caller.tell("sms:received", payload)
        return {"id": sid}

    def inbox(self, since: datetime, until: datetime) -> list[Text]:
        """What came in between, newest first."""
        texts = [text for text in self._world.state.texts.values() if text.direction == "inbound"]
        return sorted((text for text in texts if since <= text.at <= until), key=lambda text: text.at, reverse=True)

    async def settled(self) -> None:
        """Wait until nothing is queued any more."""
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)

    async def close(self) -> None:
        """Stop sending."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while self._pending and not self.stalled:
            await asyncio.sleep(self.hop_seconds)
            await self._caller.awake.wait()
            await self._send(self._pending.pop())

    async def _send(self, sid: str) -> None:
        sending, now = self.sendings[sid], self._world.now()
        if sending.until and sending.until < now:
            return self._fail(sid, "TTL expired")
        if refusal := self.sim.refuses(now.date()):
            return self._fail(sid, f"Send result: {refusal}")
        parts = segments(self._world.state.texts[sid].body)
        self._move(sid, "Sent", "sent")
        self._tell(sid, "sms:sent", partsCount=parts, sentAt=self._instant())
        await asyncio.sleep(self.hop_seconds)
        return self._arrive(sid, parts)

    def _arrive(self, sid: str, parts: int) -> None:
        text = self._world.state.texts[sid]
        phone = self._world.state.phones.get(text.to) or self._world.add_phone(text.to)
        if phone.reach != "on":
            status = _EXPIRED if phone.reach == "off" else _NOT_OBTAINABLE
            return self._fail(sid, f"Delivery result from SC {_CENTRE}: {status}")
        arriving = min(parts, self.sim.parts or parts)
        for part in range(arriving):
            whole = part + 1 == parts
            self._move(sid, "Delivered", "delivered" if whole else "sent")
            self._tell(sid, "sms:delivered", deliveredAt=self._instant())
        return None

    def fail(self, sid: str, reason: str) -> None:
        """A text fails, whatever was said of it before."""
        self._fail(sid, reason)

    def _fail(self, sid: str, reason: str) -> None:
        self._move(sid, "Failed", "failed", reason)
        self._tell(sid, "sms:failed", failedAt=self._instant(), reason=reason)

    def _move(self, sid: str, state: str, status: str, error: str | None = None) -> None:
        sending = self.sendings[sid]
        states = {name: at for name, at in sending.states.items() if name != state} | {state: self._world.now()}
        self.sendings[sid] = replace(sending, states=states, error=error)
        self._world.put_text(replace(self._world.state.texts[sid], status=status))

    def _tell(self, sid: str, event: str, **payload: Any) -> None:
        to = self._world.state.texts[sid].to
        about = {"messageId": sid, "phoneNumber": to, "recipient": to, "simNumber": 1}
        self._caller.tell(event, about | payload)

    def _instant(self) -> str:
        return self._world.now().isoformat(timespec="milliseconds")
