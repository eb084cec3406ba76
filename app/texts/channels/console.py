"""Texts on the terminal, from the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.settings import Settings, shown
from sms.channels.console.channel import ConsoleChannel


def make_channel(settings: Settings, _now: Callable[[], datetime]) -> ConsoleChannel:
    """Built."""
    return ConsoleChannel(shown(settings.twilio_auth_token), settings.public_url)
