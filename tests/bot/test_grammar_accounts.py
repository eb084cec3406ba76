"""Every character of a line is accounted for: it is an argument, stands in the reason, or stops the line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import chain, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.commands import GRAMMAR
from bot.grammar.records import EntryLine, HouseholdBy, HouseholdRef, LogEntries
from tests.bot.village import Village

HOUSEHOLDS = {
    "3-12": "3-12",
    "3组12号": "3-12",
    "三组十二号": "3-12",
    "王建国": "王建国",
    "李秀芳家": "李秀芳",
    "尾号1234": "1234",
}
ITEMS = {"环4": "环4", "H4": "环4", "垃圾": "垃圾", "养鸡": "养鸡", "huan2": "环2", "志2": "志2"}
POINTS = {"2": 2, "2分": 2, "两分": 2, "扣2分": 2, "-2": 2, "（2分）": 2, "扣了三分": 3, "三": 3, "10分": 10}
DAYS = {"": None, "昨天": date(2026, 11, 27), "11月20日": date(2026, 11, 20), "20号": date(2026, 11, 20)}
REASONS = ["没扫", "乱堆", "院里堆了3袋", "很脏", "说了两次不听", "晚上8点看见", "和3-13吵", "一直这样", "十分难看"]
JUNK = [
    *("半分", "2f", "零分", "(3)", "三点五分", "1/2", "50%", "l", "1O", "两三分", "5", "+4", "3分", "十分"),
    *("3-13", "3-14、15", "4组5号", "3-13~15", "全组", "12号", "32号", "13月5日", "前天", "去年", "三天前", "廿号"),
    *("环5", "养鸭", "赵六", "李秀芳", "#12", "/jia", "→", "（见照片）", "2块", "3人", "13800003012", "x2"),
]
DAYS_TOO = {"前天": date(2026, 11, 26), "三天前": date(2026, 11, 25), "12号": date(2026, 11, 12)}
TAKEN = {"3-13", "4组5号", "赵六", "李秀芳", "养鸭", *DAYS_TOO}
"""Junk that may be an argument: one more household, a name of the item or the household, the day."""
_NUMBER = "[0-9A-Za-z零一二两三十百半分+-]"


@dataclass(frozen=True)
class Said:
    """A line that was put together, and what it is made of."""

    text: str
    household: str
    item: str
    points: int
    day: date | None
    rest: tuple[str, ...]


@st.composite
def lines(draw: st.DrawFn) -> Said:
    """Arguments in any order with one reason, and perhaps something that belongs nowhere."""
    household, item, points = (draw(st.sampled_from(sorted(part))) for part in (HOUSEHOLDS, ITEMS, POINTS))
    day, reason = draw(st.sampled_from(sorted(DAYS))), draw(st.sampled_from(REASONS))
    junk = draw(st.lists(st.sampled_from(JUNK), max_size=1))
    parts = draw(st.permutations([part for part in (household, item, points, day, reason, *junk) if part]))
    gaps = [draw(st.sampled_from([" ", "，", "、", *_nothing(*pair)])) for pair in pairwise([*parts, ""])]
    text = "".join(chain.from_iterable(zip(parts, gaps, strict=True)))
    return Said(text, HOUSEHOLDS[household], ITEMS[item], POINTS[points], DAYS[day], (reason, *junk))


def _nothing(before: str, after: str) -> list[str]:
    """Parts may be glued together where that does not make another number or another word (三晚上) of two."""
    number = re.search(_NUMBER, before[-1:]) and re.search(_NUMBER, after[:1])
    return [] if number or {"三", "去年"} & {before, after} else [""]


@settings(max_examples=400, deadline=None, derandomize=True)
@given(lines())
def test_a_line_is_recorded_as_it_was_written_or_not_at_all(said: Said) -> None:
    command = GRAMMAR.parse(f"/kou {said.text}", Village(), "jifen_bot")
    if isinstance(command, LogEntries) and all(_is_known(line.household) for line in command.lines):
        named = {line.household.text for line in command.lines}
        assert [_differing(line, said, named) for line in command.lines] == [[]] * len(command.lines)


def _is_known(household: HouseholdRef) -> bool:
    """A head whom nobody knows is refused or asked about before anything is recorded."""
    return household.by is not HouseholdBy.NAME or Village().is_head(household.text)


def _differing(line: EntryLine, said: Said, named: set[str]) -> list[str]:
    """Which parts of an entry are not those that were written. What is asked about before it counts may differ."""
    days = {said.day, DAYS_TOO.get(said.rest[-1], said.day) if said.day is None else said.day}
    household, head = line.household.text.replace("4-5", "4组5号"), line.household.head.removesuffix("家")
    told_of = said.household in {"王建国", "李秀芳"} or said.household in named
    kept = _letters(line.reason + "".join(line.beside) + line.item + f"{line.points}分" + household + head)
    lost = [part for part in said.rest if part not in TAKEN and _letters(part) not in kept]
    parts = {
        "household": said.household in {household, head} or (household in said.rest and told_of),
        "item": _letters(line.item) == said.item or line.item in said.rest or line.told or bool(line.beside),
        "points": line.points == said.points,
        "day": bool(line.days) or line.day in days,
        "reason": not lost,
    }
    return [f"{name} {line}" for name, same in parts.items() if not same]


def _letters(text: str) -> str:
    return re.sub(r"[\s，,、；;。（）()→]", "", text)
