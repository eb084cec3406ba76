"""The weekly digest for the town's supervisors."""

from __future__ import annotations

from app.duties.duty import Due
from bot.telegram.posting import announcement
from bot.wording import supervising as wording
from domain.supervising import overview

_MONDAY, _HOUR = 1, 9


async def post_digest(due: Due) -> None:
    """Post the overview to each supervisors' group: once a week, from Monday nine o'clock on."""
    year, week, weekday = due.now.isocalendar()
    if (weekday, due.now.hour) < (_MONDAY, _HOUR):
        return
    for prefix, chat in await due.store.officers.town_chats():
        period = f"{prefix}:{year}W{week:02}"
        if await due.store.jobs.claim("digest", period, due.now):
            text = wording.digest(await overview(due.store, due.town, prefix, due.now))
            await due.store.post.post(announcement(chat, text, f"digest:{period}"), due.now)
