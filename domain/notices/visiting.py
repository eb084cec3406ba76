"""Telling households in person what no text brought them (上门告知): the list, ticked off one by one."""

from __future__ import annotations

from collections.abc import Sequence

from domain.boundary import boundary
from domain.model.calendar import Period
from domain.model.errors import Refused
from domain.model.notice import NoticeStatus
from domain.model.people import Household, Officer
from domain.work import Work


@boundary
async def tick_off(
    work: Work, officer: Officer, quarter: Period, households: Sequence[Household]
) -> Sequence[NoticeStatus] | Refused:
    """Note that these were told; who is still to be told is returned, in walking order. All of them or none.

    Refused: not-your-unit, no-notice (nothing was queued for it), notice-under-way, notice-arrived, notice-told.
    """
    if not officer.serves(work.unit):
        raise Refused("not-your-unit")
    known = {one.household.id: one for one in await work.store.notices.statuses(work.unit, quarter)}
    for household in households:
        _check_missed(known.get(household.id), household)
        await work.store.notices.visit(household.id, quarter, officer.id, work.now)
    return await work.store.notices.unreached(work.unit, quarter)


def _check_missed(status: NoticeStatus | None, household: Household) -> None:
    if status is None or status.state == "left":
        raise Refused("no-notice", household=household)
    if status.state == "visited":
        raise Refused("notice-told", household=household)
    if status.state == "delivered":
        raise Refused("notice-arrived", household=household)
    if not status.missed:
        raise Refused("notice-under-way", household=household)
