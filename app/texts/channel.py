"""The SMS channel that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from app.settings import Settings
from sms.channels import Channel


def sms_channel(settings: Settings, now: Callable[[], datetime]) -> Channel:
    """Built, and connected to nothing yet. Raises Refused("bad-settings") for what only the channel can tell."""
    # Each loads its own client, which takes time: only the channel in use is loaded.
    channel: Channel = import_module(f"app.texts.channels.{settings.sms_gateway}").make_channel(settings, now)
    return channel
