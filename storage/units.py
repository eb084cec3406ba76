"""The units of the deployment, as the rulebook names them."""

from __future__ import annotations

from collections.abc import Mapping

from storage.database import Connection


async def store_units(connection: Connection, units: Mapping[str, str]) -> None:
    """Store units that are new, and new names of known ones; none is ever taken away."""
    await connection.execute_many(
        "INSERT INTO units (code, name) VALUES ($1, $2) ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name",
        list(units.items()),
    )
