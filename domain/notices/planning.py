"""The quarterly notice 季度通知: one text for every household of a unit once a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.boundary import boundary
from domain.ledger.figures import QuarterFigures, quarter_figures
from domain.ledger.lapsing import Ending, ending
from domain.ledger.rounds import ensure_current
from domain.model.calendar import Period, parse_quarter, quarter_of
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused
from domain.model.notice import NewNotice, NoticeTarget
from domain.model.round import Round
from domain.model.rulebook import Policy
from domain.notices.addressing import HOUSEHOLD
from domain.scoring.quiet import next_allowed
from domain.town.trust import check_sure
from domain.work import Work

KIND = "quarter"


class NoticeWriter(Protocol):
    """Words a notice; the wording belongs to the SMS side."""

    def write(self, target: NoticeTarget, quarter: Period, signature: str, ending: Ending | None = None) -> str:
        """The text of one household's notice; with a warning when the year's points are about to lapse."""
        ...

    def warn(self, target: NoticeTarget, signature: str, ending: Ending) -> str:
        """The text of the warning alone."""
        ...

    def segments(self, text: str) -> int:
        """How many message segments a text costs."""
        ...


@dataclass(frozen=True, slots=True)
class WordedNotice:
    """One household's notice, worded. ``text`` is "" when there is no phone to send it to."""

    target: NoticeTarget
    text: str
    segments: int


@dataclass(frozen=True, slots=True)
class Mailing:
    """What queueing would send: only households without a notice for this quarter."""

    unit: str
    quarter: Period
    notices: tuple[WordedNotice, ...]
    counted: tuple[Round, ...] = ()
    """The quarter's settled rounds: those that the texts count."""
    uncounted: tuple[Round, ...] = ()
    """Its rounds that are not settled yet: nothing goes out by itself before they are."""
    kind: str = KIND

    @property
    def reachable(self) -> tuple[WordedNotice, ...]:
        """Those with a phone that takes texts."""
        return tuple(notice for notice in self.notices if notice.target.phone is not None)

    @property
    def unreached(self) -> tuple[WordedNotice, ...]:
        """Those that somebody has to walk to."""
        return tuple(notice for notice in self.notices if notice.target.phone is None)

    @property
    def segments(self) -> int:
        """Segments of all texts together."""
        return sum(notice.segments for notice in self.reachable)


def which_quarter(said: str | None, now: datetime) -> Period:
    """The quarter meant: ``2026Q3``, ``Q3`` (of this year), or None = the last one that is over.

    Raises Refused (bad-quarter, future-quarter).
    """
    if said is None:
        return quarter_of(now.date()).previous()
    quarter = parse_quarter(said if said[:1].isdigit() else f"{now.year}{said}")
    if quarter.first > now.date():
        raise Refused("future-quarter", quarter=quarter.key)
    return quarter


@boundary
async def plan(work: Work, writer: NoticeWriter, quarter: Period) -> Mailing | Refused:
    """Word the notices that are still to be queued.

    Refused: no-unit, quarter-not-over, clock-jumped, nothing-to-notify.
    """
    await ensure_current(work.store, work.town, work.unit, work.now)
    if work.today < quarter.after:
        raise Refused("quarter-not-over", quarter=quarter.key, after=quarter.after)
    await check_sure(work.store, quarter.after, work.now)
    planned = await _worded(work, writer, quarter, await work.store.notices.targets(work.unit, quarter))
    if not planned.counted:
        raise Refused("nothing-to-notify", quarter=quarter.key)
    return planned


@boundary
async def plan_again(work: Work, writer: NoticeWriter, quarter: Period) -> Mailing | Refused:
    """Word the notices that reached nobody, for households that can be reached now. Refused: no-unit."""
    missed = [target for target in await work.store.notices.missed(work.unit, quarter) if target.phone]
    return await _worded(work, writer, quarter, missed)


async def _worded(work: Work, writer: NoticeWriter, quarter: Period, targets: Sequence[NoticeTarget]) -> Mailing:
    policy = work.policy
    ends = await ending(work.store, work.unit, quarter.year, policy, work.now)
    figures = await quarter_figures(work.store, work.unit, quarter)
    notices = []
    for target in _with_points(targets, figures):
        text = writer.write(target, quarter, policy.signature, ends) if target.phone else ""
        notices.append(WordedNotice(target, text, writer.segments(text) if text else 0))
    return Mailing(work.unit, quarter, tuple(notices), figures.settled, figures.unsettled)


def _with_points(targets: Sequence[NoticeTarget], figures: QuarterFigures) -> Sequence[NoticeTarget]:
    return [one.with_points(figures.points(one.standing.household.id)) for one in targets]


@dataclass(frozen=True, slots=True)
class ToTell:
    """Households to be told in person what their notice would have said; ``ending`` is as there."""

    targets: Sequence[NoticeTarget]
    ending: Ending | None


async def to_tell(work: Work, quarter: Period) -> ToTell:
    """Those whom their notice of the quarter did not reach. Raises Refused("no-unit")."""
    figures = await quarter_figures(work.store, work.unit, quarter)
    missed = await work.store.notices.missed(work.unit, quarter)
    ends = await ending(work.store, work.unit, quarter.year, work.policy, work.now)
    return ToTell(_with_points(missed, figures), ends)


async def queue_again(work: Work, mailing: Mailing) -> int:
    """Queue once more what ``plan_again`` planned; the number of households it goes to."""
    due = sendable_from(work.policy, work.now)
    notices = [_notice(notice, mailing, due) for notice in mailing.notices]
    return await work.store.notices.queue_again(mailing.unit, mailing.quarter, notices, work.now, mailing.kind)


async def queue(work: Work, mailing: Mailing) -> int:
    """Queue a planned mailing, to be sent outside the quiet hours; the number of households newly taken in."""
    due = sendable_from(work.policy, work.now)
    notices = [_notice(notice, mailing, due) for notice in mailing.notices]
    return await work.store.notices.queue(mailing.unit, mailing.quarter, notices, work.now, mailing.kind)


def sendable_from(policy: Policy, now: datetime) -> datetime:
    """When notices queued now may start to go out: at once, or after the quiet hours."""
    return next_allowed(now, policy.quiet_before, policy.quiet_after)


def _notice(notice: WordedNotice, mailing: Mailing, due: datetime) -> NewNotice:
    target = notice.target
    household = target.standing.household
    if target.phone is None:
        return NewNotice(household.id, None, None, target.unreached)
    draft = Draft(
        queue=Queue.SMS,
        target=target.phone,
        payload={"body": notice.text, HOUSEHOLD: household.id},
        key=_key(mailing, target),
        due=due,
        urgent=False,
    )
    return NewNotice(household.id, target.phone, draft, None)


def _key(mailing: Mailing, target: NoticeTarget) -> str:
    """One delivery a household, and one more in place of each that did not reach it."""
    key = f"notice:{mailing.kind}:{mailing.quarter.key}:{target.standing.household.id}"
    return key if target.replaces is None else f"{key}:after-{target.replaces}"


def quarters_due(now: datetime, notice_day: int) -> Sequence[Period]:
    """The quarter whose notices are to be queued by now: the last one, from its configured day on (0 = never)."""
    quarter = quarter_of(now.date()).previous()
    days_since = (now.date() - quarter.after).days
    return [quarter] if notice_day and days_since >= notice_day - 1 else []
