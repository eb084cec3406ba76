"""A bot of ours, connected to the stand-in, with an outbox that a test hands over by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.channels.wecom.channel import Clocks, Program, WecomChannel
from bot.incoming import Incoming, Message, Press
from bot.posted import read_posted
from bot.printing import Printed, PrintJob
from bot.reply import Say
from domain.model.delivery import Delivery, Outcome, Queue, Sent
from domain.model.offer import Offer
from domain.ports.store import Unavailable
from sandbox.wecom.model import Shown
from sandbox.wecom.server import StandIn
from tests.wecom.conftest import FAST, Clock, access, until

START = datetime(2026, 11, 28, 0, 30, tzinfo=UTC)
RESPOND, PUSH, CHANGE = "aibot_respond_msg", "aibot_send_msg", "aibot_respond_update_msg"
GROUP = "wrkGroup"
OUR_GROUP = f"wecom:group:{GROUP}"


@dataclass
class Memory:
    """Offers as a database would keep them."""

    offers: list[Offer] = field(default_factory=list)
    away: bool = False

    async def latest(self, chat: str) -> Sequence[Offer]:
        if self.away:
            raise Unavailable
        return [offer for offer in reversed(self.offers) if offer.chat == chat]

    async def keep(self, offer: Offer) -> None:
        self.offers = [one for one in self.offers if one.delivery != offer.delivery] + [offer]


@dataclass
class Chat:
    """Somebody else's view of the channel: the stand-in's people on one side, the desk on the other."""

    stand_in: StandIn
    clock: Clock
    folder: Path
    offers: Memory = field(default_factory=Memory)
    incoming: list[Incoming] = field(default_factory=list)
    deliveries: dict[int, Delivery] = field(default_factory=dict)
    task: asyncio.Task[None] = field(init=False)
    channel: WecomChannel = field(init=False)

    async def start(self) -> None:
        self.channel = WecomChannel(
            access(self.stand_in),
            Program(self._handle, self.offers, self._said, self._print, Clocks(self.now, self.clock), self.folder),
            welcome="你好，发“帮助”看我能做什么",
        )
        self.channel.connection.timing, self.channel.connection.first_pause = FAST, 0.01
        self.channel.intake.first_pause = 0.01
        self.task = asyncio.create_task(self.channel.run())
        await self.connected()

    async def connected(self) -> None:
        await until(lambda: self.channel.connection.session and self.channel.connection.session.open)

    async def stop(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    def now(self) -> datetime:
        return START + timedelta(seconds=self.clock.at)

    async def says(self, user: str, text: str, group: str | None = GROUP, **more: Any) -> Message:
        """What the desk gets of it."""
        count = len(self.incoming)
        await self.stand_in.people.say(user, text, group, **more)
        await until(lambda: len(self.incoming) > count and isinstance(self.incoming[-1], Message))
        message = self.incoming[-1]
        assert isinstance(message, Message)
        return message

    async def presses(self, user: str, shown: Shown, label: str) -> Press:
        count = len(self.incoming)
        await self.stand_in.people.press(user, shown, label)
        await until(lambda: len(self.incoming) > count)
        press = self.incoming[-1]
        assert isinstance(press, Press)
        return press

    def delivery(self, payload: dict[str, Any], chat: str = OUR_GROUP) -> Delivery:
        number = len(self.deliveries) + 1
        made = self.deliveries[number] = Delivery(number, Queue.CHAT, chat, payload, 1, self.now())
        return made

    async def answers(self, message: Message, text: str, *buttons: str) -> Outcome:
        rows = [[[label, f"o:{label}"]] for label in buttons]
        return await self.deliver(
            {"kind": "say", "text": text, "buttons": rows, "place": {"topic": None, "answers": message.id}},
            message.chat,
        )

    async def announces(self, text: str, *buttons: str, chat: str = OUR_GROUP) -> Outcome:
        rows = [[[label, f"o:{label}"]] for label in buttons]
        return await self.deliver({"kind": "say", "text": text, "buttons": rows}, chat)

    async def deliver(self, payload: dict[str, Any], chat: str = OUR_GROUP) -> Outcome:
        return await self.channel.carrier.deliver(self.delivery(payload, chat))

    async def again(self, number: int, *, repeated: bool) -> Outcome:
        """Hand a delivery over once more, as the worker does."""
        old = self.deliveries[number]
        self.deliveries[number] = replace(old, attempts=old.attempts + 1, repeated=repeated)
        return await self.channel.carrier.deliver(self.deliveries[number])

    def shown(self, chat: str = GROUP) -> list[Shown]:
        return self.stand_in.platform.memory.in_chat(chat)

    def last(self, chat: str = GROUP) -> Shown:
        return self.shown(chat)[-1]

    async def _handle(self, incoming: Incoming) -> None:
        if self.offers.away:
            raise Unavailable
        self.incoming.append(incoming)

    async def _print(self, job: PrintJob) -> Printed | str:
        return Printed(f"{job.document}.pdf", b"%PDF-1.7", "") if job.which else "这个月还没有公示"

    async def _said(self, number: int) -> Say | None:
        delivery = self.deliveries.get(number)
        said = read_posted(delivery.payload).reply if delivery else None
        return said if isinstance(said, Say) else None


def sent(outcome: Outcome) -> bool:
    return isinstance(outcome, Sent)


def how(chat: Chat, where: str = GROUP) -> list[tuple[str, str]]:
    """What was said there, and whether as a reply or pushed."""
    return [(one.how, one.text) for one in chat.shown(where)]
