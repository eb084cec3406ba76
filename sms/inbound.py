"""A text that came in, and the reply to it that goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.model.delivery import ONCE_SENT, Draft, Queue
from sms.wording import replies

Late = Callable[[], bool]
"""Whether the carrier of a text has its answer already, so that a reply has to go by itself."""
BY = "by"
"""The key of a text's payload under which it names the phone of ours that it goes by. Notices name none."""


@dataclass(frozen=True, slots=True)
class InboundText:
    """A text that came in. ``sid`` is its unique id, ``sender`` E.164.

    ``opt_out_type``: STOP, START or HELP, where the carrier took the text for that and has answered it already.
    ``sent``: when it was sent, where the platform says so; None = just now.
    ``by``: which of the channel's own phones it came to, where it has several; "" = its only number.
    ``pictures``: whether there were some with it, of which none is kept.
    ``also``: the name that the platform's list has for it, where that is another one.
    """

    sid: str
    sender: str
    body: str
    opt_out_type: str | None = None
    sent: datetime | None = None
    by: str = ""
    also: str | None = None
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class ListedTexts:
    """What a channel's list has of texts that came in, oldest first. Not ``whole``: a part of it cannot be had now."""

    texts: tuple[InboundText, ...] = ()
    whole: bool = True


def late_reply(text: InboundText, reply: str, now: datetime, kept: str | None = None) -> Draft:
    """A reply that goes by itself, once for each text; one to an older text says to which.

    ``kept``: what is kept of it where it holds a secret.
    """
    body = replies.to_an_older_text(reply, text.sent, now) if text.sent else reply
    payload = {"body": body, BY: text.by} if text.by else {"body": body}
    secret = {} if kept in (None, reply) else {ONCE_SENT: kept}
    return Draft(Queue.SMS, text.sender, payload | secret, f"reply:{text.sid}")
