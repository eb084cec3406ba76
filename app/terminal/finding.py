"""What people mean on the command line."""

from __future__ import annotations

import re
from datetime import date

import click

from domain.model.calendar import Period, parse_quarter, parse_round
from domain.model.errors import Refused
from domain.model.people import Household
from domain.ports.store import Store
from text.periods import round_key, year_of

_PLACE = re.compile(r"\s*(\d{1,6})\s*[-－]\s*(\d{1,6})\s*")


async def find_household(store: Store, unit: str, said: str) -> Household:
    """The household meant by its code or by 3-12. Raises Refused("no-household")."""
    place = _PLACE.fullmatch(said)
    found = await store.roster.at(unit, int(place[1]), int(place[2])) if place else await store.roster.by_code(said)
    if found is None or found.unit != unit:
        raise Refused("no-household", household=said)
    return found


def find_period(said: str, today: date) -> Period:
    """The month or quarter meant: 2026-12, 12月, 去年12月, 上个月, 三季度. Raises Refused("bad-round")."""
    return parse_round(round_key(said, today) or said)


def find_quarter(said: str, today: date) -> Period:
    """The quarter meant. Raises Refused("bad-quarter")."""
    return parse_quarter(round_key(said, today) or said)


def find_year(said: str | None, today: date) -> int:
    """The year meant, this one when nothing was said. Raises UsageError."""
    year = today.year if said is None else year_of(said, today)
    if year is None:
        raise click.UsageError(f"年份“{said}”看不懂，请写成 2026 或 去年")
    return year
