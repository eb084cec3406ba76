"""The seal of a published round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class Unsealed(NamedTuple):
    """What a seal says of an entry that none covers yet, with its household's code; the instant is as its line has it,
    and the day an ISO date.
    """

    id: int
    at: str
    day: str
    item: str
    points: int
    officer_name: str
    source: str
    reason: str
    reverses: int | None
    household: str


@dataclass(frozen=True, slots=True)
class NewSeal:
    """A seal 封条 over entries of one round, the unit's ``number``-th, chained with the one before.

    ``previous`` and ``hash`` are SHA-256 in hexadecimal; ``last_entry`` is the highest number covered, 0 without any.
    ``withdraws``: the round's last publication was taken back; such a seal covers no entries.
    """

    number: int
    previous: str
    hash: str
    entries: int
    last_entry: int
    withdraws: bool


@dataclass(frozen=True, slots=True)
class Seal(NewSeal):
    """A stored seal."""

    round_id: int
    at: datetime
