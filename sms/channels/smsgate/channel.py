"""SMS Gate as an SMS channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from sms.channels import GatewayError, InboundHandlers
from sms.channels.smsgate.gateway import SmsGateGateway
from sms.channels.smsgate.phone import Phone
from sms.channels.smsgate.webhooks import PATIENCE_SECONDS, routes


@dataclass(frozen=True, slots=True)
class SmsGateChannel:
    """``sms.channels.Channel``: the phone takes no reply in the answer to its call, so replies go by the outbox."""

    phones: Sequence[Phone]
    now: Callable[[], datetime]
    public_url: str
    answers_in_call: bool = False
    patience_seconds: float = PATIENCE_SECONDS

    def gateway(self) -> SmsGateGateway:
        """By the phones' HTTP API. Raises GatewayError."""
        for phone in self.phones:
            _check(phone)
        return SmsGateGateway(self.phones, self.now, self.public_url)

    def routes(self, calls: InboundHandlers) -> list[web.RouteDef]:
        """Their calls, which are believed when they are signed."""
        return routes(calls, self.phones)


def _check(phone: Phone) -> None:
    given = {"URL": phone.url, "USER": phone.user, "PASSWORD": phone.password, "SIGNING_KEY": phone.signing_key}
    for name, value in given.items():
        if not value:
            raise GatewayError(f"JIFEN_SMSGATE_{name} is not set")
