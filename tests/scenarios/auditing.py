"""What ``jifen audit`` would say of a village."""

from __future__ import annotations

from app.audit.audit import audit_parts
from tests.village import ZONE, Village


async def audited(village: Village) -> list[str]:
    """Every deviation, in words."""
    async with village.database.reading() as connection:
        return [
            str(found) for part in [one async for one in audit_parts(connection, ZONE)] for found in part.deviations
        ]
