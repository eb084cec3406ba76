"""Whether the clock can be trusted: what cannot be undone does not happen on the word of one that has jumped.

Design part 3, point 13. Within a process the clock is compared with one that only runs on; over a restart it must
neither be behind the newest instant that was trusted, nor further ahead of it than a machine is switched off for. How
long a program stood still nobody knows: a shorter leap over a restart is told, and not held (docs/decisions/0080).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.model.errors import Refused
from domain.model.trust import Trust
from domain.ports.store import Store

TOLERANCE = timedelta(minutes=10)
"""What a clock may be set right by without anybody being asked."""
LONGEST_STOP = timedelta(days=45)
"""For no longer is a machine switched off: over holidays, or until a part of it comes. Beyond it a person is asked."""
TOLD_STOP = timedelta(days=1)
"""From how long on a stop is told to whoever may know better."""
_NONE = timedelta(0)


def judge(trust: Trust | None, now: datetime, drift: timedelta | None) -> Trust:
    """What to think of the clock that shows ``now``.

    ``drift``: by how much more than time passed it went on since the last look; None = the first one of a process.
    A clock that is right again is trusted again.
    """
    if trust is None:
        return Trust(now)
    jumped = _after_restart(trust, now) if drift is None else _after_step(trust, now, drift)
    caught_up = jumped < _NONE and now >= trust.newest
    if abs(jumped) <= TOLERANCE or caught_up:
        return Trust(max(now, trust.newest))
    return Trust(trust.newest, jumped)


async def surely(store: Store, now: datetime) -> datetime:
    """The earliest that it can be: what a clock that is known to have jumped ahead would show without its leap."""
    return min(now, await without_leap(store, now))


async def without_leap(store: Store, now: datetime) -> datetime:
    """What the clock would show, had it not jumped; the best that is known while it is off."""
    trust = await store.clock.read()
    return now if trust is None else now - trust.jumped


async def unsure(store: Store, first: date, now: datetime) -> Refused | None:
    """Refused("clock-jumped") where only a clock that has jumped says that this day has come."""
    trust = await store.clock.read()
    if trust is None or not now.date() >= first > (now - trust.jumped).date():
        return None
    return Refused("clock-jumped", jumped=trust.jumped, now=now)


async def check_sure(store: Store, first: date, now: datetime) -> None:
    """Raise what ``unsure`` finds.

    For what cannot be undone, whoever asks for it: a person may not know what the clock shows.
    """
    refused = await unsure(store, first, now)
    if refused is not None:
        raise refused


def _after_step(trust: Trust, now: datetime, drift: timedelta) -> timedelta:
    """By how much the clock is off. Several processes see one leap; the first has told it, or a person accepted it."""
    if abs(drift) <= TOLERANCE:
        return trust.jumped
    jumped = trust.jumped + drift
    counted_already = drift > _NONE and now - jumped < trust.newest - TOLERANCE / 2
    return trust.jumped if counted_already else jumped


def stopped(trust: Trust | None, now: datetime) -> timedelta | None:
    """How long the program seems to have stood still when it starts at ``now``; None for too short to be told."""
    if trust is None or not trust.right or now - trust.newest < TOLD_STOP:
        return None
    return now - trust.newest


def _after_restart(trust: Trust, now: datetime) -> timedelta:
    gap = now - trust.newest
    if gap < -TOLERANCE or (trust.right and gap > LONGEST_STOP):
        return gap
    was_ahead_and_came_back = trust.jumped > _NONE and now < trust.newest + trust.jumped - TOLERANCE
    return _NONE if was_ahead_and_came_back else trust.jumped
