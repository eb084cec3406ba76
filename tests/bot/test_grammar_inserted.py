"""Whatever is inserted into a command, and in whatever order it stands, it is carried out as meant or not at all.

Words may become part of a text that is kept or looked up (a reason, the name of goods); no other part changes, and
nothing that was inserted is dropped, unless it says nothing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from enum import Enum
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import GRAMMAR
from bot.grammar.records import (
    AddGoods,
    FileClaims,
    HouseholdBy,
    Join,
    Mistakes,
    NoticeVisits,
    ObjectFor,
    Redeem,
)
from bot.grammar.records.publicity import Announce, ProposeModel
from bot.grammar.words.tidy import tidy
from tests.bot.village import Village

LINES = [
    "/kou 3-12 垃圾 2 没分类",
    "/jia 3-12 献血 2 昨天去的",
    "/cha 3-12",
    "/gui 环4",
    "/yi 5",
    "/yi 3-12 #123 不是我家的",
    "/shen 3-12 献血 本人有证",
    "/xuan 典型 3-12 照顾邻居老人",
    "/xuan 撤 5",
    "/yin 领取单 5",
    "/yin 公示表 9月",
    "/tong 到 3-12",
    "/jian 扣 秦望村 2 没开会",
    "/jian 请 秦望村 专员 王小明",
    "/bang ABCD1234",
    "/dian",
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
IN_ANY_ORDER = [
    "/kou | 3-12 垃圾 2 没分类",
    "/kou | 王建国 垃圾 2 没分类",
    "/jia | 3-12 献血 2 昨天",
    "/fou | 3-12 秸秆 后山烧的",
    "/che | #12 记错户",
    "/che | 12 记错户",
    "/dui | 3-12 大米 2",
    "/dui | 王建国 大米 2袋",
    "/wu 加 | 大米 60分 20袋",
    "/hu | 户主 3-12 王小明",
    "/hu | 迁出 3-12 搬去上海",
    "/hu | 电话 3-12 13800003012",
    "/hu 加 | 3-18 王强 13800003012",
    "/shen 准 12 | 志2 1分",
    "/shen | 3-12 献血 本人有证",
    "/yin | 公示表 9月",
    "/yin | 户档案 3-12",
    "/tong 到 | 3-12 三季度",
    "/jian 扣 | 秦望村 2",
    "/jian 请 | 秦望村 专员 王小明",
    "/ling | 12345678 代领",
    "/zhao | 申报 5",
]
"""The words behind the bar may change places."""
JUNK = ["½", "1.5", "3%", "7/8/9", "3-99-1", "12岁", "l2", "0", "-5", "半", "两三"]
WORDS = ["啊", "xyz", "哦哦哦", "&&", "第", "#"]
SILENT = set("".join(WORDS))
"""Signs, and what people say without meaning anything."""
HINT = "beside"
"""What else may name the item: it can only make a question."""
DAY = "1.5"
"""Reads as a day, which may be said of any change of a household."""


def _parts(value: object) -> dict[str, object]:
    """The fields of a record, those of the records in it as well."""
    if isinstance(value, tuple):
        fields = [(str(at), one) for at, one in enumerate(value)]
    else:
        assert dataclasses.is_dataclass(value)
        fields = [(field.name, getattr(value, field.name)) for field in dataclasses.fields(value)]
    parts: dict[str, object] = {}
    for name, one in fields:
        if (dataclasses.is_dataclass(one) and not isinstance(one, Enum)) or isinstance(one, tuple):
            parts |= {f"{name}.{within}": part for within, part in _parts(one).items()}
        else:
            parts[name] = one
    return parts


def _read(text: str) -> object:
    return GRAMMAR.parse(text, Village(), "jifen_bot")


def _kept(one: object, other: object, junk: str) -> bool:
    """Whether a text holds what was there before, and what was inserted."""
    if not (isinstance(one, str | None) and isinstance(other, str)):
        return False
    return all(word in other for word in (one or "").split()) and (junk in other or tidy(junk).plain in other)


_STOPS: Mapping[type, Callable[[Any], bool]] = {
    AddGoods: lambda it: not it.price,
    Announce: lambda _: True,
    FileClaims: lambda it: it.lines[0].household.by is HouseholdBy.NAME,
    Join: lambda it: it.code != "ABCD1234",
    NoticeVisits: lambda it: any(one.by is HouseholdBy.NAME for one in it.households),
    ObjectFor: lambda it: it.entry is None,
    ProposeModel: lambda it: it.household.by is HouseholdBy.NAME,
    Redeem: lambda it: it.quantity < 1 or it.goods != "大米",
}


def _stops_later(record: object) -> bool:
    """Whether it is shown first, or names goods, people, a price or a code that there cannot be: refused where it is
    done.
    """
    stops = _STOPS.get(type(record))
    return stops is not None and stops(record)


@given(st.sampled_from(LINES), st.sampled_from(JUNK + WORDS), st.integers(1, 4))
def test_what_is_inserted_changes_nothing_or_stops_it(line: str, junk: str, at: int) -> None:
    words = line.split()
    text = " ".join([*words[:at], junk, *words[at:]])
    before, after = _read(line), _read(text)
    assert before is not None, line
    assert not isinstance(before, Mistakes), line
    if isinstance(after, Mistakes) or _stops_later(after):
        return
    assert type(after) is type(before), (text, after)
    old, new = _parts(before), _parts(after)
    if junk == DAY and any(part for name, part in new.items() if name.endswith("day")):
        return
    changed = {name for name in old if old[name] != new.get(name) and HINT not in name}
    assert all(_kept(old[name], new[name], junk) for name in changed), (text, changed, after)
    assert changed or set(junk) <= SILENT, (text, after)


@pytest.mark.parametrize("line", IN_ANY_ORDER)
def test_in_another_order_it_is_the_same_or_stopped(line: str) -> None:
    fixed, _, free = line.partition(" | ")
    before = _read(f"{fixed} {free}")
    for order in permutations(free.split()):
        after = _read(" ".join([fixed, *order]))
        if not isinstance(after, Mistakes) and not _stops_later(after):
            assert _compared(after) == _compared(before), order


def _compared(record: object) -> dict[str, object]:
    return {name: part for name, part in _parts(record).items() if HINT not in name}
