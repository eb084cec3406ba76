"""Posting within a handler's transaction, and what is known of deliveries that do not get through."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final

from domain.model.about import About, Subject
from domain.model.delivery import DAY_USED_UP, GROUP_TO_COME, PLATFORM_AWAY, Draft, Queue
from domain.model.message import Reach
from storage import digests
from storage.chat_reach import note_chat, release
from storage.database import Connection
from storage.engine.hiding import texts_hidden
from storage.instants import AT_ONCE, to_ms

_FOR_NO_GROUP: Final = f"(target LIKE '{GROUP_TO_COME}:%')"
"""What waits until a village has a group."""
_QUEUED: Final = "NOT state <> 'queued'"
"""Said so, SQLite looks it up in no index, and takes the short one of what is closed or of one target; else it read all
that waits, a county's texts, at each question whether the server is ready."""


@dataclass(frozen=True, slots=True)
class SqlPost:
    """``domain.ports.messages.Post`` on SQL."""

    connection: Connection

    async def post(self, drafts: Iterable[Draft], now: datetime) -> None:
        """Put deliveries into the outbox; a key that is there already posts nothing."""
        posted = to_ms(now)
        drafts = list(drafts)
        for draft in drafts:
            if draft.due is None or draft.due <= now:
                self.connection.posted(draft.queue)
        rows = self._as_stored(drafts, posted)
        sql = (
            "INSERT INTO outbox (queue, target, payload, key, urgent, state, attempts, due_ms, posted_ms, digest)"
            " VALUES ($1, $2, $3, $4, $5, 'queued', 0, $6, $7, $8) ON CONFLICT (key) DO NOTHING"
        )
        if len(rows) == 1:
            await self.connection.stored.append(sql, *rows[0])
        elif rows:
            await self.connection.stored.execute_many(sql, rows)

    def _as_stored(self, drafts: Sequence[Draft], posted_ms: int) -> list[Sequence[object]]:
        """The rows, each with its digest; what numbers they hold is looked for once, for both."""
        hide = partial(texts_hidden, self.connection.cipher)
        payloads = hide([line[1:-1] for line in digests.as_json([(one.payload,) for one in drafts])])
        keys, targets = hide([one.key for one in drafts]), hide([one.target for one in drafts])
        watched = [
            (one.queue.value, payload, key, posted_ms) for one, payload, key in zip(drafts, payloads, keys, strict=True)
        ]
        return [
            (queue, target, payload, key, int(one.urgent), to_ms(one.due) if one.due else AT_ONCE, posted_ms, digest)
            for one, target, (queue, payload, key, _), digest in zip(
                drafts, targets, watched, digests.own_digests(watched), strict=True
            )
        ]

    async def about(self, chat: str, message: str) -> Sequence[About]:
        """What a message of ours in a chat is about."""
        rows = await self.connection.fetch(
            "SELECT payload FROM outbox WHERE external_id = $1 AND queue = 'chat' AND target = $2",
            message,
            chat,
        )
        pairs = [pair for row in rows for pair in json.loads(row["payload"]).get("about", ())]
        return [About(Subject(kind), number) for kind, number in pairs]

    async def reach(self, since: datetime) -> Reach:
        """What does not get through at present, and what was given up since then."""
        refused = await self.connection.fetch(
            f"SELECT error, COUNT(*) AS n FROM outbox WHERE queue = 'sms' AND {_QUEUED} AND closed = 1"
            " GROUP BY error ORDER BY 2 DESC, 1"
        )
        units = await self.connection.fetch(
            "SELECT unit_code FROM chats WHERE closed_ms IS NOT NULL ORDER BY unit_code"
        )
        (waiting,) = await self.connection.fetch(
            f"SELECT COUNT(*) AS n FROM outbox WHERE queue = 'chat' AND {_QUEUED} AND closed = 1"
            f" AND NOT {_FOR_NO_GROUP}"
        )
        groupless = await self.connection.fetch(
            f"SELECT u.code, COUNT(*) AS n FROM outbox JOIN units u ON target = '{GROUP_TO_COME}:' || u.code"
            f" WHERE queue = 'chat' AND state IN ('queued', 'sending') AND {_QUEUED} AND EXISTS"
            " (SELECT 1 FROM households h WHERE h.unit_code = u.code AND h.left_on IS NULL) GROUP BY u.code ORDER BY 1"
        )
        lost = await self.connection.fetch(
            "SELECT queue, COUNT(*) AS n FROM outbox WHERE state = 'failed' AND settled_ms >= $1"
            # A note over a button or buttons that stay are no loss.
            " AND (queue <> 'chat' OR error LIKE 'damaged%' OR payload LIKE '%\"kind\":%\"say\"%'"
            ' OR payload LIKE \'%"kind":%"print"%\') GROUP BY queue',
            to_ms(since),
        )
        return Reach(
            [row["unit_code"] for row in units],
            waiting["n"],
            {Queue(row["queue"]): row["n"] for row in lost},
            {row["error"]: row["n"] for row in refused},
            {row["code"]: row["n"] for row in groupless},
        )

    async def may_arrive(self, keys: Collection[str]) -> bool:
        """Whether a delivery of those keys was taken over by its platform, or may still be."""
        those = ", ".join(f"${number}" for number in range(1, len(keys) + 1))
        return bool(keys) and bool(
            await self.connection.fetch(
                f"SELECT id FROM outbox WHERE key IN ({those}) AND (state = 'sent'"
                " OR state IN ('queued', 'sending', 'unknown') AND closed = 0) LIMIT 1",
                *keys,
            )
        )

    async def stuck(self, before: datetime) -> Mapping[Queue, int]:
        """How many deliveries could have gone since then and have not."""
        rows = await self.connection.fetch(
            "SELECT queue, COUNT(*) AS many FROM outbox WHERE state = 'queued' AND due_ms < $1 AND posted_ms < $1"
            f" AND NOT {_FOR_NO_GROUP} GROUP BY queue ORDER BY 1",
            to_ms(before),
        )
        return {Queue(row["queue"]): row["many"] for row in rows}

    async def left_for_tomorrow(self) -> tuple[int, int]:
        """How many replies, and how many other texts, wait for the next day, as a SIM's limit is reached."""
        rows = await self.connection.fetch(
            "SELECT urgent, COUNT(*) AS n FROM outbox WHERE queue = $1 AND state = 'queued' AND error = $2"
            " GROUP BY urgent",
            Queue.SMS.value,
            DAY_USED_UP,
        )
        found = {bool(row["urgent"]): row["n"] for row in rows}
        return found.get(True, 0), found.get(False, 0)

    async def replies_held(self, since: date) -> date | None:
        """The last day, of those since then, on which a reply had to wait for the next one, as a SIM's limit was up."""
        (row,) = await self.connection.fetch(
            "SELECT MAX(held_day) AS day FROM own_phones WHERE held_day >= $1", since.isoformat()
        )
        return date.fromisoformat(row["day"]) if row["day"] else None

    async def reached(self, platform: str) -> None:
        """What waits for that platform goes now. It is found in what is queued; targets begin with the platform."""
        await self.connection.execute(
            "UPDATE outbox SET due_ms = $1 WHERE queue = $2 AND state = 'queued' AND error = $3 AND target LIKE $4",
            AT_ONCE,
            Queue.CHAT.value,
            PLATFORM_AWAY,
            f"{platform}:%",
        )

    async def chat_opened(self, chat: str) -> None:
        """A chat takes our messages again: what it missed goes now."""
        await release(self.connection, chat)
        await note_chat(self.connection, chat, None)

    async def chat_closed(self, chat: str, now: datetime) -> None:
        """A chat takes no more messages of ours."""
        await note_chat(self.connection, chat, now)
