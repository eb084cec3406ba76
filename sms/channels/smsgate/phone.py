"""A phone that sends and receives for some villages, and what it may send."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

DEFAULT: Final = "0"
"""The name of the phone of every unit that has none of its own."""


@dataclass(frozen=True, slots=True)
class Phone:
    """``name`` is ``DEFAULT`` or the code of the first unit that it serves; ``units`` are all of them.

    ``sim``: which SIM sends (1 to 3), None = the phone's own choice.
    ``daily``: segments a day, None = no limit of ours.
    ``seconds``: the pause from one text to the next; 0 = no pause of its own.
    """

    name: str
    url: str
    user: str
    password: str
    signing_key: str | None = None
    units: tuple[str, ...] = ()
    sim: int | None = None
    daily: int | None = None
    seconds: float = 0.0


def phone_of(phones: Sequence[Phone], unit: str | None) -> Phone:
    """The phone that serves a unit; the first one serves whoever has none of its own."""
    return next((phone for phone in phones if unit is not None and unit in phone.units), phones[0])


def named(phones: Sequence[Phone], name: str) -> Phone | None:
    """The phone of that name."""
    return next((phone for phone in phones if phone.name == name), None)


def devices(phones: Sequence[Phone]) -> list[Phone]:
    """One for each device: of the SIMs of one, the first. A device is told where to call once."""
    return list({phone.url: phone for phone in reversed(phones)}.values())[::-1]


def served(phones: Sequence[Phone], device: Phone, units: Sequence[str]) -> tuple[str, ...]:
    """Those of these units that the SIMs of a device serve; the first phone serves whoever has none of its own."""
    own = {unit for phone in phones for unit in phone.units}
    theirs = tuple(unit for phone in phones if phone.url == device.url for unit in phone.units if unit in units)
    return theirs + (tuple(unit for unit in units if unit not in own) if device is phones[0] else ())


def by_sim(phones: Sequence[Phone], device: Phone, sim: int | None) -> Phone:
    """The SIM of a device that took a text in."""
    return next((phone for phone in phones if phone.url == device.url and phone.sim == sim), device)
