"""What a refusal of the platform means: by its code where that is known, else by its words."""

from __future__ import annotations

import logging
from enum import Enum, auto

from bot.channels.wecom.failures import Failure, NoAnswer, NotSent, Refusal
from domain.model.delivery import PLATFORM_AWAY, Failed, Outcome, Retry, Unknown

log = logging.getLogger(__name__)

_FIRST_SECONDS, _WINDOW_SECONDS = 5.0, 60.0
"""How long to wait when we were too fast: what the platform counts is counted by the minute, and when its minute began
it does not say. An answer waits 5 s, then twice as long each time."""
_STRANGE_ATTEMPTS = 5
"""How often a refusal is tried that nobody knows."""
_MOST_WORDS = 200


class RefusalKind(Enum):
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
    846604: RefusalKind.WINDOW,
    846605: RefusalKind.WINDOW,
    846608: RefusalKind.WINDOW,
    846609: RefusalKind.UNSUBSCRIBED,
    846607: RefusalKind.TOO_FAST,
    45009: RefusalKind.TOO_FAST,
    45033: RefusalKind.TOO_FAST,
    -1: RefusalKind.BUSY,
    6000: RefusalKind.BUSY,
    93006: RefusalKind.CLOSED,
    86001: RefusalKind.CLOSED,
    86003: RefusalKind.CLOSED,
    86008: RefusalKind.CLOSED,
    60111: RefusalKind.CLOSED,
    81013: RefusalKind.CLOSED,
    40001: RefusalKind.OURS,
    42001: RefusalKind.OURS,
    48002: RefusalKind.OURS,
    40007: RefusalKind.WRONG,
    40008: RefusalKind.WRONG,
    40058: RefusalKind.WRONG,
    42014: RefusalKind.WRONG,
    44004: RefusalKind.WRONG,
    45002: RefusalKind.WRONG,
}
"""Seen from the platform, or in https://developer.work.weixin.qq.com/document/path/90313."""
_WORDS = {
    "req_id": RefusalKind.WINDOW,
    "expired": RefusalKind.WINDOW,
    "not subscribed": RefusalKind.UNSUBSCRIBED,
    "frequency": RefusalKind.TOO_FAST,
    "freq": RefusalKind.TOO_FAST,
    "too fast": RefusalKind.TOO_FAST,
    "busy": RefusalKind.BUSY,
    "chatid": RefusalKind.CLOSED,
    "userid": RefusalKind.CLOSED,
    "not in chat": RefusalKind.CLOSED,
}


def meaning(refusal: Refusal) -> RefusalKind:
    """What it means; STRANGE for what nobody knows."""
    if refusal.code in _CODES:
        return _CODES[refusal.code]
    said = refusal.words.lower()
    return next((meant for word, meant in _WORDS.items() if word in said), RefusalKind.STRANGE)


def outcome_of(failure: Failure, attempts: int = 1) -> Outcome:
    """What it means for a message that was pushed, so many times by now."""
    match failure:
        case NotSent():
            return Retry(PLATFORM_AWAY)
        case NoAnswer(words):
            return Unknown(f"WeCom: {words}")
        case Refusal():
            return _refused(failure, attempts)


def _refused(refusal: Refusal, attempts: int) -> Outcome:
    said = f"{refusal.code} {refusal.words}"[:_MOST_WORDS]
    match meaning(refusal):
        case RefusalKind.UNSUBSCRIBED | RefusalKind.BUSY as meant:
            return Retry(PLATFORM_AWAY if meant is RefusalKind.UNSUBSCRIBED else said)
        case RefusalKind.TOO_FAST:
            return Retry(said, after_seconds=min(_FIRST_SECONDS * 2 ** min(attempts - 1, 4), _WINDOW_SECONDS))
        case RefusalKind.CLOSED:
            return Retry(said, closed=True)
        case RefusalKind.OURS:
            log.error("WeCom (企业微信) does not let us write: %s", refusal.code)
            return Retry(said, ours=True)
        case RefusalKind.WRONG | RefusalKind.WINDOW:
            return Failed(said)
        case RefusalKind.STRANGE:
            return Retry(said, most=_STRANGE_ATTEMPTS)
