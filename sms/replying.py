"""A reply to a text, and what became of the text by it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.message import Handled
from sms.memory import Memory


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person reads, and what the inbox notes.

    ``asks``: what the next text of the number may answer.
    ``kept``: what a text that is brought again gets instead, as the reply holds a secret; None = the reply once more.
    """

    text: str
    handled: Handled = Handled.DONE
    kept: str | None = None
    asks: Memory | None = None


def refused(text: str) -> Reply:
    """Says why nothing was done."""
    return Reply(text, Handled.REFUSED)


def asked(text: str, asks: Memory | None = None) -> Reply:
    """Asks what was meant, or for the code that only then does it."""
    return Reply(text, Handled.ASKED, asks=asks)
