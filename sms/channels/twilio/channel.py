"""Twilio as an SMS channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from sms.channels import ChannelSettings, GatewayError, InboundHandlers
from sms.channels.twilio.gateway import TwilioGateway
from sms.channels.twilio.webhook_form import Forms
from sms.channels.twilio.webhooks import routes
from sms.reception import PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class TwilioChannel:
    """``sms.channels.Channel``: a text is answered in Twilio's markup, within 15 seconds."""

    settings: ChannelSettings
    now: Callable[[], datetime]
    answers_in_call: bool = True
    patience_seconds: float = PATIENCE_SECONDS

    def gateway(self) -> TwilioGateway:
        """By the REST API. Raises GatewayError."""
        settings = self.settings
        return TwilioGateway(
            account_sid=_given(settings.account_sid, "JIFEN_TWILIO_ACCOUNT_SID"),
            auth_token=_given(settings.auth_token, "JIFEN_TWILIO_AUTH_TOKEN"),
            sender=_given(settings.sender, "JIFEN_TWILIO_FROM"),
            public_url=settings.public_url,
            api_url=settings.api_url,
            now=self.now,
        )

    def routes(self, calls: InboundHandlers) -> list[web.RouteDef]:
        """Its webhooks, which are believed when they are signed."""
        return routes(calls, Forms(self.settings.auth_token, self.settings.public_url, ail=calls.ail))


def _given(value: str | None, variable: str) -> str:
    if not value:
        raise GatewayError(f"{variable} is not set")
    return value
