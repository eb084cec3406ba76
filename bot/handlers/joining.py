"""/bang: becoming an officer, and binding a group."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.grammar.records import Join
from bot.group import elsewhere
from bot.guesses import check_tries
from bot.reply import Reply, Say
from bot.wording import joining as wording
from bot.wording.appointing import no_specialist
from bot.wording.places import unit_name
from domain.boundary import unwrap
from domain.model.people import Officer
from domain.model.wrong_code import Secret
from domain.officers.joining import bind, join
from domain.officers.specialists import leaves_none
from domain.ports.store import Store


async def bang(ctx: Context, command: Join) -> list[Reply]:
    """Redeem an invitation, or bind this group to the specialist's unit."""
    if command.code is None:
        joined = unwrap(await bind(ctx.work_in(""), ctx.acting, ctx.chat, ctx.private))
    else:
        await check_tries(ctx, Secret.INVITATION)
        joined = unwrap(await join(ctx.work_in(""), command.code, ctx.user, ctx.chat, ctx.private))
    if joined.bound:
        await ctx.store.officers.set_topic(ctx.chat, ctx.topic)
    unit = unit_name(ctx.services.town, joined.officer.unit)
    replies: list[Reply] = [Say(wording.joined(joined, unit, command.code is not None, ctx.services.abilities))]
    if command.code is not None:
        replies += await elsewhere(ctx, [Say(wording.serves(joined.officer, unit))], joined.officer.unit)
    if joined.moved_from is not None:
        replies.append(Say(wording.unbound(unit), chat=joined.moved_from))
    return [*replies, *await without_specialist(ctx.store, unit, joined.ended, ctx.chat)]


async def without_specialist(store: Store, unit: str, ended: Sequence[Officer], chat: str) -> list[Reply]:
    """What the chat, the unit's group and the town hear when those roles were its last specialist's; ``unit``: name."""
    if not await leaves_none(store, ended):
        return []
    code, text = ended[0].unit, no_specialist(unit)
    chats = [
        await store.officers.chat_of(code),
        *(where for prefix, where in await store.officers.town_chats() if code.startswith(prefix)),
    ]
    return [Say(text), *(Say(text, chat=where) for where in chats if where not in {None, chat})]
