"""What is remembered of a conversation from one text to the next: what was asked, and what is still to be read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from sms.listed import Listed


class Asks(StrEnum):
    """What a reply waits for."""

    NOTHING = ""
    CLAIM = "claim"
    """What was done, and when; ``content`` is what was said of it before. ``day``: its day was asked for."""
    FILED = "filed"
    """Nothing, but a claim was filed, as of the day that was said: who names another is told how to put it right."""
    DEED = "deed"
    """Whether ``content`` tells of something done."""
    OFFERED = "offered"
    """Nothing, but how to do ``intent`` was offered: to claim or to object. ``only_listed``: entries were; where there
    were none of that time, nothing was offered."""
    ENTRY = "entry"
    """Which entry is disputed of the listed ``numbers``, and why, unless that is the ``content``."""
    REASON = "reason"
    """Why ``entry`` is disputed; ``content`` is what was said of it before."""
    GOODS = "goods"
    """Nothing, but the ``numbers`` of goods were listed."""
    ORDER = "order"
    """Whether ``goods`` are wanted, so many: ``quantity``."""
    PIECES = "pieces"
    """How many of ``goods`` are wanted."""
    HOUSEHOLD = "household"
    """For which household of the phone the request ``intent``, ``args`` is."""
    ITEM = "item"
    """Which of the ``names`` of items."""
    CANCEL = "cancel"
    """Which of the ``redemptions``, by number, or by the ``names`` of their goods."""
    CALLED = "called"
    """Nothing, but somebody was asked to call or come."""
    OUT = "out"
    """Nothing, but the number gets no more notices."""
    WITHDRAW = "withdraw"
    """Which claim or objection that waits; each is listed by its own number."""
    CODE = "code"
    """Nothing, but the code of an order is to be sent back: a no takes the order back."""


_QUESTIONS = frozenset(Asks) - {Asks.NOTHING, Asks.FILED, Asks.OFFERED, Asks.GOODS, Asks.CALLED, Asks.OUT, Asks.CODE}


@dataclass(frozen=True, slots=True)
class Memory:
    """``data`` holds JSON values; ``rest``, and behind it what is ``listed``, are of a long answer the next pages.

    ``below``: a question of before that waits all the same.
    """

    asks: Asks = Asks.NOTHING
    data: Mapping[str, object] = field(default_factory=dict)
    rest: str = ""
    listed: Listed | None = None
    below: Memory | None = None

    @property
    def waits(self) -> bool:
        """Whether a question was asked, which can be given up."""
        return self.asks in _QUESTIONS or (self.below is not None and self.below.waits)

    @property
    def goes_on(self) -> bool:
        """Whether there is a next page."""
        return bool(self.rest or self.listed)

    def written(self) -> str:
        """As it is kept."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read(kept: str | None) -> Memory:
    """What was kept; nothing is remembered by default."""
    return Memory() if kept is None else _read(json.loads(kept))


def _read(said: Mapping[str, Any]) -> Memory:
    listed, below = said.get("listed"), said.get("below")
    return Memory(
        Asks(said["asks"]),
        said["data"],
        said["rest"],
        Listed(**listed) if listed else None,
        _read(below) if below else None,
    )
