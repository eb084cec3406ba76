"""Messages whose text was changed after they were sent: nothing of that is carried out, and what stands is said."""

from __future__ import annotations

from bot.incoming import Message
from domain.model.errors import Refused
from domain.ports.store import Store


def place(message: Message) -> str:
    """Where a message stands: the same for what it says at first and for what it says later."""
    return f"{message.chat}:{message.id}"


async def check_edited(store: Store, message: Message, concerns: bool) -> None:
    """Raise Refused("edited") for what is a command, or was one before; ``concerns``: it is one."""
    before = await store.inbox.at_place("chat", place(message))
    if before is None and not concerns:
        return
    entries = await store.ledger.of_message(before.key) if before else ()
    raise Refused("edited", entries=entries, handled=before.handled if before else None)
