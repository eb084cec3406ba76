"""A villager's request with everything that is needed to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.cases.wording import GroupNews
from domain.model.people import Household
from domain.model.standing import Standing
from domain.ports.codes import Codes
from domain.ports.store import Store
from domain.ports.town import Town
from domain.work import Work
from sms.memory import Memory
from sms.understanding.request import Request


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A request of a registered phone; ``standings`` are those of its households, one at least.

    ``key`` is unique for each text; ``news`` tells the group what the request leads to. ``sent``: when the text was
    sent, which says what its 昨天 means. ``said``: the text as it was written; ``memory``: what was asked before it.
    """

    store: Store
    town: Town
    news: GroupNews
    standings: Sequence[Standing]
    request: Request
    said: str
    phone: str
    key: str
    now: datetime
    sent: datetime
    codes: Codes
    public_url: str
    memory: Memory = field(default_factory=Memory)

    def work(self, household: Household) -> Work:
        """What the domain's use cases are given, about that household's unit."""
        return Work(self.store, self.town, household.unit, self.now, f"sms:{self.key}")
