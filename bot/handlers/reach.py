"""A group that takes no more messages of ours: the town hears of it."""

from __future__ import annotations

from datetime import datetime

from bot.reply import Reply, Say
from bot.wording import joining as wording
from bot.wording.places import unit_name
from domain.ports.store import Store
from domain.ports.town import Town

_NOBODY = ""


async def chat_closed(store: Store, town: Town, chat: str, now: datetime) -> list[Reply]:
    """Note it; what is due there waits until the chat opens. The supervisors are told when it is a unit's group."""
    await store.post.chat_closed(chat, now)
    unit = (await store.officers.acting(_NOBODY, chat)).bound_unit
    if unit is None:
        return []
    text = wording.removed(unit_name(town, unit))
    chats = await store.officers.town_chats()
    return [Say(text, chat=where) for prefix, where in chats if unit.startswith(prefix) and where != chat]
