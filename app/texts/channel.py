"""The SMS channel that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.outbox import Rate
from app.settings import Settings
from app.texts.phones import phones_of
from sms.channels import Channel, ChannelSettings, channel

_LEFT = timedelta(seconds=3)
"""A phone has usually sent a text by then."""


def sms_channel(settings: Settings, now: Callable[[], datetime]) -> Channel:
    """Built, and connected to nothing yet. Raises Refused("bad-settings") for what only the channel can tell."""
    token = settings.twilio_auth_token
    given = ChannelSettings(
        settings.sms_gateway,
        public_url=settings.public_url,
        account_sid=settings.twilio_account_sid,
        auth_token=token.get_secret_value() if token else None,
        sender=settings.twilio_from,
        api_url=settings.twilio_api,
        phones=phones_of(settings) if settings.sms_gateway == "smsgate" else (),
    )
    return channel(given, now)


def sms_rate(settings: Settings) -> Rate:
    """How fast texts leave, all processes together. Where every phone pauses between two, no faster than they can."""
    pauses = [phone.seconds for phone in phones_of(settings)] if settings.sms_gateway == "smsgate" else []
    if pauses and all(pauses):
        return Rate(len(pauses), min(pauses))
    return Rate(settings.sms_per_second, 1)


def apart(settings: Settings) -> timedelta:
    """How long between two texts to one number: a phone sends the newest first, so each is given time to leave it."""
    return _LEFT if settings.sms_gateway == "smsgate" else timedelta()
