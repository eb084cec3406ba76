"""The rulebook 积分细则: what can be scored, how far, and by which policy.

Source: the annex of 张府发〔2024〕15号 (3 categories, 8 aspects, 22 items, 3 vetoes, total 120).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Start = Literal["full", "zero"]
Accumulate = Literal["sum", "average"]
RoundLength = Literal["month", "quarter"]
CapPer = Literal["round", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator 指标. ``points`` is its cap; obligations start full, merits start at zero."""

    code: str
    wording: str
    points: int
    start: Start
    aliases: tuple[str, ...] = ()
    per: CapPer = "round"
    """What the cap holds for: one round, or all rounds of a quarter or a year together (items that start at zero)."""
    spoken: tuple[str, ...] = ()
    """Everyday words that describe what it is about (门口停车) and may describe other items as well: asked about."""

    @property
    def start_points(self) -> int:
        """What a round begins with, before any entry."""
        return self.points if self.start == "full" else 0


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the eight 方面; its cap is the sum of its items."""

    name: str
    cap: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """One of the three 大类."""

    name: str
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决项: in force, it takes the household out of the year's ranking, redemption and honours."""

    code: str
    wording: str
    aliases: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    """As those of an item."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Values a village may set (design part 3). Times of day are minutes after local midnight."""

    round_length: RoundLength = "month"
    accumulate: Accumulate = "sum"
    publicity_days: int = 7
    mask_names: bool = True
    """Whether published tables show 王*国 instead of 王建国."""
    settle_day: int = 0
    """Day of the next month on which the calendar settles a round that nobody settled; 0 = never."""
    settle_early_days: int = 3
    """In its last so many days a round may be settled when a second officer confirms; 0 = only once it is over."""
    withdraw_hours: int = 24
    """How long after settling a round it can be opened again, with a second officer; 0 = never."""
    veto_confirmations: int = 2
    second_look_above: int = 5
    undo_hours: int = 24
    claim_days: int = 7
    open_claims: int = 5
    """How many claims of one household may wait for an answer at once."""
    objection_days: int = 7
    hold_days: int = 14
    """How long reserved goods wait to be collected."""
    redeem_above: int = 0
    """Points that a household must have earned in the year before it may redeem."""
    redeem_days: int = 0
    """Redemption is open in the first so many days of a quarter; 0 = always."""
    redeem_most_a_quarter: int = 0
    """Points that a household may spend in a quarter; 0 = no limit."""
    redeem_budget: int = 0
    """Points for which the village gives goods in a year; beyond it the village is warned. 0 = none is set."""
    stock_second_look_above: int = 10
    """Corrections of some goods' stock by more pieces than this in a day take a second officer."""
    redeem_grace_days: int = 0
    """How many days after the year its points can still be spent."""
    honours_places: int = 10
    """How many households of the year's ranking are on the honours list."""
    welfare_top_percent: int = 30
    """How many hundredths of the ranked households are on the list for welfare priority."""
    rectify_percent: int = 0
    """How many hundredths of a deduction are given back when what it was for is put right; 0 = none."""
    page_days: int = 90
    """How many days the link to a household's own page is good for."""
    keep_months: int = 24
    """How long what was said in messages, and to whom, is kept; the longest of a town's villages holds for all."""
    notice_day: int = 5
    """Day of the first month after a quarter on which its notices are queued; 0 = only by hand."""
    quiet_before: int = 8 * 60
    quiet_after: int = 20 * 60
    stranger_replies_a_day: int = 50
    """How many texts a day go to numbers that are on no roster, all together; the most of a town's villages holds."""
    replies_an_hour: int = 20
    segment_price_fen: int = 5
    """Price of one message segment in 分 (1/100 元), for previews."""
    signature: str = "张堰积分"
    telephone: str = ""
    """The village's own, as villagers read it; "" = none."""


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One of the units that the rulebook applies to; ``code`` is its 12-digit division code."""

    code: str
    name: str


@dataclass(frozen=True, eq=False)
class Rulebook:
    """A checked rulebook as it holds for one unit: the town book with that unit's overlay applied.

    It is equal to itself alone: what is known about a book is looked up by it several hundred times a message, and two
    of the same content that are compared with each other name a thousand villages.

    ``town`` is the town's name, ``town_code`` the prefix of its units' codes.
    """

    name: str
    town: str
    total: int
    categories: tuple[Category, ...]
    vetoes: tuple[Veto, ...]
    policy: Policy = field(default_factory=Policy)
    units: tuple[UnitEntry, ...] = ()
    town_code: str = ""

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """All aspects in the order of the book."""
        return tuple(aspect for category in self.categories for aspect in category.aspects)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Items by code, in the order of the book."""
        return {item.code: item for aspect in self.aspects for item in aspect.items}

    @cached_property
    def merits(self) -> tuple[Item, ...]:
        """The items that start at zero."""
        return tuple(item for item in self.items.values() if item.start == "zero")

    @cached_property
    def shared(self) -> tuple[Item, ...]:
        """The items whose cap holds for several rounds together."""
        return tuple(item for item in self.merits if item.per != "round")

    @cached_property
    def veto_by_code(self) -> dict[str, Veto]:
        """Vetoes by code."""
        return {veto.code: veto for veto in self.vetoes}
