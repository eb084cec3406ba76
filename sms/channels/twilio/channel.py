"""Twilio as an SMS channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from sms.channels import GatewayError, InboundHandlers
from sms.channels.twilio.gateway import TwilioAccount, TwilioGateway
from sms.channels.twilio.webhook_form import Forms
from sms.channels.twilio.webhooks import routes


@dataclass(frozen=True, slots=True)
class TwilioChannel:
    """``sms.channels.Channel``: a text is answered in Twilio's markup, within 15 seconds."""

    account_sid: str | None
    auth_token: str | None
    sender: str | None
    public_url: str
    now: Callable[[], datetime]
    api_url: str | None = None
    answers_in_call = True
    patience_seconds = 10.0
    """Twilio waits 15. Source: https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides"""
    rate = None
    apart = timedelta()

    def gateway(self) -> TwilioGateway:
        """By the REST API. Raises GatewayError."""
        account = TwilioAccount(
            _given(self.account_sid, "JIFEN_TWILIO_ACCOUNT_SID"),
            _given(self.auth_token, "JIFEN_TWILIO_AUTH_TOKEN"),
            _given(self.sender, "JIFEN_TWILIO_FROM"),
        )
        return TwilioGateway(account, self.public_url, self.now, self.api_url)

    def routes(self, calls: InboundHandlers) -> list[web.RouteDef]:
        """Its webhooks, which are believed when they are signed."""
        return routes(calls, Forms(self.auth_token, self.public_url, report=calls.report))


def _given(value: str | None, variable: str) -> str:
    if not value:
        raise GatewayError(variable)
    return value
