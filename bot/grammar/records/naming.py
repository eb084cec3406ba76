"""How people name what they mean, and what is needed to understand them. Nothing here was looked up yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

Sign = Literal[1, -1]


class Lexicon(Protocol):
    """What only the unit's data and the calendar can tell.

    Tokens arrive half-width and simplified, in the letter case as typed.
    """

    @property
    def today(self) -> date:
        """The day on which the message was sent."""
        ...

    @property
    def village(self) -> str:
        """The name of this unit, "" where there is none."""
        ...

    @property
    def villages(self) -> Collection[str]:
        """The names of all units."""
        ...

    def is_item(self, token: str) -> bool:
        """Whether this is a code, an alias or a part of the name of an item or a veto."""
        ...

    def is_whole_item(self, token: str) -> bool:
        """Whether this is a code, an alias or a whole name, and not merely a part of one."""
        ...

    def sounds_like_item(self, token: str) -> bool:
        """Whether this is not, but sounds like one: ``拉圾``."""
        ...

    def mentions_item(self, token: str) -> bool:
        """Whether a longer word tells an item: ``没扔垃圾``."""
        ...

    def describes_item(self, token: str) -> bool:
        """Whether it says in everyday words what an item or a veto is about: ``狗没拴``."""
        ...

    def described_within(self, text: str) -> Sequence[tuple[int, int]]:
        """Where a text has such words, in order."""
        ...

    def is_veto(self, token: str) -> bool:
        """Whether it names or describes a veto, and no item."""
        ...

    def nearest_items(self, token: str, sign: Sign | None) -> Sequence[str]:
        """The two or three items, as ``环4 垃圾``, that are most like a word which tells none."""
        ...

    def items_within(self, text: str) -> Sequence[tuple[int, int]]:
        """Where a text has the aliases and names of items and vetoes, in order; those that overlap are one."""
        ...

    def is_merit(self, token: str) -> bool:
        """Whether it names or describes an item that is earned."""
        ...

    def is_head(self, token: str) -> bool:
        """Whether this is exactly the name of a head of a household in this unit."""
        ...


class HouseholdBy(StrEnum):
    """The four ways to name a household."""

    CODE = "code"
    PLACE = "place"
    NAME = "name"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class HouseholdRef:
    """A household as a person named it. ``text`` is the code, ``3-12``, the name or the last four digits of a phone.

    ``group`` and ``number`` are set for a place; ``group`` alone narrows a name (``3组李秀英``). ``head`` is the name
    that was said beside an exact form (``3-12 王建国``): both must be the same household.
    ``typed`` is a name as it was typed, before it was folded. ``unsure``: the name may be a mere word (许多, 石头).
    """

    by: HouseholdBy
    text: str
    group: int | None = None
    number: int | None = None
    head: str = ""
    typed: str = ""
    unsure: bool = False


class Amount(StrEnum):
    """What of an amount its line leaves open."""

    FULL = "full"
    """None is written, and a time, or points of another time, stand where it may: ``环2 3天没扫``."""
    EACH = "each"
    """One is written of several households: ``两家扣2分``."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A ``day`` as it was written: 前天, 2号."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry. ``item`` is a canonical code (``环3``) or a part of a name.

    ``points`` is 1–120; None = the item's full points, and always for a veto. ``reason`` keeps the person's own
    wording. ``number`` is the line of the message, 1 = the command's own. ``day`` is the one that the line names.
    ``sign`` is that of the line's command; ``part`` counts the entries of the line, from 0. ``told``: no word names the
    item, but a word of the reason tells it. ``beside`` is all that else was said for the item (``环4 垃圾``).
    ``doubted`` is a part of the reason that may say that the entry is not meant (算了, 隔壁也扣).
    ``days`` are two of which one is meant, or one whose words may be the number of a thing (2号铲雪).
    ``against``: the points have the other sign than the command (``/jia 3-12 献血 -2``); ``open``: nothing says which
    sign they have. ``amount``: what the line leaves open of how many they are.
    """

    household: HouseholdRef
    item: str
    points: int | None
    reason: str
    number: int
    day: date | None = None
    sign: Sign = 1
    part: int = 0
    told: bool = False
    beside: tuple[str, ...] = ()
    doubted: str = ""
    days: tuple[NamedDay, ...] = ()
    against: bool = False
    open: bool = False
    amount: Amount | None = None

    @property
    def mark(self) -> str:
        """What tells this entry from the others of the message."""
        return f"{self.number}.{self.part}" if self.part else str(self.number)
