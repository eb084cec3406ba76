"""Whether a chat takes our messages: one that does not is noted, and gets what it missed when it does again."""

from __future__ import annotations

from datetime import datetime

from domain.model.delivery import Outcome, Queue, Retry, Sent, group_to_come
from storage import counted
from storage.database import Connection
from storage.instants import AT_ONCE, to_ms


async def note_reach(connection: Connection, target: str, outcome: Outcome, now: datetime) -> None:
    """What an attempt says of its chat: one that took a message takes what it missed as well."""
    match outcome:
        case Sent():
            if await release(connection, target):
                await note_chat(connection, target, None)
        case Retry(closed=True):
            await note_chat(connection, target, now)


async def release(connection: Connection, target: str) -> int:
    """Let what a chat missed go; how many messages."""
    return await connection.execute(
        # By its name: see storage.claiming.
        "UPDATE outbox SET due_ms = $1, closed = 0"
        " WHERE queue = 'chat' AND target = $2 AND state = 'queued' AND closed = 1",
        AT_ONCE,
        target,
    )


async def move_waiting(connection: Connection, old: str, new: str, *, only_missed: bool = False) -> None:
    """What has not gone to a chat goes to another one; ``only_missed``: what waits until the chat takes messages.

    What is on its way as well: the platform sends it back to be tried again.
    """
    which = "state = 'queued' AND closed = 1" if only_missed else "state IN ('queued', 'sending', 'unknown')"
    lock = " FOR UPDATE" if connection.dialect == "postgres" else ""
    waiting = await connection.fetch(
        f"SELECT id FROM outbox WHERE queue = $1 AND target = $2 AND {which} ORDER BY id{lock}",
        Queue.CHAT.value,
        old,
    )
    for row in waiting:
        await counted.readdress(connection, row["id"], new)


async def hand_on(connection: Connection, unit: str, chat: str) -> None:
    """The group that a unit has got receives what waited for it."""
    await move_waiting(connection, group_to_come(unit), chat)
    await release(connection, chat)


async def note_chat(connection: Connection, chat: str, closed: datetime | None) -> None:
    """Whether a unit's or the town's group is closed to us, and since when."""
    since = "COALESCE(closed_ms, $1)" if closed else "$1"
    for table in ("chats", "town_chats"):
        await connection.execute(
            f"UPDATE {table} SET closed_ms = {since} WHERE chat_id = $2", to_ms(closed) if closed else None, chat
        )
