"""What Twilio's refusals and message statuses mean for a delivery.

Source: https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.model.delivery import Failed, Outcome, Receipt, Retry, Sent, Unknown
from sms.channels.twilio.codes import CODES, Consequence

_OURS_BY_HTTP = frozenset({401, 402, 403, 404})
_REQUEST_TIMEOUT, _TOO_MANY, _UNAVAILABLE = 408, 429, 503

_MOST_TRIES = 5
"""How often a text is tried that Twilio refuses for a reason we do not know."""
_PHONE_PAUSE = 30 * 60.0
"""Seconds before a text that Twilio took but could not bring to the phone is tried again."""

_PERMISSION_PAUSE = 30 * 60.0
"""Seconds before a text that our account may not send is tried again."""

_RANKS = {
    "accepted": 0,
    "scheduled": 0,
    "queued": 1,
    "sending": 2,
    "sent": 3,
    "delivered": 4,
    "undelivered": 4,
    "failed": 4,
    "canceled": 4,
    "read": 5,
}
_DELIVERED = frozenset({"delivered", "read"})
_LOST = frozenset({"undelivered", "failed", "canceled"})


@dataclass(frozen=True, slots=True)
class StatusReport:
    """One status callback. Reports come out of order: one whose ``rank`` is not above the known one is late."""

    sid: str
    status: str
    rank: int
    error: str | None
    outcome: Outcome

    def receipt(self, delivery: int | None = None, attempt: int | None = None) -> Receipt:
        """What it says to the outbox; ``delivery`` and ``attempt`` as the callback's address names them."""
        match self.outcome:
            case Sent():
                return Receipt(self.sid, "delivered" if self.status in _DELIVERED else "sent", delivery, attempt)
            case Failed(error, opted_out, dead):
                return Receipt(self.sid, "failed", delivery, attempt, error, opted_out, dead=dead)
            case Retry(ours=ours, closed=closed):
                return Receipt(self.sid, "queued", delivery, attempt, self.error, ours=ours or closed)
            case _:
                return Receipt(self.sid, "queued", delivery, attempt, self.error)


def refused(http_status: int, code: int | None, after_seconds: float | None = None) -> Outcome:
    """What a refused request means. ``code`` is Twilio's own, None if the body had none."""
    outcome = _by_code(code, after_seconds)
    if outcome is not None:
        return outcome
    error = f"HTTP {http_status}" if code in (None, http_status) else f"HTTP {http_status}, {code}"
    if http_status in (_TOO_MANY, _UNAVAILABLE):
        return Retry(error, after_seconds)
    if http_status in _OURS_BY_HTTP or http_status < 400:  # noqa: PLR2004 - a redirect: not Twilio's address
        return Retry(error, ours=True)
    if http_status >= 500 or http_status == _REQUEST_TIMEOUT:  # noqa: PLR2004 - the server's own failures
        return Unknown(error)
    return Retry(error, after_seconds, most=_MOST_TRIES)


def taken(sid: str, status: str, code: int | None) -> Outcome:
    """What a message that Twilio has taken over has come to."""
    if status not in _LOST:
        return Sent(sid)
    error = status if code is None else f"{status}, {code}"
    if status == "canceled":
        return Failed(error)
    return _by_code(code, _PHONE_PAUSE) or Retry(error, _PHONE_PAUSE, most=_MOST_TRIES)


def status_outcome(form: Mapping[str, object]) -> StatusReport | None:
    """Read a status callback's form; None if it is none that we understand."""
    sid = str(form.get("MessageSid") or form.get("SmsSid") or "")
    status = str(form.get("MessageStatus") or form.get("SmsStatus") or "").lower()
    if not sid or status not in _RANKS:
        return None
    outcome = taken(sid, status, number(form.get("ErrorCode")))
    error = None if isinstance(outcome, Sent) else outcome.error
    return StatusReport(sid, status, _RANKS[status], error, outcome)


def number(code: object) -> int | None:
    """An error code, however it is written; None for junk."""
    text = str(code)
    return int(text) if text.isascii() and text.isdigit() and text != "0" else None


def _by_code(code: int | None, after_seconds: float | None) -> Outcome | None:
    """What a code means; None for one that is not in the table."""
    if code is None or code not in CODES:
        return None
    consequence, reason = CODES[code]
    error = f"{reason} ({code})"
    match consequence:
        case Consequence.LATER:
            return Retry(error, after_seconds)
        case Consequence.ACCOUNT:
            return Retry(error, ours=True)
        case Consequence.PERMISSION:
            return Retry(error, after_seconds or _PERMISSION_PAUSE, closed=True)
        case Consequence.NEVER | Consequence.TEXT | Consequence.OPTED_OUT:
            return Failed(error, opted_out=consequence is Consequence.OPTED_OUT, dead=consequence is Consequence.NEVER)
