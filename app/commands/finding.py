"""What people mean on the command line."""

from __future__ import annotations

import re

from domain.errors import Refused
from domain.people import Household
from domain.ports import Store

_PLACE = re.compile(r"\s*(\d{1,6})\s*[-－]\s*(\d{1,6})\s*")


async def find_household(store: Store, unit: str, said: str) -> Household:
    """The household meant by its code or by 3-12. Raises Refused("no-household")."""
    place = _PLACE.fullmatch(said)
    found = await store.roster.at(unit, int(place[1]), int(place[2])) if place else await store.roster.by_code(said)
    if found is None or found.unit != unit:
        raise Refused("no-household", household=said)
    return found
