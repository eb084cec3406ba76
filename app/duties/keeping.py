"""How long what was said is kept."""

from __future__ import annotations

from datetime import timedelta

from app.duties.duty import Due, duty

_MONTH = timedelta(days=31)


@duty(190, of_town=True, irreversible=True)
async def reduce_old_messages(due: Due) -> None:
    """Once a day, some of it each minute: texts, answers, questions, numbers and photos go after ``keep_months``.

    The longest of all rulebooks holds. No platform brings a message again after so long, and no audit asks for it.
    """
    store, town, now = due.work.store, due.work.town, due.work.now
    today = now.date().isoformat()
    if await store.jobs.done("keeping", today):
        return
    months = max(town.current(unit).book.policy.keep_months for unit in town.units)
    if not await store.old_messages.reduce(now - months * _MONTH, now):
        await store.jobs.claim("keeping", today, now)
