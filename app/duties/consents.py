"""Households that were asked whether they may be named, and do not answer."""

from __future__ import annotations

from app.duties.duty import Due, duty
from bot.wording import publicity as wording
from domain.publicity.models import lapse
from storage.agenda import Matter


@duty(117, among=Matter.MODEL_ASKED)
async def give_up(due: Due) -> None:
    """What was not answered in time is asked no longer, and the group hears of it."""
    for model in await lapse(due.work):
        await due.tell_group(wording.lapsed(model), f"model-lapsed:{model.number}")
