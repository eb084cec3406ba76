"""The numbers of a household as they are now, for a text that is about to go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Final

from domain.model.notice import Addressee
from storage.database import Connection, Row
from text.phones import is_mobile

_HOMES: Final = "SELECT id, unit_code, left_on FROM households WHERE id IN ({})"
_NUMBERS: Final = (
    "SELECT p.household_id, p.phone, o.phone AS refusing, f.phone AS set_aside FROM household_phones p"
    " LEFT JOIN optouts o ON o.phone = p.phone"
    " LEFT JOIN failing_numbers f ON f.phone = p.phone AND f.set_aside_ms IS NOT NULL"
    " WHERE p.household_id IN ({}) ORDER BY p.position"
)
_FAILED: Final = "SELECT outbox_id, target FROM text_attempts WHERE ended = 'failed' AND outbox_id IN ({})"


def mobile_first(phones: list[str]) -> list[str]:
    """In the order in which texts are tried: a fixed line may not take any."""
    return sorted(phones, key=lambda phone: not is_mobile(phone)) if len(phones) > 1 else phones


async def addressees(connection: Connection, texts: Mapping[int, int]) -> Mapping[int, Addressee]:
    """Whom texts are for: by their ids, given with the household of each. Raises LookupError.

    In three statements however many they are: what a worker claims together is looked at together.
    """
    homes = {row["id"]: row for row in await _among(connection, _HOMES, texts.values())}
    numbers: defaultdict[int, list[Row]] = defaultdict(list)
    for row in await _among(connection, _NUMBERS, texts.values()):
        numbers[row["household_id"]].append(row)
    failed: defaultdict[int, set[str]] = defaultdict(set)
    for row in await _among(connection, _FAILED, texts):
        failed[row["outbox_id"]].add(row["target"])
    return {text: _addressee(homes[home], numbers[home], failed[text]) for text, home in texts.items()}


async def _among(connection: Connection, sql: str, ids: Iterable[int]) -> Sequence[Row]:
    wanted = list(dict.fromkeys(ids))
    return await connection.fetch(sql.format(", ".join(f"${place}" for place in range(1, len(wanted) + 1))), *wanted)


def _addressee(home: Row, numbers: Sequence[Row], failed: Set[str]) -> Addressee:
    here = home["left_on"] is None
    return Addressee(
        unit=home["unit_code"],
        here=here,
        numbers=mobile_first([row["phone"] for row in numbers]) if here else [],
        refusing=frozenset(row["refusing"] for row in numbers if row["refusing"]),
        failed=failed,
        set_aside=frozenset(row["set_aside"] for row in numbers if row["set_aside"]),
    )
