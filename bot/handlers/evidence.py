"""Photos that prove what a command says; they are fetched after the commit."""

from __future__ import annotations

from bot.context import Context
from bot.incoming import Attached, FileKind
from domain.delivery import Draft, Lane
from domain.errors import Refused
from domain.ports import Part


async def keep_photo(ctx: Context) -> int | None:
    """Note the command's photo, to be fetched once however often it is used; its id, None without a photo.

    Raises Refused (not-a-photo, photo-too-large, several-photos): nothing is done with proof that is not kept.
    """
    if ctx.attached is None:
        return None
    _check(ctx.attached, ctx.services.most_photo_bytes)
    part = Part(ctx.attached.unique_id, ctx.attached.file_id)
    evidence_id, new = await ctx.store.evidence.keep(part, ctx.now)
    if new:
        payload = {"file_id": part.file_id, "chat": ctx.chat, "topic": ctx.topic, "message": ctx.message}
        draft = Draft(Lane.EVIDENCE, str(evidence_id), payload, f"evidence:{evidence_id}:{ctx.key}")
        await ctx.store.post.post([draft], ctx.now)
    return evidence_id


def _check(file: Attached, most_bytes: int) -> None:
    if file.kind is not FileKind.PICTURE:
        raise Refused("not-a-photo", kind=file.kind)
    if file.size is not None and file.size > most_bytes:
        raise Refused("photo-too-large", most=most_bytes)
    if file.in_album:
        raise Refused("several-photos")
