"""The numbers of a household as they are now, for a text that is about to go."""

from __future__ import annotations

from domain.model.notice import Addressee
from storage.database import Connection
from text.phones import is_mobile


def mobile_first(phones: list[str]) -> list[str]:
    """In the order in which texts are tried: a fixed line may not take any."""
    return sorted(phones, key=lambda phone: not is_mobile(phone))


async def addressee(connection: Connection, household_id: int, delivery_id: int) -> Addressee:
    """Whom a text is for. Raises LookupError."""
    homes = await connection.fetch("SELECT unit_code, left_on FROM households WHERE id = $1", household_id)
    if not homes:
        raise LookupError(f"no household {household_id}")
    here = homes[0]["left_on"] is None
    numbers = await connection.fetch(
        "SELECT p.phone, o.phone AS refusing, f.phone AS set_aside FROM household_phones p"
        " LEFT JOIN optouts o ON o.phone = p.phone"
        " LEFT JOIN failing_numbers f ON f.phone = p.phone AND f.set_aside_ms IS NOT NULL"
        " WHERE p.household_id = $1 ORDER BY p.position",
        household_id,
    )
    failed = await connection.fetch(
        "SELECT target FROM text_attempts WHERE outbox_id = $1 AND ended = 'failed'", delivery_id
    )
    return Addressee(
        unit=homes[0]["unit_code"],
        here=here,
        numbers=mobile_first([row["phone"] for row in numbers]) if here else [],
        refusing=frozenset(row["refusing"] for row in numbers if row["refusing"]),
        failed=frozenset(row["target"] for row in failed),
        set_aside=frozenset(row["set_aside"] for row in numbers if row["set_aside"]),
    )
