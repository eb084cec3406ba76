"""Reading a chat platform's JSON whatever its version: a value of another kind than expected counts as absent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from text.storable import storable

Raw = Mapping[str, Any]

_MOST = 2**63
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


def part(raw: Raw, name: str) -> Raw:
    """An object; empty when there is none."""
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def parts(raw: Raw, name: str) -> list[Raw]:
    """The objects of an array."""
    value = raw.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def number(raw: Raw, name: str) -> int | None:
    """An integer; one that no database can hold is none of a platform's."""
    value = raw.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST else None


def words(raw: Raw, name: str) -> str | None:
    """A text that is not empty, as it can be stored."""
    value = raw.get(name)
    return storable(value) if isinstance(value, str) and value else None


def instant(raw: Raw, name: str) -> datetime | None:
    """Seconds since 1970, as an instant."""
    seconds = number(raw, name)
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and 0 < seconds <= _LATEST else None
