"""What can be wrong with a chat message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.grammar.records.claims import FileClaims
from bot.grammar.records.scoring import LogEntries


class Fault(StrEnum):
    """What a person got wrong."""

    UNKNOWN_COMMAND = "unknown-command"
    MISSPELT_COMMAND = "misspelt-command"
    NOT_AN_ENTRY = "not-an-entry"
    NO_ARGUMENTS = "no-arguments"
    NO_HOUSEHOLD = "no-household"
    TWO_HOUSEHOLDS = "two-households"
    OTHER_VILLAGE = "other-village"
    ONE_OF_SEVERAL = "one-of-several"
    NO_ITEM = "no-item"
    NO_VETO = "no-veto"
    TWO_ITEMS = "two-items"
    VETO_NOT_ITEM = "veto-not-item"
    BAD_POINTS = "bad-points"
    TWO_POINTS = "two-points"
    UNCLEAR_POINTS = "unclear-points"
    HALF_POINTS = "half-points"
    BAD_DAY = "bad-day"
    TWO_DAYS = "two-days"
    SEVERAL_DAYS = "several-days"
    HOUSEHOLD_RANGE = "household-range"
    HOUSEHOLD_WITHIN = "household-within"
    WHOLE_PHONE = "whole-phone"
    OTHER_COMMAND = "other-command"
    COMMAND_NOT_FIRST = "command-not-first"
    NO_REASON = "no-reason"
    NO_NUMBER = "no-number"
    TWO_NUMBERS = "two-numbers"
    NO_CASE = "no-case"
    BAD_OBJECTION = "bad-objection"
    NO_CLAIM = "no-claim"
    SEVERAL_CLAIMS = "several-claims"
    SEVERAL_CASES = "several-cases"
    BAD_GROUP = "bad-group"
    BAD_QUARTER = "bad-quarter"
    BAD_SUPERVISION = "bad-supervision"
    BAD_ROUND = "bad-round"
    BAD_CODE = "bad-code"
    BAD_HOUSEHOLD_CHANGE = "bad-household-change"
    SURPLUS = "surplus"
    OTHER_TIME = "other-time"
    NOT_THIS_ROUND = "not-this-round"
    SEVERAL_HOUSEHOLDS = "several-households"
    CALLED_OFF = "called-off"
    CORRECTION = "correction"
    QUESTION = "question"
    CLAIM_OF_DEDUCTION = "claim-of-deduction"
    POINTS_OF_VETO = "points-of-veto"
    NO_OTHER_HOUSEHOLD = "no-other-household"
    NO_NEW_HEAD = "no-new-head"
    HEAD_IS_DAY = "head-is-day"
    NO_PLACE = "no-place"
    NO_PHONE = "no-phone"
    BAD_PHONE = "bad-phone"
    BAD_GOODS = "bad-goods"
    NEW_GOODS_LACK = "new-goods-lack"
    NO_GOODS_CHANGE = "no-goods-change"
    GOODS_STAY = "goods-stay"
    SEVERAL_GOODS = "several-goods"
    SEVERAL_WANTED = "several-wanted"
    NO_GOODS = "no-goods"
    NO_REDEMPTION = "no-redemption"
    NO_PICKUP_CODE = "no-pickup-code"
    NO_MODEL = "no-model"
    ONLY_LISTS = "only-lists"
    NO_PHOTO_NUMBER = "no-photo-number"
    NO_RECTIFIED = "no-rectified"
    BAD_DOCUMENT = "bad-document"
    BAD_WHICH = "bad-which"
    TOO_MANY_LINES = "too-many-lines"
    LINE_TOO_LONG = "line-too-long"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: in which line of the message (1-based), and the words it is about (may be empty).

    Those of a misspelt command are followed by the commands that it may be, parted by blanks. ``near`` are the items
    that may have been meant.
    """

    code: Fault
    line: int
    token: str = ""
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Everything that is wrong with a message, in the order of its lines; never empty.

    ``sound`` are the other lines of the command, with which something else may be wrong.
    """

    mistakes: tuple[Mistake, ...]
    sound: LogEntries | FileClaims | None = None
