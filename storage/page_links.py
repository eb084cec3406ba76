"""Links to pages that one reader has, and the forms sent there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.model.message import Handled
from domain.model.page_link import FormResult, NewLink, PageLink
from storage import digests
from storage.database import Connection
from storage.instants import from_ms, to_ms

_PAGE = 500
"""Placeholders of one statement."""
_INSERT = (
    "INSERT INTO page_links (token_hash, household_id, phone, officer_id, made_ms, until_ms)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
)


@dataclass(frozen=True, slots=True)
class SqlPageLinks:
    """``domain.ports.page_links.PageLinks`` on SQL."""

    connection: Connection
    timezone: tzinfo

    async def replace(self, new: NewLink) -> None:
        """Store a link; the one before it of the same number, or the same supervisor, ends."""
        ended = await self.connection.fetch(
            "UPDATE page_links SET ended_ms = $1 WHERE ended_ms IS NULL"
            " AND ((household_id = $2 AND phone = $3) OR officer_id = $4) RETURNING id",
            to_ms(new.made),
            new.household_id,
            new.phone,
            new.officer_id,
        )
        made = await self.connection.fetch(f"{_INSERT} RETURNING id", *_values(new))
        await digests.note(self.connection, "page_links", [row["id"] for row in (*ended, *made)])

    async def hand_over(self, links: Sequence[NewLink]) -> None:
        """Store links that are handed over on paper, of no number: they end none."""
        await self.connection.execute_many(_INSERT, [_values(one) for one in links])
        for start in range(0, len(links), _PAGE):
            page = [one.token_hash for one in links[start : start + _PAGE]]
            places = ", ".join(f"${place}" for place in range(1, len(page) + 1))
            made = await self.connection.fetch(f"SELECT id FROM page_links WHERE token_hash IN ({places})", *page)
            await digests.note(self.connection, "page_links", [row["id"] for row in made])

    async def find(self, token_hash: str, now: datetime) -> PageLink | None:
        """The link with that token, unless it has ended."""
        rows = await self.connection.fetch(
            "SELECT id, token_hash, household_id, phone, officer_id, made_ms, until_ms FROM page_links"
            " WHERE token_hash = $1 AND ended_ms IS NULL AND until_ms > $2",
            token_hash,
            to_ms(now),
        )
        for row in rows:
            return PageLink(
                id=row["id"],
                token_hash=row["token_hash"],
                made=from_ms(row["made_ms"], self.timezone),
                until=from_ms(row["until_ms"], self.timezone),
                household_id=row["household_id"],
                phone=row["phone"],
                officer_id=row["officer_id"],
            )
        return None

    async def officers(self, now: datetime) -> Sequence[int]:
        """The officers, by their ids, who have a link that has not ended."""
        rows = await self.connection.fetch(
            "SELECT officer_id FROM page_links WHERE officer_id IS NOT NULL AND ended_ms IS NULL AND until_ms > $1"
            " ORDER BY officer_id",
            to_ms(now),
        )
        return [row["officer_id"] for row in rows]

    async def take(self, link_id: int, key: str, now: datetime) -> bool:
        """Note a form; False when it was noted before. Until commit nobody else notes it."""
        added = await self.connection.execute(
            "INSERT INTO page_posts (link_id, key, at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            link_id,
            key,
            to_ms(now),
        )
        return added == 1

    async def answer(self, link_id: int, key: str, posted: FormResult) -> None:
        """Note what became of a form that was taken."""
        await self.connection.execute(
            "UPDATE page_posts SET handled = $1, reply = $2 WHERE link_id = $3 AND key = $4",
            posted.handled.value,
            posted.reply,
            link_id,
            key,
        )

    async def posted(self, link_id: int, key: str) -> FormResult | None:
        """What became of a form."""
        rows = await self.connection.fetch(
            "SELECT handled, reply FROM page_posts WHERE link_id = $1 AND key = $2 AND handled IS NOT NULL",
            link_id,
            key,
        )
        return FormResult(Handled(rows[0]["handled"]), rows[0]["reply"]) if rows else None


def _values(new: NewLink) -> tuple[str | int | None, ...]:
    """For ``_INSERT``."""
    return (new.token_hash, new.household_id, new.phone, new.officer_id, to_ms(new.made), to_ms(new.until))
