"""Which household the words of a command mean: a household code alone, or a unit and a code or 3-12."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.town import LoadedTown
from domain.households.wanted import Place
from domain.model.errors import Refused
from domain.model.people import Household
from domain.ports.store import Store

_PLACE = re.compile(r"\s*(\d{1,4})\s*(?:[-－—–]|组)\s*(\d{1,4})\s*号?\s*")


async def find_one(
    store: Store, town: LoadedTown, words: Sequence[str], *, gone: bool = False
) -> tuple[Household, Sequence[str]]:
    """The household, and the words after it; ``gone``: one that has left may be meant by its place as well.

    Raises Refused (no-unit, no-household).
    """
    unit, rest = _unit(town, words)
    if not rest:
        raise Refused("no-household", household="")
    said = rest[0]
    found = await _find(store, unit, said, gone=gone)
    if found is None or unit not in {None, found.unit}:
        raise Refused("no-household", household=said)
    return found, rest[1:]


async def find_who_left(store: Store, town: LoadedTown, words: Sequence[str]) -> tuple[Household, Sequence[str]]:
    """The same of one that comes back: where somebody else lives by now, whoever left that place is meant."""
    household, rest = await find_one(store, town, words, gone=True)
    by_place = _PLACE.fullmatch(words[-len(rest) - 1])
    if by_place is None or household.left is not None:
        return household, rest
    left = await store.households.left_at(household.unit, household.group, household.number)
    return (left[0] if len(left) == 1 else household), rest


def read_place(unit: str, said: str) -> Place:
    """``3-12`` in that unit. Raises Refused("bad-place")."""
    found = _PLACE.fullmatch(said)
    if found is None or not int(found[1]) or not int(found[2]):
        raise Refused("bad-place", place=said)
    return Place(unit, int(found[1]), int(found[2]))


def _unit(town: LoadedTown, words: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The unit in front; None when a household code is enough."""
    try:
        return town.find_unit(words[0]), words[1:]
    except Refused:
        if len(words[0]) < _UNIT_DIGITS and words[0].isdigit():
            return None, words
        raise


_UNIT_DIGITS = 12


async def _find(store: Store, unit: str | None, said: str, *, gone: bool) -> Household | None:
    place = _PLACE.fullmatch(said)
    if place is None or unit is None:
        return await store.roster.by_code(said)
    where = int(place[1]), int(place[2])
    left = await store.households.left_at(unit, *where) if gone else ()
    return await store.roster.at(unit, *where) or (left[0] if len(left) == 1 else None)
