"""Codes that are guessed: after some wrong ones a person may try no more for an hour, and the officers are told.

Page tokens come from nobody in particular: ``web.slowing`` slows down whoever tries some that open nothing.
"""

from __future__ import annotations

from datetime import datetime

from bot.context import Context
from bot.incoming import Incoming, Message
from bot.reply import Reply, Say
from bot.wording.guesses import guessed
from domain.model.errors import Refused
from domain.model.people import Role
from domain.model.wrong_code import MOST_WRONG, Secret
from domain.ports.store import Store

_PICKUP_LENGTH = 8
"""Shorter ones are the numbers of redemptions, which are no secret."""


async def check_tries(ctx: Context, secret: Secret) -> None:
    """Before a code is looked at. Raises Refused("too-many-codes")."""
    if await ctx.store.wrong_codes.count(ctx.user, secret, ctx.now) >= MOST_WRONG:
        raise Refused("too-many-codes")


async def note_guess(store: Store, incoming: Incoming, refused: Refused, now: datetime) -> list[Reply]:
    """Note the wrong code for which a message was refused; what the officers hear when it was the last one allowed."""
    secret = _guessed(refused)
    if secret is None or not isinstance(incoming, Message) or incoming.user is None:
        return []
    if await store.wrong_codes.note(incoming.user, secret, now) != MOST_WRONG:
        return []
    officers = (await store.officers.acting(incoming.user, incoming.chat)).officers
    units = {officer.unit for officer in officers}
    groups = [
        await store.listeners.address_of(officer.unit) for officer in officers if officer.role is not Role.SUPERVISOR
    ]
    towns = [
        chat
        for prefix, chat in await store.officers.town_chats()
        if not units or any(unit.startswith(prefix) for unit in units)
    ]
    text = guessed(secret, sorted({officer.name for officer in officers}))
    return [Say(text, chat=chat) for chat in dict.fromkeys([*groups, *towns])]


def _guessed(refused: Refused) -> Secret | None:
    if refused.code == "bad-invitation":
        return Secret.INVITATION
    if refused.code == "no-redemption" and len(str(refused.data["redemption"])) == _PICKUP_LENGTH:
        return Secret.PICKUP
    return None
