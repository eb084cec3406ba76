"""SMS Gate as an SMS channel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from domain.model.delivery import Rate
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
    answers_in_call = False
    patience_seconds = PATIENCE_SECONDS
    apart = timedelta(seconds=3)
    """A phone has usually sent a text by then: it sends the newest first, so each is given time to leave it."""

    @property
    def rate(self) -> Rate | None:
        """Where every phone pauses between two, no faster than they can."""
        pauses = [phone.seconds for phone in self.phones]
        return Rate(len(pauses), min(pauses)) if pauses and all(pauses) else None

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
            raise GatewayError(f"JIFEN_SMSGATE_{name}")
