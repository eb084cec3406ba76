"""Reserved goods that nobody collected."""

from __future__ import annotations

from app.duties.duty import Due, duty
from bot.wording import mall as wording
from domain.ledger.lapsing import paying_years
from domain.mall.redemption import expire_due
from storage.agenda import Matter


@duty(130, irreversible=True, among=Matter.GOODS_NOT_COLLECTED)
async def expire(due: Due) -> None:
    """What waited too long goes back, points and goods; the group hears of it."""
    gone = await expire_due(due.work.store, due.work.unit, due.work.now)
    if gone:
        years = await paying_years(due.work.store, due.work.unit, due.work.policy, due.work.now)
        await due.tell_group(wording.expired(gone, years).text, f"expired:{due.work.unit}:{gone[0].redemption.id}")
