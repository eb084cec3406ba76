"""Photos that prove what a command says; they are fetched after the commit."""

from __future__ import annotations

from bot.context import Context
from bot.incoming import Attached, FileKind
from bot.reply import Reply, Say
from bot.wording.photos import part_not_kept
from bot.wording.refusals import refusal
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused
from domain.model.photo import Album, Part

_TOO_LARGE = "too-large"


async def keep_photo(ctx: Context) -> int | None:
    """Note the command's photo, and those of its album, to be fetched once however often they are used; its id.

    None without a photo. Raises Refused (not-a-photo, photo-too-large, album-not-seen): nothing is done with proof that
    is not kept.
    """
    if ctx.attached is None:
        return None
    part = _part(ctx, ctx.attached)
    _check(ctx, part)
    return await _fetch(ctx, part) if ctx.attached.album is None else await _keep_album(ctx, ctx.attached, part)


async def note_part(ctx: Context) -> list[Reply]:
    """One picture of an album, with no command: kept when one of the others has a command, else until it comes.

    In private, where nobody else is spoken to, the second of them is answered where none has words so far.
    """
    if ctx.attached is None or not _may_send(ctx):
        return []
    key, part = _album_key(ctx, ctx.attached), _part(ctx, ctx.attached)
    album = await ctx.store.evidence.album(key, ctx.now)
    if any(one.unique_id == part.unique_id for one in album.parts):
        return []
    await ctx.store.evidence.note_album(key, Album((*album.parts, part), album.used))
    if album.used and part.fault:
        first = await ctx.store.evidence.of_album(key)
        return [part_not_kept(await ctx.store.evidence.uses(first) if first else (), part.fault)]
    if album.used:
        await _fetch(ctx, part, key)
    elif ctx.private and len(album.parts) == 1 and not any(one.worded for one in (*album.parts, part)):
        code = "album-alone" if ctx.attached.kind is FileKind.PICTURE else "file-alone"
        return [Say(refusal(Refused(code, kind=ctx.attached.kind)))]
    return []


async def note_words(ctx: Context) -> None:
    """One picture of an album, with words: whatever becomes of them, it belongs to the album, which has words."""
    if ctx.attached is None or not _may_send(ctx):
        return
    key, part = _album_key(ctx, ctx.attached), _part(ctx, ctx.attached)
    album = await ctx.store.evidence.album(key, ctx.now)
    others = (one for one in album.parts if one.unique_id != part.unique_id)
    await ctx.store.evidence.note_album(key, Album((*others, part), album.used))


async def _keep_album(ctx: Context, file: Attached, own: Part) -> int:
    """The pictures that have come so far; those that come later are kept when they do."""
    key = _album_key(ctx, file)
    album = await ctx.store.evidence.album(key, ctx.now)
    if file.in_reply and not album.parts:
        raise Refused("album-not-seen")
    parts = {part.unique_id: part for part in (own, *album.parts)}
    for part in parts.values():
        _check(ctx, part)
    await ctx.store.evidence.note_album(key, Album(tuple(parts.values()), used=True))
    first, *_ = [await _fetch(ctx, part, key) for part in parts.values()]
    return first


async def _fetch(ctx: Context, part: Part, album: str | None = None) -> int:
    """Note a photo, and have it fetched unless it is already; its id."""
    evidence_id, new = await ctx.store.evidence.keep(part, ctx.now, album)
    if new:
        payload = {"file_id": part.file_id, "chat": ctx.chat, "topic": ctx.topic, "message": ctx.message}
        draft = Draft(Queue.EVIDENCE, str(evidence_id), payload, f"evidence:{evidence_id}:{ctx.key}")
        await ctx.store.post.post([draft], ctx.now)
    return evidence_id


def _may_send(ctx: Context) -> bool:
    """Whether anything is kept of somebody's pictures: not of a stranger's in private."""
    return bool(ctx.acting.bound_unit or ctx.acting.officers)


def _album_key(ctx: Context, file: Attached) -> str:
    return f"{ctx.chat}:{file.album}"


def _part(ctx: Context, file: Attached) -> Part:
    """The file, with why it cannot be kept."""
    fault = "" if file.kind is FileKind.PICTURE else file.kind.value
    if not fault and file.size is not None and file.size > ctx.services.most_photo_bytes:
        fault = _TOO_LARGE
    return Part(file.unique_id, file.file_id, fault, worded=file.worded or bool(ctx.text.strip()))


def _check(ctx: Context, part: Part) -> None:
    if part.fault == _TOO_LARGE:
        raise Refused("photo-too-large", most=ctx.services.most_photo_bytes)
    if part.fault:
        raise Refused("not-a-photo", kind=FileKind(part.fault))
