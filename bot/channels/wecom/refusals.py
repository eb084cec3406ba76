"""What a refusal of the platform means: by its code where that is known, else by its words."""

from __future__ import annotations

import logging
from enum import Enum, auto

from bot.channels.wecom.failures import Failure, NotSent, NoWord, Refusal
from domain.model.delivery import PLATFORM_AWAY, Failed, Outcome, Retry, Unknown

log = logging.getLogger(__name__)

A_LITTLE_SECONDS = 60.0
"""How long to wait when we were too fast."""
_STRANGE_ATTEMPTS = 5
"""How often a refusal is tried that nobody knows."""
_MOST_WORDS = 200


class Meaning(Enum):
    """What is to be done about a refusal."""

    WINDOW = auto()
    """The callback can no longer be answered, or not so: push instead."""
    UNSUBSCRIBED = auto()
    """The platform has forgotten this connection: make a new one."""
    TOO_FAST = auto()
    BUSY = auto()
    CLOSED = auto()
    """The chat takes nothing from us: dissolved, the bot removed, the person gone or out of sight."""
    OURS = auto()
    """Our id, secret or permission: a person has to mend it."""
    WRONG = auto()
    """The message itself: never again."""
    STRANGE = auto()


_CODES = {
    846604: Meaning.WINDOW,
    846605: Meaning.WINDOW,
    846608: Meaning.WINDOW,
    846609: Meaning.UNSUBSCRIBED,
    846607: Meaning.TOO_FAST,
    45009: Meaning.TOO_FAST,
    45033: Meaning.TOO_FAST,
    -1: Meaning.BUSY,
    6000: Meaning.BUSY,
    93006: Meaning.CLOSED,
    86001: Meaning.CLOSED,
    86003: Meaning.CLOSED,
    86008: Meaning.CLOSED,
    60111: Meaning.CLOSED,
    81013: Meaning.CLOSED,
    40001: Meaning.OURS,
    42001: Meaning.OURS,
    48002: Meaning.OURS,
    40007: Meaning.WRONG,
    40008: Meaning.WRONG,
    40058: Meaning.WRONG,
    42014: Meaning.WRONG,
    44004: Meaning.WRONG,
    45002: Meaning.WRONG,
}
"""Seen from the platform, or in https://developer.work.weixin.qq.com/document/path/90313."""
_WORDS = {
    "req_id": Meaning.WINDOW,
    "expired": Meaning.WINDOW,
    "not subscribed": Meaning.UNSUBSCRIBED,
    "frequency": Meaning.TOO_FAST,
    "freq": Meaning.TOO_FAST,
    "too fast": Meaning.TOO_FAST,
    "busy": Meaning.BUSY,
    "chatid": Meaning.CLOSED,
    "userid": Meaning.CLOSED,
    "not in chat": Meaning.CLOSED,
}


def meaning(refusal: Refusal) -> Meaning:
    """What it means; STRANGE for what nobody knows."""
    if refusal.code in _CODES:
        return _CODES[refusal.code]
    said = refusal.words.lower()
    return next((meant for word, meant in _WORDS.items() if word in said), Meaning.STRANGE)


def outcome_of(failure: Failure) -> Outcome:
    """What it means for a message that was pushed."""
    match failure:
        case NotSent():
            return Retry(PLATFORM_AWAY)
        case NoWord(words):
            return Unknown(f"WeCom: {words}")
        case Refusal():
            return _refused(failure)


def _refused(refusal: Refusal) -> Outcome:
    said = f"{refusal.code} {refusal.words}"[:_MOST_WORDS]
    match meaning(refusal):
        case Meaning.UNSUBSCRIBED | Meaning.BUSY as meant:
            return Retry(PLATFORM_AWAY if meant is Meaning.UNSUBSCRIBED else said)
        case Meaning.TOO_FAST:
            return Retry(said, after_seconds=A_LITTLE_SECONDS)
        case Meaning.CLOSED:
            return Retry(said, closed=True)
        case Meaning.OURS:
            log.error("WeCom (企业微信) does not let us write: %s", refusal.code)
            return Retry(said, ours=True)
        case Meaning.WRONG | Meaning.WINDOW:
            return Failed(said)
        case Meaning.STRANGE:
            return Retry(said, most=_STRANGE_ATTEMPTS)
