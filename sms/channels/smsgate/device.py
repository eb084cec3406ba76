"""A phone as it is looked after: told where to call, and asked how it is."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sms.channels import PhoneState
from sms.channels.smsgate.api import FAULTS, PhoneApi, refuses_us
from sms.channels.smsgate.phone import DEFAULT, Phone, served
from sms.channels.smsgate.webhooks import PATH
from sms.channels.smsgate.wording import APP

_log = logging.getLogger(__name__)

_NETWORKS: Final = ("没有移动网络", "看不出来", "2G", "3G", "4G", "5G")
"""By the index that the app gives of its own list."""


@dataclass(frozen=True, slots=True)
class PhoneDevice:
    """``sms.channels.Device``: one of ``phones``. ``public_url`` is where we are called from outside."""

    phone: Phone
    phones: Sequence[Phone]
    api: PhoneApi
    public_url: str

    @property
    def name(self) -> str:
        """The phone's."""
        return self.phone.name

    @property
    def app(self) -> str:
        """SMS Gate."""
        return APP

    def serves(self, units: Sequence[str]) -> tuple[str, ...]:
        """Those whose texts go by it."""
        return served(self.phones, self.phone, units)

    async def look(self) -> PhoneState:
        """See to it that the phone calls us, and ask how it is."""
        try:
            await self.api.register(_address(self.public_url, self.phone.name))
            return _seen(await self.api.health())
        except FAULTS as fault:
            _log.warning("phone %s does not say how it is: %s", self.name, type(fault).__name__)
            return PhoneState(answers=False, refuses_us=refuses_us(fault))


async def ask(phone: Phone) -> PhoneState:
    """How a phone is, changing nothing."""
    api = PhoneApi(phone)
    try:
        await api.let_in()
        return _seen(await api.health())
    except FAULTS as fault:
        return PhoneState(answers=False, refuses_us=refuses_us(fault))
    finally:
        await api.close()


def _address(public_url: str, name: str) -> str:
    return f"{public_url.rstrip('/')}{PATH}" + ("" if name == DEFAULT else f"?phone={name}")


def _seen(checks: dict[str, Any]) -> PhoneState:
    network = _value(checks, "connection:cellular")
    charging = _value(checks, "battery:charging")
    return PhoneState(
        answers=True,
        battery=_value(checks, "battery:level"),
        charging=None if charging is None else charging > 0,
        network=_NETWORKS[network] if network is not None and 0 <= network < len(_NETWORKS) else None,
        failing=tuple(sorted(name for name, check in checks.items() if _status(check) == "fail")),
    )


def _value(checks: dict[str, Any], name: str) -> int | None:
    check = checks.get(name)
    value = check.get("observedValue") if isinstance(check, dict) else None
    return int(value) if isinstance(value, int | float) else None


def _status(check: object) -> object:
    return check.get("status") if isinstance(check, dict) else None
