"""Quiet hours: when a text that nobody waits for may be sent."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo

_DAY_MINUTES = 24 * 60


def next_allowed(now: datetime, quiet_before_minutes: int, quiet_after_minutes: int, tz: tzinfo) -> datetime:
    """``now`` itself inside the hours for sending, else the next morning's first minute of them.

    Both limits are minutes after local midnight; sending is allowed in ``[quiet_before, quiet_after)``.
    Raises ValueError when that leaves no time at all.
    """
    if quiet_before_minutes >= quiet_after_minutes:
        raise ValueError(f"no time for sending between minute {quiet_before_minutes} and {quiet_after_minutes}")
    local = now.astimezone(tz)
    minute = local.hour * 60 + local.minute
    if quiet_before_minutes <= minute < quiet_after_minutes:
        return now
    day = local.date() if minute < quiet_before_minutes else local.date() + timedelta(days=1)
    hour, minute = divmod(quiet_before_minutes, 60)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=tz).astimezone(now.tzinfo)


def allowed_until(now: datetime, quiet_before_minutes: int, quiet_after_minutes: int, tz: tzinfo) -> datetime | None:
    """When the quiet hours begin next, ``now`` being inside the hours for sending; None when there are none."""
    if (quiet_before_minutes, quiet_after_minutes) == (0, _DAY_MINUTES):
        return None
    midnight = datetime.combine(now.astimezone(tz).date(), time(), tz)
    return (midnight + timedelta(minutes=quiet_after_minutes)).astimezone(now.tzinfo)
