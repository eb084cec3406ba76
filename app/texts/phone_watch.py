"""Watching over our own phones: that they call us, and that somebody hears of one that has fallen silent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from app.clock import running_on
from app.periodic import run_periodically
from bot.outgoing import announcement
from bot.wording import phones as wording
from domain.model.trouble import ReportTrouble, TroubleKind
from domain.notices.planning import sendable_from
from domain.ports.store import Transactions, Unavailable
from domain.ports.town import Town
from sms.channels import Device, PhoneState
from storage.own_phones import PhoneContact, SqlOwnPhones

_log = logging.getLogger(__name__)

SILENT: Final = timedelta(minutes=30)
"""A phone that was not heard of for so long is silent. Its sign of contact comes every few minutes."""
_LOOK_SECONDS: Final = 60.0
_NOTED_SECONDS: Final = 30.0
_LOW_PERCENT: Final = 20


@dataclass(slots=True)
class ContactNotes:
    """Notes that a phone was heard of, twice a minute at most. A database that is away keeps no text out."""

    phones: SqlOwnPhones
    now: Callable[[], datetime]
    seconds: Callable[[], float] = running_on
    _noted: dict[str, float] = field(default_factory=dict)

    async def heard_from(self, name: str) -> None:
        """The phone of that name called us."""
        if self.seconds() - self._noted.get(name, float("-inf")) < _NOTED_SECONDS:
            return
        try:
            await self.phones.heard_from(name, self.now())
        except Unavailable:
            return
        self._noted[name] = self.seconds()


@dataclass(slots=True)
class PhoneWatch:
    """Activity after every device each minute."""

    devices: Sequence[Device]
    phones: SqlOwnPhones
    transactions: Transactions
    town: Town
    report: ReportTrouble
    now: Callable[[], datetime]
    _met: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Look around until cancelled."""
        await run_periodically("looking after the phones", self.look, lambda: _LOOK_SECONDS)

    async def look(self) -> None:
        """Look after each once. Raises Unavailable."""
        silent = [device for device in self.devices if await self._is_silent(device)]
        await self.report(TroubleKind.SILENT if silent else None, "、".join(self._called(device) for device in silent))

    def _units(self, device: Device) -> Sequence[str]:
        return device.serves(list(self.town.units))

    def _called(self, device: Device) -> str:
        """By the villages that it serves."""
        if len(self.devices) == 1:
            return "村里"
        return "、".join(self.town.units[unit] for unit in self._units(device)) or "镇里"

    async def _is_silent(self, device: Device) -> bool:
        look = await device.look()
        if look.answers and device.name not in self._met:
            # While this program was away nobody could hear the phone.
            await self.phones.heard_from(device.name, self.now())
            self._met.add(device.name)
        if look.refuses_us:
            _log.error("phone %s takes neither our user nor our password, its texts wait", device.name)
            about = f"refuses-us:{self.now().date()}"
            await self._tell(device, wording.refuses_us(self._called(device), device.app), about)
        if look.battery is not None and look.battery <= _LOW_PERCENT and not look.charging:
            await self._tell(device, wording.low(self._called(device), look.battery), f"low:{self.now().date()}")
        if await self.phones.has_held(device.name, self.now()):
            today = self.now().date()
            await self._tell(device, wording.used_up(self._called(device), today), f"used-up:{today}")
        contact = await self.phones.contact(device.name)
        if contact is None:
            await self.phones.heard_from(device.name, self.now())
            return False
        return await self._follow(device, contact, look)

    async def _follow(self, device: Device, contact: PhoneContact, look: PhoneState) -> bool:
        """Tell once that it is silent, and once that it is over."""
        now, name = self.now(), self._called(device)
        silent, since = now - contact.heard >= SILENT, f"{contact.heard:%Y%m%d%H%M%S}"
        if silent and not contact.told:
            _log.error("phone %s is silent since %s", device.name, contact.heard)
            await self._tell(device, wording.silent(name, contact.heard, look.answers, device.app), f"silent:{since}")
            await self.phones.told(device.name, silent=True, now=now)
        elif contact.told and not silent:
            await self._tell(device, wording.back(name), f"back:{since}")
            await self.phones.told(device.name, silent=False, now=now)
        return silent

    async def _tell(self, device: Device, text: str, about: str) -> None:
        """Post to its villages' groups and to their supervisors, at night for the morning; once for each matter."""
        key, now, units = f"phone-{about}:{device.name}", self.now(), self._units(device)
        async with self.transactions.writing() as store:
            offices = await store.officers.town_chats()
            theirs = {prefix: chat for prefix, chat in offices if any(unit.startswith(prefix) for unit in units)}
            groups = {
                unit: await store.listeners.address_of(unit)
                for unit in units
                if await store.listeners.any_of(unit) or not unit.startswith(tuple(theirs))  # else they hear it twice
            }
            for place, chat in {**groups, **theirs}.items():
                morning = sendable_from(self.town.current(units[0]).book.policy, now)
                drafts = announcement(chat, text, f"{key}:{place}")
                await store.post.post([replace(draft, due=morning) for draft in drafts], now)
