"""How long what was said is kept."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty

_MONTH = timedelta(days=31)


@duty(190, of_town=True, irreversible=True)
async def reduce_old_messages(due: Due) -> None:
    """Once a day: texts, answers, numbers and photos go after ``keep_months``, the longest of all rulebooks."""
    store, town, now = due.work.store, due.work.town, due.work.now
    if await store.jobs.claim("keeping", now.date().isoformat(), now):
        months = max(town.current(unit).book.policy.keep_months for unit in town.units)
        await store.old_messages.reduce(now - months * _MONTH, now)
