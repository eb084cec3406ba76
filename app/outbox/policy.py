"""How a queue delivers: how fast, how often, at what hours, and what follows from an outcome."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.delivery import HOLDS_UNTIL, Delivery, Dropped, Failed, Outcome, Queue, Rate, Repeat, Retry, Unknown

_FIRST_BACKOFF, _LAST_BACKOFF = 5.0, 30 * 60.0
"""Seconds before the second attempt, and at most between two."""
_JITTER = 0.2
ATTEMPTS_A_DAY = 57
"""As many as the back-off fits into about 24 hours."""
_AT_ONCE = 8
"""How many of a queue are on their way together, if nothing else is said."""
_CHATS_AT_ONCE = 64
"""With a tenth of a second to the platform and back, some hundreds of answers a second."""
_AWAY_SECONDS = 60.0
"""At most between two tries to reach a platform: when it is there again is not always told."""
OURS_SECONDS = 60.0
"""How long a queue waits when the platform does not let us in."""
_FIRST_LOOK = timedelta(seconds=15)
_LAST_LOOK = timedelta(hours=6)
"""How long an unknown delivery rests before the first look at what became of it, and at most between two."""
KEPT = timedelta(days=30)
"""How long what a chat or a platform missed is kept for it: of use, and longer than a clock is wrong by mistake."""

Admitted = Delivery | Retry | Dropped
"""A delivery as it may go now, or why it waits or does not go any more."""
Admit = Callable[[Sequence[Delivery], datetime], Awaitable[Sequence[Admitted]]]
"""Looks at what was claimed together, and answers for each in its turn."""


GivenUp = Callable[[Delivery, str], Awaitable[None]]
"""Hears of a delivery that is tried no more, and why, before that is noted: at least once, and perhaps again."""


async def _nobody(_delivery: Delivery, _error: str) -> None:
    """Nobody hears of it."""


async def _unchanged(deliveries: Sequence[Delivery], _now: datetime) -> Sequence[Delivery]:
    return deliveries


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """One queue's. ``overall`` is the rate of all workers together; ``apart``: how long between two to one target.

    ``poll_seconds``: how often to look for what another process posted. ``repeat_within``: until what age a delivery
    that may or may not have gone out is handed over once more; None = never, it is looked up.
    """

    queue: Queue
    overall: Rate
    apart: timedelta = timedelta()
    admit: Admit = _unchanged
    at_once: int = _AT_ONCE
    max_attempts: int = ATTEMPTS_A_DAY
    poll_seconds: float = 1.0
    repeat_within: timedelta | None = None
    given_up: GivenUp = _nobody
    """Of what is given up here; a carrier that gives up has told whom it concerns."""

    def judge(
        self, delivery: Delivery, outcome: Outcome, now: datetime, chance: float
    ) -> tuple[Outcome, datetime | None]:
        """The outcome to note, and when the delivery's turn comes again. ``chance`` is in 0…1."""
        match outcome:
            case Retry() if (outcome.closed or outcome.away) and now - delivery.posted < KEPT:
                return outcome, now + timedelta(seconds=_pause(delivery, outcome, chance))
            case Retry() if delivery.attempts >= (outcome.most or self.max_attempts) and not _blameless(outcome):
                return Failed(f"given up after {delivery.attempts} attempts: {outcome.error}"), None
            case Retry():
                return outcome, now + timedelta(seconds=_pause(delivery, outcome, chance))
            case Unknown():
                return self._unknown(delivery, outcome, now, chance)
            case _:
                return outcome, None

    def _unknown(
        self, delivery: Delivery, outcome: Unknown, now: datetime, chance: float
    ) -> tuple[Outcome, datetime | None]:
        """It is looked up; or handed over once more while that is of use to anybody."""
        if self.repeat_within is None:
            return outcome, now + patience(now - (delivery.leased or now))
        if delivery.repeated or now - delivery.posted >= self.repeat_within:
            return Failed(f"may not have arrived: {outcome.error}"), None
        return Repeat(outcome.error), now + timedelta(seconds=backoff(1, chance))


def _blameless(retry: Retry) -> bool:
    """Whether nothing speaks against the delivery itself."""
    return retry.ours or retry.untried


def backoff(attempts: int, chance: float = 0.5, longest: float = _LAST_BACKOFF) -> float:
    """Seconds to wait after that many attempts: 5 s, doubled each time, up to ``longest``, give or take a fifth."""
    doubled = _FIRST_BACKOFF * (1 << min(attempts - 1, 20))
    return min(doubled, longest) * (1 - _JITTER + 2 * _JITTER * chance)


def patience(age: timedelta) -> timedelta:
    """How long to let an unknown delivery of that age rest: half its age, so that old ones are asked after less."""
    return min(max(_FIRST_LOOK, age / 2), _LAST_LOOK)


def _pause(delivery: Delivery, retry: Retry, chance: float) -> float:
    if retry.after_seconds is not None:
        return retry.after_seconds
    if retry.ours:
        return OURS_SECONDS
    return min(backoff(delivery.attempts, chance), _AWAY_SECONDS if retry.away else _LAST_BACKOFF)


def sms_policy(rate: Rate, admit: Admit, apart: timedelta = timedelta()) -> DeliveryPolicy:
    """Texts: at that rate, two to one number so far ``apart``, each text looked at before it goes.

    A carrier that takes up to a second for each is kept busy, and a second's texts are claimed together.
    """
    at_once = max(_AT_ONCE, round(rate.count / rate.seconds))
    return DeliveryPolicy(Queue.SMS, rate, apart, admit, at_once)


async def _still_holding(deliveries: Sequence[Delivery], now: datetime) -> Sequence[Admitted]:
    """A reminder that waited until it comes again is not handed over."""
    return [
        Dropped("it comes again") if delivery.payload.get(HOLDS_UNTIL, math.inf) < now.timestamp() * 1000 else delivery
        for delivery in deliveries
    ]


def chat_policy(per_second: int) -> DeliveryPolicy:
    """Chat messages: so many a second of those that answer nobody, as these go to many chats at once.

    Answers are not held back beforehand: platforms let short bursts through, and an officer waits for the answer. Where
    a platform refuses for a while, that chat waits as long as it asks for. An answer that may not have arrived is
    harmful when missing and harmless twice: it is given once more, marked.
    """
    rate = Rate(per_second, 1, of_urgent=False)
    return DeliveryPolicy(Queue.CHAT, rate, admit=_still_holding, at_once=_CHATS_AT_ONCE, repeat_within=KEPT)


def evidence_policy(given_up: GivenUp) -> DeliveryPolicy:
    """Photos to fetch: few at a time, they are large; whoever sent one hears that it was given up."""
    return DeliveryPolicy(Queue.EVIDENCE, Rate(10, 1), at_once=2, given_up=given_up)
