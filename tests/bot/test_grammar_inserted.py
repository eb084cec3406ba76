"""Whatever is inserted into a command, it is carried out as without it, or not at all.

Words may become part of a text that is kept or looked up (a reason, the name of goods); no other part changes, and
nothing that was inserted is dropped, unless it says nothing.
"""

from __future__ import annotations

import dataclasses
from enum import Enum

from hypothesis import given
from hypothesis import strategies as st

from bot.commands import GRAMMAR
from bot.grammar.records import AddGoods, FileClaims, HouseholdBy, Mistakes, Redeem
from bot.grammar.tidy import tidy
from tests.bot.village import Village

LINES = [
    "/fou 3-12 秸秆 后山烧的",
    "/che 12 记错户",
    "/dui 3-12 大米 2",
    "/dui 3-12 大米",
    "/dui 取消 5",
    "/ling 12345678",
    "/hu 3-12",
    "/hu 户主 3-12 王小明",
    "/hu 搬 3-12 3-20",
    "/hu 迁出 3-12 搬去上海",
    "/hu 迁回 3-12",
    "/hu 电话 3-12 13800003012",
    "/hu 电话 3-12 删 3012",
    "/hu 并 3-12 3-13 同住",
    "/hu 分 3-12 3-21 王强",
    "/hu 加 3-18 王强",
    "/jie 9月",
    "/jie 撤 9月",
    "/tong 2026Q3",
    "/wu 加 大米 60 20",
    "/wu 改 大米 分 50",
    "/wu 改 大米 库存 18 破损",
    "/yi 驳 5 核实过",
    "/yi 准 5 3 核实过",
    "/shen 准 12 志2",
    "/shen 驳 12 没证据",
    "/pai 3",
    "/zhao #123",
    "/gai 12 拆掉了",
]
JUNK = ["½", "1.5", "3%", "7/8/9", "3-99-1", "12岁", "l2", "0", "-5", "半", "两三"]
WORDS = ["啊", "xyz", "哦哦哦", "&&", "第", "#"]
SILENT = set("".join(WORDS))
"""Signs, and what people say without meaning anything."""
DAY = "1.5"
"""Reads as a day, which may be said of any change of a household."""


def _parts(value: object) -> dict[str, object]:
    """The fields of a record, those of the records in it as well."""
    assert dataclasses.is_dataclass(value)
    parts: dict[str, object] = {}
    for field in dataclasses.fields(value):
        one = getattr(value, field.name)
        if dataclasses.is_dataclass(one) and not isinstance(one, Enum):
            parts |= {f"{field.name}.{name}": part for name, part in _parts(one).items()}
        else:
            parts[field.name] = one
    return parts


def _read(text: str) -> object:
    return GRAMMAR.parse(text, Village(), "jifen_bot")


def _kept(one: object, other: object, junk: str) -> bool:
    """Whether a text holds what was there before, and what was inserted."""
    if not (isinstance(one, str | None) and isinstance(other, str)):
        return False
    return all(word in other for word in (one or "").split()) and (junk in other or tidy(junk).plain in other)


def _finds_nothing(record: object) -> bool:
    """Whether it names goods or people that there cannot be, none of them, or no price: refused where it is done."""
    free = isinstance(record, AddGoods) and not record.price
    nobody = isinstance(record, FileClaims) and record.lines[0].household.by is HouseholdBy.NAME
    return free or nobody or (isinstance(record, Redeem) and (record.quantity < 1 or record.goods != "大米"))


@given(st.sampled_from(LINES), st.sampled_from(JUNK + WORDS), st.integers(1, 4))
def test_what_is_inserted_changes_nothing_or_stops_it(line: str, junk: str, at: int) -> None:
    words = line.split()
    text = " ".join([*words[:at], junk, *words[at:]])
    before, after = _read(line), _read(text)
    assert before is not None, line
    assert not isinstance(before, Mistakes), line
    if isinstance(after, Mistakes) or _finds_nothing(after):
        return
    assert type(after) is type(before), (text, after)
    old, new = _parts(before), _parts(after)
    if junk == DAY and new.get("day"):
        return
    changed = {name for name in old if old[name] != new.get(name)}
    assert all(_kept(old[name], new[name], junk) for name in changed), (text, changed, after)
    assert changed or set(junk) <= SILENT, (text, after)
