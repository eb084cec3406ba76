"""Photos that come with a sheet: kept as proof, and deductions that they show to be put right."""

from __future__ import annotations

from collections.abc import Sequence

from app.inspection.rows import InspectionRow, Shown
from bot.outgoing import news
from bot.wording.rectifying import rectified
from domain.boundary import unwrap
from domain.entries.rectifying import Improvement, Rectified, rectify
from domain.model.errors import Refused
from domain.model.people import Officer
from domain.model.photo import Part, PhotoState
from domain.work import Work


async def keep(work: Work, photos: Sequence[Shown], album: str) -> int:
    """Note one or more photos that lie in the folder, several as one album; the first one's number."""
    numbers = [await _keep(work, photo, album if len(photos) > 1 else None) for photo in photos]
    return numbers[0]


async def _keep(work: Work, photo: Shown, album: str | None) -> int:
    evidence = work.store.evidence
    number, fresh = await evidence.keep(Part(f"sheet:{photo.sha256}", ""), work.now, album)
    if fresh:
        await evidence.settle(number, PhotoState.KEPT, photo.sha256, photo.size)
    return number


async def put_right(work: Work, officer: Officer, entry: int, row: InspectionRow) -> Rectified | None:
    """Close a deduction's rectification and tell the unit's group, where another officer may give points back.

    None when it is closed already. Raises Refused as ``rectify`` does.
    """
    photo = await keep(work, row.after, f"{work.key}:after")
    try:
        done = unwrap(await rectify(work, officer, Improvement(entry, photo)))
    except Refused as refused:
        if refused.code == "rectified-before":
            return None
        raise
    chat = await work.store.listeners.address_of(work.unit)
    say = rectified(done, "", officer)
    await work.store.post.post(news(chat, say, f"rectified:{done.number}"), work.now)
    return done
