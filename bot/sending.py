"""The day on which a message was sent, by the platform's clock and ours."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from domain.ports.store import Store

_AHEAD = timedelta(minutes=5)
"""How much the platform's clock may be ahead of ours."""
_A_DAY = timedelta(days=1)
_KEPT = timedelta(days=7)
"""Longer than any platform keeps a message that was not delivered."""


def sent_on(sent: datetime, now: datetime) -> date | None:
    """The day of sending where ``now`` is local; None when the time of sending cannot be right, or else ours is not."""
    late = now - sent
    if not -_A_DAY <= late <= _KEPT:
        return None
    day = sent.astimezone(now.tzinfo).date()
    if day <= now.date():
        return day
    return now.date() if -late <= _AHEAD else None


async def day_of_sending(store: Store, sent: datetime, now: datetime) -> date | None:
    """The same; where ours is known not to be right, by what it would show if it had not jumped."""
    if day := sent_on(sent, now):
        return day
    trust = await store.clock.read()
    return None if trust is None or trust.right else sent_on(sent, now - trust.jumped)
