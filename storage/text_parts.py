"""Long texts arrive a part at a time: which parts have."""

from __future__ import annotations

from domain.model.delivery import Receipt
from storage.database import Connection


async def all_have_arrived(connection: Connection, receipt: Receipt) -> bool:
    """Note the part that a report names; whether the text is whole with it. A report that is brought twice is one."""
    if receipt.parts <= 1:
        return True
    await connection.execute(
        "INSERT INTO text_parts (external_id, part) VALUES ($1, $2) ON CONFLICT (external_id, part) DO NOTHING",
        receipt.external_id,
        receipt.part,
    )
    (row,) = await connection.fetch(
        "SELECT COUNT(*) AS parts FROM text_parts WHERE external_id = $1", receipt.external_id
    )
    return bool(row["parts"] >= receipt.parts)
