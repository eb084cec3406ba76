"""SMS gateways: carriers of the sms lane. Nothing outside this package knows which one runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from domain.model.delivery import Receipt
from domain.ports.carrier import Carrier
from sms.desk import InboundText


class Gateway(Carrier, Protocol):
    """A carrier of texts that can be closed."""

    async def report_of(self, external_id: str) -> Receipt | None:
        """What the platform says of a text that it took over; None when it does not answer."""
        ...

    async def received_since(self, since: datetime) -> Sequence[InboundText] | None:
        """The texts that came in since then, oldest first; None when the platform cannot say at present.

        Their ids are those that its calls to us name. Senders that are no telephone number are left out.
        """
        ...

    async def close(self) -> None:
        """Let go of connections. The gateway is not used afterwards."""
        ...


class GatewayError(Exception):
    """The settings do not make a gateway; the message names the variable."""


def make(
    kind: str,
    *,
    now: Callable[[], datetime],
    public_url: str,
    account_sid: str | None = None,
    auth_token: str | None = None,
    sender: str | None = None,
    api_url: str | None = None,
) -> Gateway:
    """The gateway that the settings name (``JIFEN_SMS_GATEWAY``). Raises GatewayError."""
    if kind == "console":
        from sms.channels.console.channel import ConsoleGateway  # noqa: PLC0415 - only the gateway in use is loaded

        return ConsoleGateway()
    if kind == "twilio":
        from sms.channels.twilio.gateway import TwilioGateway  # noqa: PLC0415 - only the gateway in use is loaded

        return TwilioGateway(
            account_sid=_given(account_sid, "JIFEN_TWILIO_ACCOUNT_SID"),
            auth_token=_given(auth_token, "JIFEN_TWILIO_AUTH_TOKEN"),
            sender=_given(sender, "JIFEN_TWILIO_FROM"),
            public_url=public_url,
            api_url=api_url,
            now=now,
        )
    raise GatewayError(f"JIFEN_SMS_GATEWAY: there is no gateway {kind!r}, only twilio and console")


def _given(value: str | None, variable: str) -> str:
    if not value:
        raise GatewayError(f"{variable} is not set")
    return value
