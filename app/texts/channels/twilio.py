"""Twilio, from the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.settings import Settings, shown
from sms.channels.twilio.channel import TwilioChannel


def make_channel(settings: Settings, now: Callable[[], datetime]) -> TwilioChannel:
    """Built, and connected to nothing yet."""
    return TwilioChannel(
        settings.twilio_account_sid,
        shown(settings.twilio_auth_token),
        settings.twilio_from,
        settings.public_url,
        now,
        settings.twilio_api,
    )
