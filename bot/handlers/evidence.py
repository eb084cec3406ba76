"""Photos that prove what a command says; they are fetched after the commit."""

from __future__ import annotations

from bot.context import Context
from domain.delivery import Draft, Lane


async def keep_photo(ctx: Context) -> int | None:
    """Note the command's photo, to be fetched once however often it is used; its id, None without a photo."""
    if ctx.photo is None:
        return None
    evidence_id, new = await ctx.store.evidence.keep(ctx.photo.unique_id, ctx.photo.file_id, ctx.now)
    if new:
        payload = {"file_id": ctx.photo.file_id}
        draft = Draft(Lane.EVIDENCE, str(evidence_id), payload, f"evidence:{ctx.photo.unique_id}")
        await ctx.store.post.post([draft], ctx.now)
    return evidence_id
