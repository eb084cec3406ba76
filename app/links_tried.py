"""Telling the town that somebody tries links to households' pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.outgoing import announcement
from bot.wording.guesses import links_tried
from domain.ports.store import Transactions, Unavailable


async def tell_the_town(transactions: Transactions, now: Callable[[], datetime], many: int) -> None:
    """The supervisors' groups hear it once an hour; a database that is away tells nobody, but the log does."""
    at = now()
    with suppress(Unavailable):
        async with transactions.writing() as store:
            for _, chat in await store.officers.town_chats():
                said = announcement(chat, links_tried(many), f"links-tried:{chat}:{at:%Y-%m-%d-%H}")
                await store.post.post(said, at)
