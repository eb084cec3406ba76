"""Quiet hours: when a text that nobody waits for may be sent."""

from __future__ import annotations

from datetime import datetime, time, timedelta

_DAY_MINUTES = 24 * 60


def next_allowed(now: datetime, quiet_before_minutes: int, quiet_after_minutes: int) -> datetime:
    """``now`` itself inside the hours for sending, else the next morning's first minute of them.

    Both limits are minutes after the midnight of ``now``'s zone; sending is allowed in ``[quiet_before, quiet_after)``,
    which is some time of every day (``rules.checks``).
    """
    minute = now.hour * 60 + now.minute
    if quiet_before_minutes <= minute < quiet_after_minutes:
        return now
    day = now.date() if minute < quiet_before_minutes else now.date() + timedelta(days=1)
    return datetime.combine(day, time(*divmod(quiet_before_minutes, 60)), now.tzinfo)


def allowed_until(now: datetime, quiet_before_minutes: int, quiet_after_minutes: int) -> datetime | None:
    """When the quiet hours begin next, ``now`` being inside the hours for sending; None when there are none."""
    if (quiet_before_minutes, quiet_after_minutes) == (0, _DAY_MINUTES):
        return None
    return datetime.combine(now.date(), time(), now.tzinfo) + timedelta(minutes=quiet_after_minutes)
