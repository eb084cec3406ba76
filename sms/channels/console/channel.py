"""A channel that prints, for trying without an account. Texts come in as Twilio's webhooks, from this machine only."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TextIO

from aiohttp import web

from domain.model.delivery import Delivery, Outcome, Receipt, Sent
from sms.channels import InboundHandlers
from sms.channels.twilio.webhook_form import Forms
from sms.channels.twilio.webhooks import routes
from sms.inbound import ListedTexts


class ConsoleGateway:
    """Prints every text on standard output, where the number belongs as much as the text."""

    listed_late = timedelta()
    devices = ()

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out

    async def deliver(self, delivery: Delivery) -> Outcome:
        """Print the text."""
        out = self._out or sys.stdout
        out.write(f"→ {delivery.target}  {delivery.payload['body']}\n")
        out.flush()
        return Sent(f"console-{delivery.id}")

    def allowance(self, delivery: Delivery) -> None:
        """The terminal takes any number."""

    async def look_up(self, delivery: Delivery) -> Outcome | None:  # noqa: ARG002 - a carrier's signature
        """Nobody knows what was printed before."""
        return None

    async def report_of(self, external_id: str) -> Receipt | None:
        """What was printed has arrived."""
        return Receipt(external_id, "delivered")

    async def received_since(self, since: datetime) -> ListedTexts:  # noqa: ARG002 - a gateway's signature
        """Nothing comes in by itself."""
        return ListedTexts()

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class ConsoleChannel:
    """``sms.channels.Channel``: replies stand in the response of the call.

    ``auth_token``: Twilio's, for those who try its webhooks without sending anything.
    """

    auth_token: str | None
    public_url: str
    answers_in_call = True
    patience_seconds = 10.0
    rate = None
    apart = timedelta()

    def gateway(self) -> ConsoleGateway:
        """Standard output."""
        return ConsoleGateway()

    def routes(self, calls: InboundHandlers) -> list[web.RouteDef]:
        """Twilio's webhooks; without a token unsigned ones of this machine are believed."""
        return routes(calls, Forms(self.auth_token, self.public_url, from_here=True, report=calls.report))
