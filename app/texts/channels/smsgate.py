"""SMS Gate, from the settings: the phone of the four settings first, then those of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

from app.settings import Settings, shown
from app.texts.phones_file import PhoneEntry
from domain.model.errors import Refused
from sms.channels.smsgate.channel import SmsGateChannel
from sms.channels.smsgate.phone import DEFAULT, Phone


def make_channel(settings: Settings, now: Callable[[], datetime]) -> SmsGateChannel:
    """Built, and connected to nothing yet. Raises Refused("bad-settings")."""
    return SmsGateChannel(phones_of(settings), now, settings.public_url)


def phones_of(settings: Settings) -> list[Phone]:
    """All of them. Raises Refused("bad-settings") when none of them could call us at our address."""
    if not _can_be_called(settings.public_url):
        problem = (
            "JIFEN_PUBLIC_URL：SMS Gate 的手机只能往 https:// 开头的地址（或 http://127.0.0.1）送短信，请换成这样的"
        )
        raise Refused("bad-settings", problems=[problem])
    others = [_of_file(entry) for entry in settings.smsgate_phones]
    named = (settings.smsgate_url, settings.smsgate_user, settings.smsgate_password, settings.smsgate_signing_key)
    return [*([_default(settings)] if any(named) or not others else []), *others]


def _can_be_called(address: str) -> bool:
    """The app refuses to call any other."""
    parts = urlsplit(address)
    return parts.scheme == "https" or parts.hostname == "127.0.0.1"


def _default(settings: Settings) -> Phone:
    return Phone(
        DEFAULT,
        settings.smsgate_url or "",
        settings.smsgate_user or "",
        shown(settings.smsgate_password) or "",
        shown(settings.smsgate_signing_key),
        sim=settings.smsgate_sim,
        daily=settings.smsgate_daily_limit,
        seconds=settings.smsgate_pause_seconds,
    )


def _of_file(entry: PhoneEntry) -> Phone:
    return Phone(
        entry.units[0],
        entry.url.rstrip("/"),
        entry.user,
        entry.password,
        entry.signing_key,
        entry.units,
        entry.sim,
        entry.daily_limit,
        entry.pause_seconds,
    )
