"""What a chat message can ask for, and what can be wrong with it. Data only; nothing here was looked up yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from domain.people import Role
from domain.ports import Collector

Sign = Literal[1, -1]


class Lexicon(Protocol):
    """What only the unit's data can tell. Tokens arrive half-width and simplified, in the letter case as typed."""

    def is_item(self, token: str) -> bool:
        """Whether this is a code, an alias or a part of the name of an item or a veto."""
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

    ``group`` and ``number`` are set for a place only.
    """

    by: HouseholdBy
    text: str
    group: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. ``item`` is a canonical code (``环3``) or a part of a name.

    ``points`` is 1–120; None = the item's full points, and always for a veto. ``reason`` keeps the person's own
    wording. ``number`` is the line of the message, 1 = the command's own.
    """

    household: HouseholdRef
    item: str
    points: int | None
    reason: str
    number: int


@dataclass(frozen=True, slots=True)
class Score:
    """``/jia`` (+1) and ``/kou`` (-1): at least one line, all or nothing."""

    sign: Sign
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ProposeVeto:
    """``/fou``: the line's item names the veto; it has no points."""

    line: Line


@dataclass(frozen=True, slots=True)
class Undo:
    """``/che``: reverse the entry with this number."""

    entry: int
    reason: str


@dataclass(frozen=True, slots=True)
class Query:
    """``/cha``: a household's card."""

    household: HouseholdRef


@dataclass(frozen=True, slots=True)
class Ranking:
    """``/pai``: of one group 组, or of the unit."""

    group: int | None


@dataclass(frozen=True, slots=True)
class Rules:
    """``/gui``: one item (a canonical code or a part of a name), or the whole book."""

    item: str | None


@dataclass(frozen=True, slots=True)
class ClaimList:
    """``/shen``: the open claims, or the one with that number."""

    number: int | None


@dataclass(frozen=True, slots=True)
class FileClaim:
    """``/shen 3-12 志2 原因``: a paper form, entered for a villager."""

    line: Line


@dataclass(frozen=True, slots=True)
class AcceptClaim:
    """``/shen 准 12 志2``: ``item`` and ``points`` are None where the claim's own are meant."""

    number: int
    item: str | None
    points: int | None


@dataclass(frozen=True, slots=True)
class RejectClaim:
    """``/shen 驳 12 原因``; without a reason the bot asks for one."""

    number: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """``/tong``: ``2026Q3``, ``Q3`` when the year was left out, or None."""

    quarter: str | None


@dataclass(frozen=True, slots=True)
class Settle:
    """``/jie``: ``2026-09``, ``2026Q3``, or without the year ``-09`` and ``Q3``; None = the next one."""

    round: str | None


@dataclass(frozen=True, slots=True)
class Excuse:
    """``/jie 免 3-12 原因``: take a household out of the round that is settled next."""

    household: HouseholdRef
    reason: str


@dataclass(frozen=True, slots=True)
class Include:
    """``/jie 考 3-12``: take it back in."""

    household: HouseholdRef


@dataclass(frozen=True, slots=True)
class Join:
    """``/bang``: an invitation code in capitals without separators; None binds the group."""

    code: str | None


@dataclass(frozen=True, slots=True)
class Supervise:
    """``/jian``: the units side by side."""


@dataclass(frozen=True, slots=True)
class Inspect:
    """``/jian 秦望村``: one unit, its officers and how they score."""

    unit: str


@dataclass(frozen=True, slots=True)
class Assess:
    """``/jian 加|扣 秦望村 2 原因``: an addition or deduction in the unit's appraisal; ``points`` from 0 on."""

    sign: Sign
    unit: str
    points: int
    reason: str


@dataclass(frozen=True, slots=True)
class Appoint:
    """``/jian 请 秦望村 专员 王芳``: invite an officer."""

    unit: str
    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class EndRole:
    """``/jian 免 秦望村 王芳``: end an officer's role."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Help:
    """``/help``."""


@dataclass(frozen=True, slots=True)
class GoodsList:
    """``/wu``: the goods, and what the village owes."""


@dataclass(frozen=True, slots=True)
class AddGoods:
    """``/wu 加 大米 60 20``: new goods, their price in points and how many there are."""

    name: str
    price: int
    stock: int


class GoodsChange(StrEnum):
    """What is to change about goods. ``LIMIT`` takes the limit away."""

    PRICE = "price"
    STOCK = "stock"
    LIMIT = "limit"
    QUARTERLY = "quarter"
    YEARLY = "year"
    OFF = "off"
    ON = "on"


@dataclass(frozen=True, slots=True)
class ChangeGoods:
    """``/wu 改 大米 分 50``: ``goods`` is a number or a name; ``reason`` is for the stock only."""

    goods: str
    change: GoodsChange
    value: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RedemptionList:
    """``/dui``: what waits to be collected."""


@dataclass(frozen=True, slots=True)
class Redeem:
    """``/dui 3-12 大米 2``: ``goods`` is a number or a name."""

    household: HouseholdRef
    goods: str
    quantity: int


@dataclass(frozen=True, slots=True)
class CancelRedemption:
    """``/dui 取消 5``: a redemption's number or its pickup code."""

    which: str


@dataclass(frozen=True, slots=True)
class Collect:
    """``/ling 12345678 [代领]``: hand over what that pickup code is for; who came is asked for when it is not said."""

    code: str
    collector: Collector | None = None


@dataclass(frozen=True, slots=True)
class ObjectionList:
    """``/yi``: the open objections."""


@dataclass(frozen=True, slots=True)
class ShowObjection:
    """``/yi 5``: one case with its entry and history."""

    case: int


@dataclass(frozen=True, slots=True)
class UpholdObjection:
    """``/yi 准 5``: the household is right; ``points`` is the right amount, None takes the entry back."""

    case: int
    points: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DismissObjection:
    """``/yi 驳 5 原因``: it is not; an empty reason is asked for."""

    case: int
    reason: str


@dataclass(frozen=True, slots=True)
class ObjectFor:
    """``/yi 3-12 #123 原因``: an objection on a household's behalf."""

    entry: int
    household: HouseholdRef | None
    content: str


class Fault(StrEnum):
    """What a person got wrong."""

    UNKNOWN_COMMAND = "unknown-command"
    NO_ARGUMENTS = "no-arguments"
    NO_HOUSEHOLD = "no-household"
    TWO_HOUSEHOLDS = "two-households"
    NO_ITEM = "no-item"
    TWO_ITEMS = "two-items"
    BAD_POINTS = "bad-points"
    TWO_POINTS = "two-points"
    UNCLEAR_POINTS = "unclear-points"
    NO_REASON = "no-reason"
    NO_NUMBER = "no-number"
    TWO_NUMBERS = "two-numbers"
    NO_CASE = "no-case"
    BAD_OBJECTION = "bad-objection"
    NO_CLAIM = "no-claim"
    BAD_GROUP = "bad-group"
    BAD_QUARTER = "bad-quarter"
    BAD_SUPERVISION = "bad-supervision"
    BAD_ROUND = "bad-round"
    BAD_CODE = "bad-code"
    BAD_GOODS = "bad-goods"
    NO_GOODS = "no-goods"
    NO_REDEMPTION = "no-redemption"
    NO_PICKUP_CODE = "no-pickup-code"
    TOO_MANY_LINES = "too-many-lines"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which line of the message (1-based), and the words it is about (may be empty)."""

    code: Fault
    line: int
    token: str = ""


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Everything that is wrong with a message, in the order of its lines; never empty.

    ``sound`` are the other lines of a ``Score``, with which something else may be wrong.
    """

    mistakes: tuple[Mistake, ...]
    sound: Score | None = None


Command = (
    Score
    | ProposeVeto
    | Undo
    | Query
    | Ranking
    | Rules
    | ClaimList
    | FileClaim
    | AcceptClaim
    | RejectClaim
    | ObjectionList
    | ShowObjection
    | UpholdObjection
    | DismissObjection
    | ObjectFor
    | Notice
    | Settle
    | Excuse
    | Include
    | Join
    | Help
    | Supervise
    | Inspect
    | Assess
    | Appoint
    | EndRole
    | GoodsList
    | AddGoods
    | ChangeGoods
    | RedemptionList
    | Redeem
    | CancelRedemption
    | Collect
)
