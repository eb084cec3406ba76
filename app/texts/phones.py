"""The phones that the settings name: the one of the four settings first, then those of the file."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from app.settings import Settings
from app.texts.phones_file import PhoneEntry
from domain.model.errors import Refused
from sms.channels.smsgate.phone import DEFAULT, Phone, devices


def phones_of(settings: Settings) -> list[Phone]:
    """All of them. Raises Refused("bad-settings") when none of them could call us at our address."""
    if settings.sms_gateway == "smsgate" and not _can_be_called(settings.public_url):
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
    password, key = settings.smsgate_password, settings.smsgate_signing_key
    return Phone(
        DEFAULT,
        settings.smsgate_url or "",
        settings.smsgate_user or "",
        password.get_secret_value() if password else "",
        key.get_secret_value() if key else None,
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


def whom_they_serve(settings: Settings, units: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The units of each device, by its name. The first phone serves whoever has none of its own."""
    phones = phones_of(settings)
    own = {unit for phone in phones for unit in phone.units}
    rest = tuple(unit for unit in units if unit not in own)
    served: dict[str, tuple[str, ...]] = {}
    for device in devices(phones):
        sims = [phone for phone in phones if phone.url == device.url]
        theirs = tuple(unit for phone in sims for unit in phone.units if unit in units)
        served[device.name] = theirs + (rest if device is phones[0] else ())
    return served
