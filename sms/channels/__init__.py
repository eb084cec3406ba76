"""SMS channels, a folder each: how texts come in and go out, and what can be asked.

Only ``app.texts`` knows which there are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from aiohttp import web

from domain.model.delivery import Delivery, Rate, Receipt
from domain.model.trouble import ReportTrouble, report_nothing
from domain.ports.carrier import Carrier
from sms.inbound import ListedTexts
from sms.reception import Receiver


@dataclass(frozen=True, slots=True)
class Allowance:
    """A phone of our own, and what it may send: ``daily`` texts a day, ``seconds`` from one to the next."""

    name: str
    daily: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class PhoneState:
    """How a phone of our own is: its battery in percent, its mobile network, and what it says is failing."""

    answers: bool
    battery: int | None = None
    charging: bool | None = None
    network: str | None = None
    failing: tuple[str, ...] = ()
    refuses_us: bool = False
    """It takes neither our user nor our password: nothing goes out by it until a person has mended that."""


class Device(Protocol):
    """A phone of our own, to be looked after."""

    @property
    def name(self) -> str:
        """By which it is known to ``InboundHandlers.heard_from``."""
        ...

    @property
    def app(self) -> str:
        """What the app that sends and receives is called on it."""
        ...

    def serves(self, units: Sequence[str]) -> tuple[str, ...]:
        """Those of these units whose texts go by it."""
        ...

    async def look(self) -> PhoneState:
        """See to it that it calls us, and ask how it is. Never raises for its or the network's fault."""
        ...


class Gateway(Carrier, Protocol):
    """The way out of a channel, and what can be asked of its platform."""

    @property
    def listed_late(self) -> timedelta:
        """How much later than it was sent a text may appear in the platform's list of what came in."""
        ...

    @property
    def devices(self) -> Sequence[Device]:
        """The phones of our own that the channel sends by; none where a platform sends."""
        ...

    def allowance(self, delivery: Delivery) -> Allowance | None:
        """The phone of our own that a text goes by, and what it may send; None where a platform sends."""
        ...

    async def report_of(self, external_id: str) -> Receipt | None:
        """What the platform says of a text that it took over; None when it does not answer."""
        ...

    async def received_since(self, since: datetime) -> ListedTexts:
        """The texts that came in since then.

        Their ids are those that its calls to us name. Senders that are no telephone number are left out.
        """
        ...

    async def close(self) -> None:
        """Let go of connections. The gateway is not used afterwards."""
        ...


async def _ignore(_name: str) -> None:
    """For those who do not watch phones."""


@dataclass(frozen=True, slots=True)
class InboundHandlers:
    """Who hears what a channel's calls bring. ``now`` tells the local time; ``report`` hears of calls not believed.

    ``heard_from`` hears of every sign of life of a phone of ours, by its name.
    """

    receiver: Receiver
    on_status: Callable[[Receipt], Awaitable[None]]
    now: Callable[[], datetime]
    report: ReportTrouble = report_nothing
    heard_from: Callable[[str], Awaitable[None]] = _ignore


class Channel(Protocol):
    """One SMS channel."""

    @property
    def answers_in_call(self) -> bool:
        """Whether a text is answered in the response to the call that brings it; else replies go by the outbox."""
        ...

    @property
    def patience_seconds(self) -> float:
        """How long the platform's call may wait for its answer."""
        ...

    @property
    def rate(self) -> Rate | None:
        """How fast it can send, all processes together; None where only the settings limit it."""
        ...

    @property
    def apart(self) -> timedelta:
        """How long between two texts to one number."""
        ...

    def gateway(self) -> Gateway:
        """The way out. Raises GatewayError."""
        ...

    def routes(self, calls: InboundHandlers) -> list[web.RouteDef]:
        """Where the platform calls us. Without the settings to believe a call with they answer 503."""
        ...


class GatewayError(Exception):
    """Its settings do not make a gateway: ``variable`` is not set."""

    def __init__(self, variable: str) -> None:
        super().__init__(f"{variable} is not set")
        self.variable = variable
