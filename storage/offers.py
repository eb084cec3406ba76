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
                "SELECT chat, delivery, first_number, data, mark FROM offers WHERE chat = $1 ORDER BY id DESC LIMIT $2",
                chat,
                _MOST,
            )
        return [
            Offer(row["chat"], row["delivery"], row["first_number"], tuple(json.loads(row["data"])), row["mark"])
            for row in rows
        ]

    async def keep(self, offer: Offer) -> None:
        """One that is shown; one of the same delivery takes its place."""
        async with self.database.transaction() as connection:
            await connection.execute("DELETE FROM offers WHERE delivery = $1", offer.delivery)
            await connection.execute(
                "INSERT INTO offers (chat, delivery, first_number, data, mark) VALUES ($1, $2, $3, $4, $5)",
                offer.chat,
                offer.delivery,
                offer.first,
                json.dumps(offer.data),
                offer.mark,
            )
