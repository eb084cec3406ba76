"""The structure of the two kinds of rulebook file: fields, types and ranges. What adds up is checked elsewhere."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from domain.model.rulebook import Accumulate, CapPer, RoundLength, Start

MOST_POINTS = 1000


def _written(pattern: str, rule: str) -> AfterValidator:
    """Text that matches a whole pattern; ``rule`` says so in Chinese."""
    compiled = re.compile(pattern)

    def check(value: str) -> str:
        if not compiled.fullmatch(value):
            raise PydanticCustomError("written", "{rule}，现在是「{value}」", {"rule": rule, "value": value})
        return value

    return AfterValidator(check)


def _minutes(value: str) -> int:
    """Minutes after midnight of ``08:30``; ``24:00`` is the end of the day."""
    hours, _, minutes = value.partition(":")
    return int(hours) * 60 + int(minutes)


_HAN = "[\u4e00-\u9fff]"
Code = Annotated[
    str, _written(rf"(?!否){_HAN}[1-9]\d?", "编号要写成一个汉字加 1 到 99 的数，如 环12（「否」留给否决项）")
]
VetoCode = Annotated[str, _written(r"否[1-9]\d?", "否决项的编号要写成 否1 到 否99")]
AnyCode = Annotated[str, _written(rf"{_HAN}[1-9]\d?", "编号要写成一个汉字加 1 到 99 的数，如 环12")]
Alias = Annotated[
    str,
    _written(rf"(?:{_HAN}|[A-Za-z])(?:{_HAN}|[A-Za-z0-9]){{0,11}}", "别名要是 1 到 12 个汉字或字母，不含空格和标点"),
]
Text = Annotated[str, _written(r"\S(?:.{0,58}\S)?", "要写 1 到 60 个字，一行写完，前后不留空格")]
Prefix = Annotated[str, _written(r"\d{6,12}", "单位编号的前几位要是 6 到 12 位数字")]
UnitCode = Annotated[str, _written(r"\d{12}", "单位编号要是 12 位数字")]
Signature = Annotated[str, _written(rf"(?:{_HAN}|[A-Za-z0-9]){{2,8}}", "短信签名要是 2 到 8 个字，不含标点")]
Telephone = Annotated[
    str, _written(r"(?:[+0-9](?=(?:-?\d){4,14}$)[-\d]*)?", "电话要写成 021-57212345 的样子，没有就写空的两个引号")
]
Clock = Annotated[
    str, _written(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00", "时间要写成 08:00 的样子"), AfterValidator(_minutes)
]
Points = Annotated[int, Field(ge=1, le=MOST_POINTS)]
Aliases = Annotated[list[Alias], Field(max_length=10)]
Spoken = dict[AnyCode, Annotated[list[Alias], Field(max_length=40)]]
"""Everyday words by the code of the item or veto that they describe."""


class Shape(BaseModel):
    """A table of a file: unknown fields and converted types are refused.

    Only the whole files' validators are ever used, so no other is built.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class ItemShape(Shape):
    """指标."""

    code: Code
    wording: Text
    points: Points
    start: Start
    aliases: Aliases = []
    per: CapPer = "round"


class VetoShape(Shape):
    """一票否决项."""

    code: VetoCode
    wording: Text
    aliases: Aliases = []


class AspectShape(Shape):
    """方面."""

    name: Text
    cap: Points
    items: Annotated[list[ItemShape], Field(min_length=1)]


class CategoryShape(Shape):
    """大类."""

    name: Text
    aspects: Annotated[list[AspectShape], Field(min_length=1)]


class PolicyShape(Shape):
    """What is set of the policy; what is not keeps its value (the town's, or ``domain.model.rulebook.Policy``'s)."""

    round_length: RoundLength | None = None
    accumulate: Accumulate | None = None
    publicity_days: Annotated[int, Field(ge=1, le=60)] | None = None
    mask_names: bool | None = None
    settle_day: Annotated[int, Field(ge=0, le=28)] | None = None
    settle_early_days: Annotated[int, Field(ge=0, le=15)] | None = None
    withdraw_hours: Annotated[int, Field(ge=0, le=720)] | None = None
    veto_confirmations: Annotated[int, Field(ge=2, le=5)] | None = None
    second_look_above: Annotated[int, Field(ge=0, le=MOST_POINTS)] | None = None
    undo_hours: Annotated[int, Field(ge=0, le=720)] | None = None
    claim_days: Annotated[int, Field(ge=1, le=60)] | None = None
    open_claims: Annotated[int, Field(ge=1, le=50)] | None = None
    objection_days: Annotated[int, Field(ge=1, le=60)] | None = None
    hold_days: Annotated[int, Field(ge=1, le=90)] | None = None
    redeem_above: Annotated[int, Field(ge=0, le=100_000)] | None = None
    redeem_days: Annotated[int, Field(ge=0, le=92)] | None = None
    redeem_most_a_quarter: Annotated[int, Field(ge=0, le=100_000)] | None = None
    redeem_budget: Annotated[int, Field(ge=0, le=100_000_000)] | None = None
    stock_second_look_above: Annotated[int, Field(ge=0, le=MOST_POINTS)] | None = None
    redeem_grace_days: Annotated[int, Field(ge=0, le=90)] | None = None
    honours_places: Annotated[int, Field(ge=0, le=1000)] | None = None
    welfare_top_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    rectify_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    page_days: Annotated[int, Field(ge=1, le=400)] | None = None
    keep_months: Annotated[int, Field(ge=6, le=120)] | None = None
    notice_day: Annotated[int, Field(ge=0, le=28)] | None = None
    quiet_before: Clock | None = None
    quiet_after: Clock | None = None
    stranger_replies_a_day: Annotated[int, Field(ge=0, le=1000)] | None = None
    replies_an_hour: Annotated[int, Field(ge=1, le=20)] | None = None
    segment_price_fen: Annotated[int, Field(ge=0, le=1000)] | None = None
    signature: Signature | None = None
    telephone: Telephone | None = None


class UnitShape(Shape):
    """单位."""

    code: UnitCode
    name: Text


class TownIdShape(Shape):
    """The town itself."""

    code: Prefix
    name: Text


class TownShape(Shape):
    """A town's rulebook file."""

    name: Text
    town: TownIdShape
    total: Points
    units: Annotated[list[UnitShape], Field(min_length=1)]
    categories: Annotated[list[CategoryShape], Field(min_length=1)]
    vetoes: list[VetoShape] = []
    spoken: Spoken = {}
    policy: PolicyShape = Field(default_factory=PolicyShape)  # made here, it would have its validator built twice


class AddedItemShape(ItemShape):
    """A village's own item, at the end of an aspect of the town's or the village's."""

    aspect: Text


class AddedAspectShape(Shape):
    """A village's own aspect, at the end of a category of the town's."""

    category: Text
    name: Text
    cap: Points


class ChangeShape(Shape):
    """A new wording (rename), other points (re-weigh), another start, cap or aliases for an item or a veto."""

    code: AnyCode
    wording: Text | None = None
    points: Points | None = None
    start: Start | None = None
    aliases: Aliases | None = None
    per: CapPer | None = None


class OverlayShape(Shape):
    """A village's overlay file: only what differs from the town's book, and the total that results."""

    name: Text | None = None
    total: Points
    remove: list[AnyCode] = []
    change: list[ChangeShape] = []
    add: list[AddedItemShape] = []
    add_aspects: list[AddedAspectShape] = []
    add_vetoes: list[VetoShape] = []
    spoken: Spoken = {}
    """Beside the words that the town's book has."""
    policy: PolicyShape = Field(default_factory=PolicyShape)  # made here, it would have its validator built twice
