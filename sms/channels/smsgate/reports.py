"""What the phone says of a text of ours: in its calls, a part at a time, and when it is asked.

Each part of a long text is reported as delivered by itself. The phone's own state says Delivered from the first part
on, and Failed if a later one fails.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.model.delivery import Receipt
from sms.channels.smsgate import message_id
from sms.channels.smsgate.api import TextState
from sms.channels.smsgate.failures import Consequence, consequence_of

_REST_ARRIVES_WITHIN: Final = timedelta(days=1)
"""A part of which nobody says that it failed within a day of the first one's arrival has arrived."""
_STATE_OF_EVENT: Final = {
    "sms:sent": "Sent",
    "sms:delivered": "Delivered",
    "sms:failed": "Failed",
    "sms:cancelled": "Cancelled",
}


def report(event: str, event_id: str, external_id: str, reason: str) -> Receipt | None:
    """A call of the phone about a text; None for one that is none of ours, or no news."""
    about = message_id.read(external_id)
    state = _STATE_OF_EVENT.get(event)
    if about is None or state is None:
        return None
    if state == "Delivered":
        return Receipt(external_id, "delivered", about.delivery, part=event_id, parts=about.parts)
    return _receipt(external_id, about.delivery, state, reason)


def receipt_of(external_id: str, state: TextState, now: datetime) -> Receipt:
    """What the phone answers when it is asked."""
    about = message_id.read(external_id)
    parts = about.parts if about else 1
    if state.state == "Delivered":
        whole = parts == 1 or (state.since is not None and now - state.since >= _REST_ARRIVES_WITHIN)
        return Receipt(external_id, "delivered" if whole else "sent")
    return _receipt(external_id, None, state.state, state.reason)


def _receipt(external_id: str, delivery: int | None, state: str, reason: str) -> Receipt:
    match state:
        case "Failed":
            consequence, error = consequence_of(reason)
            if consequence is Consequence.NEVER:
                return Receipt(external_id, "failed", delivery, error=error, revokes=True, dead=True)
            return Receipt(
                external_id, "queued", delivery, error=error, ours=consequence is Consequence.OURS, revokes=True
            )
        case "Cancelled":
            return Receipt(external_id, "failed", delivery, error="cancelled on the phone")
        case _:
            return Receipt(external_id, "sent", delivery)
