"""Rounds by the calendar: final when their publicity is over, settled on the policy's day, and remembered."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.duties.duty import Due, duty
from bot.publishing import announced_as, announcements
from bot.wording import rounds as wording
from domain.boundary import unwrap
from domain.entries.second_look import unseen_large
from domain.ledger.lapsing import ending
from domain.ledger.rounds import ensure_current
from domain.model.calendar import quarter_of
from domain.model.round import Round
from domain.settlement.settling import finalise_due, settle
from storage.agenda import Matter

_LAST_DAYS_OF_QUARTER = (3, 10)
"""A reminder so many days before its end, the last one first."""


@duty(10, irreversible=True, among=Matter.NO_ROUND)
async def begin(due: Due) -> None:
    """Today's round is there before anybody asks for it."""
    await ensure_current(due.work.store, due.work.town, due.work.unit, due.work.now)


@duty(20, irreversible=True, among=Matter.PUBLICITY_OVER)
async def finalise(due: Due) -> None:
    """Rounds whose days of publicity have passed become final; the group is told."""
    for round_ in await finalise_due(due.work):
        held = await due.work.store.scores.disputed(round_.id)
        ends = await ending(due.work.store, due.work.unit, round_.period.year, due.work.policy, due.work.now)
        await due.tell_group(wording.final(round_, len(held), ends), f"final:{round_.id}")


@duty(30, irreversible=True, among=Matter.ROUND_OVER)
async def settle_by_calendar(due: Due) -> None:
    """Where the policy names a day, a round that nobody settled by then is settled and published.

    It waits for the second look at large awards: nobody looks at them by settling, and none becomes public unseen.
    """
    for round_ in await _over(due):
        policy = (await due.work.store.books.version(round_.book_hash)).policy
        if not policy.settle_day or due.work.now.date() < round_.period.after + timedelta(days=policy.settle_day - 1):
            return  # the later ones wait for it
        if large := await unseen_large(due.work.store, due.work.unit, round_):
            await due.tell_group(wording.look_first(round_, large), f"unseen:{round_.id}", wording.looks(large))
            return
        published = unwrap(await settle(due.work, None, round_))
        texts = await announcements(due.work.store, published, due.work.town.units[due.work.unit], due.work.now)
        known = await announced_as(due.work.store, published)
        for number, text in enumerate(texts):
            await due.tell_group(text, f"{known}:{number}")


@duty(40, among=Matter.ROUND_OVER)
async def remind(due: Due) -> None:
    """Once a week, while a round is over and not settled."""
    if not await due.may_remind():
        return
    year, week, _ = due.work.now.date().isocalendar()
    known = f"{due.work.unit}:{year}W{week:02}"
    over = await _over(due)
    if over and await due.work.store.jobs.claim("unsettled", known, due.work.now):
        await due.remind(wording.unsettled(over), f"unsettled:{known}", timedelta(days=7))


def _quarter_ends(now: datetime) -> bool:
    return _days_left(now) <= max(_LAST_DAYS_OF_QUARTER)


def _days_left(now: datetime) -> int:
    return (quarter_of(now.date()).after - now.date()).days


@duty(45, among=Matter.QUARTER_UNSETTLED, season=_quarter_ends)
async def remind_of_quarter(due: Due) -> None:
    """Twice in a quarter's last days, while no round of it is settled.

    Not where the quarter is the round: it is settled once it is over, and brought up then.
    """
    if not await due.may_remind():
        return
    today = due.work.now.date()
    quarter, days = quarter_of(today), _days_left(due.work.now)
    stage = next((stage for stage in _LAST_DAYS_OF_QUARTER if days <= stage), None)
    current = await due.work.store.rounds.current(due.work.unit)
    if stage is None or current is None or current.period == quarter:
        return
    known = f"{due.work.unit}:{quarter.key}:{stage}"
    if (await due.work.store.supervision.counts(due.work.unit, quarter, today)).settled:
        return
    if await due.work.store.jobs.claim("quarter-at-risk", known, due.work.now):
        await due.remind(wording.quarter_at_risk(days), f"quarter-at-risk:{known}", timedelta(days=days))


async def _over(due: Due) -> list[Round]:
    current = await due.work.store.rounds.of_day(due.work.unit, due.work.now.date())
    return list(await due.work.store.rounds.open_before(current)) if current else []
