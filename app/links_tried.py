"""Links to households' pages that open nothing: counted for all processes together, and the town is told."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot.outgoing import announcement
from bot.wording.guesses import links_tried
from domain.model.wrong_code import Secret
from domain.ports.store import Transactions, Unavailable


async def tell_the_town(transactions: Transactions, now: Callable[[], datetime], many: int) -> None:
    """The supervisors' groups hear it once an hour; a database that is away tells nobody, but the log does."""
    at = now()
    with suppress(Unavailable):
        async with transactions.writing() as store:
            for _, chat in await store.officers.town_chats():
                said = announcement(chat, links_tried(many), f"links-tried:{chat}:{at:%Y-%m-%d-%H}")
                await store.post.post(said, at)


async def count_one(transactions: Transactions, now: Callable[[], datetime]) -> int:
    """One more; how many there were within a minute, whichever process served them. 0 while the database is away."""
    with suppress(Unavailable):
        async with transactions.writing() as store:
            return await store.wrong_codes.note("", Secret.LINK, now())
    return 0
