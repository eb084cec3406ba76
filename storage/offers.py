"""Numbered choices as a chat channel keeps them; every call is a transaction of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from domain.model.offer import Offer
from storage.database import Database

_MOST = 100
"""Of one chat: more than there are numbers."""


@dataclass(frozen=True, slots=True)
class SqlOffers:
    """Raises Unavailable."""

    database: Database

    async def latest(self, chat: str) -> Sequence[Offer]:
        """Those of a chat, the newest first."""
        async with self.database.reading() as connection:
            rows = await connection.fetch(
                "SELECT chat, parcel, first_number, data, mark FROM offers WHERE chat = $1 ORDER BY id DESC LIMIT $2",
                chat,
                _MOST,
            )
        return [
            Offer(row["chat"], row["parcel"], row["first_number"], tuple(json.loads(row["data"])), row["mark"])
            for row in rows
        ]

    async def keep(self, offer: Offer) -> None:
        """One that is shown; one of the same parcel takes its place."""
        async with self.database.transaction() as connection:
            await connection.execute("DELETE FROM offers WHERE parcel = $1", offer.parcel)
            await connection.execute(
                "INSERT INTO offers (chat, parcel, first_number, data, mark) VALUES ($1, $2, $3, $4, $5)",
                offer.chat,
                offer.parcel,
                offer.first,
                json.dumps(offer.data),
                offer.mark,
            )
