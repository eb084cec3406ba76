"""Whatever an entry is put together from, and in whatever order, it is recorded as it was meant or not at all."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.commands import GRAMMAR
from bot.grammar.records import LogEntries
from rules.find import find_items
from tests.bot.village import BOOK, Village

PLACES = {"王建国": "3-12", "李秀芳": "3-13", "欧阳文华": "1-4", "高兴": "2-1"}
FORMS = ["{place}", "{head}", "{head}家", "{place}{head}", "{head}({place})", "{place}号", "{group}组{number}号"]
ITEMS = {
    "环4": "环4",
    "垃圾": "环4",
    "h5": "环5",
    "污水": "环5",
    "门前": "环2",
    "养鸡": "环3",
    "邻里": "文1",
    "农药": "环9",
}
AMOUNTS = {"": None, "2": 2, "3分": 3, "-1": 1, "扣两分": 2, "（3分）": 3, "５": 5}
DAYS = {"": None, "昨天": "11-27", "11月20日": "11-20", "25号": "11-25", "上周五": "11-20"}
REASONS = [
    "堆了3袋",
    "劝了3次不听",
    "罚款200元",
    "罚款50",
    "电话13912345678",
    "限3天内改",
    "12月5日前改",
    "说了明天改",
    "上次扣2分没改",
    "3号楼后面",
    "2-3天没扫",
    "5、6袋",
    "12345投诉",
    "和3-15吵",
    "被隔壁举报",
    "门前也脏",
    "两户共用",
    "每天都有",
    "摆了20桌",
    "10多人围观",
    "3组的人说的",
    "一半没分",
    "十分脏",
    "减少了",
]


@st.composite
def entries(draw: st.DrawFn) -> tuple[str, str, str, str, int | None, str | None]:
    """A line, and the entry that it is: place, head, item, points, and the day unless it is today's."""
    head = draw(st.sampled_from(sorted(PLACES)))
    group, _, number = PLACES[head].partition("-")
    form = draw(st.sampled_from(FORMS)).format(place=PLACES[head], head=head, group=group, number=number)
    item, amount, day = (draw(st.sampled_from(sorted(known))) for known in (ITEMS, AMOUNTS, DAYS))
    parts = draw(st.permutations([part for part in (form, item, amount, day) if part]))
    reason = draw(st.sampled_from(REASONS))
    order = draw(st.sampled_from([[*parts, reason], [reason, *parts]]))
    return (
        draw(st.sampled_from([" ", "，", ","])).join(order),
        PLACES[head],
        head,
        ITEMS[item],
        AMOUNTS[amount],
        DAYS[day],
    )


@given(entries())
def test_an_entry_is_recorded_as_meant_or_stopped(made: tuple[str, str, str, str, int | None, str | None]) -> None:
    line, place, head, item, points, day = made
    read = GRAMMAR.parse(f"/kou {line}", Village(), "jifen_bot")
    if not isinstance(read, LogEntries) or read.lines[0].told:
        return
    (one,) = read.lines
    assert {one.household.text, one.household.head} <= {place, head, ""}, one
    codes = [found.code for found in find_items(BOOK, one.item)]
    assert codes == [item] or (len(codes) > 1 and item in codes), one  # several are asked about
    assert one.points == points, one
    assert one.day == (None if day is None else date.fromisoformat(f"2026-{day}")), one
