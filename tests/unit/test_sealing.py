"""The canonical form of an entry: whoever computes it, on whatever machine, in whatever year, gets the same line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.entry import Entry, Source
from domain.settlement.sealing import instant_of, line
from storage.instants import from_ms, to_ms

AT = datetime(2026, 9, 10, 2, tzinfo=UTC)


def sealed(reason: str) -> str:
    """The line of an entry with that reason."""
    entry = Entry(7, 1, 1, "环4", -2, AT, date(2026, 9, 10), 1, "周美华", Source.CHAT, reason)
    return line(3, entry, "10035", "2026-09")


@pytest.mark.parametrize(
    ("reason", "cell"),
    [
        ("垃圾，没分类", "垃圾，没分类"),
        ('他说"没有",我看了', '"他说""没有"",我看了"'),
        ("一行\r\n又一行", "一行  又一行"),
        ("=1+1", "'=1+1"),
        ("\t=1+1", " =1+1"),
        ("看错了\u3000门牌", "看错了 门牌"),
        ("倒着\u202e写", "倒着 写"),
        ("新表情\U0001fae9\U0001faff", "新表情\U0001fae9\U0001faff"),
        ("\x1b[2J\x85\u2028段", " [2J  段"),
    ],
)
def test_a_reason_is_on_one_line_and_nothing_in_it_is_hidden(reason: str, cell: str) -> None:
    assert sealed(reason) == f"3,7,2026-09-10T02:00:00.000Z,2026-09-10,10035,2026-09,环4,-2,周美华,chat,{cell},"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 9, 10, 23, 59, 58, 7_000, tzinfo=UTC), "2026-09-10T23:59:58.007Z"),
        (datetime(2027, 1, 1, 7, 5, 9, 999_999, tzinfo=timezone(timedelta(hours=8))), "2026-12-31T23:05:09.999Z"),
    ],
)
def test_an_instant_is_written_in_utc_to_the_millisecond(at: datetime, written: str) -> None:
    entry = Entry(7, 1, 1, "环4", -2, at, date(2026, 9, 10), 1, "周美华", Source.CHAT, "垃圾")
    assert line(3, entry, "10035", "2026-09").split(",")[2] == written


@given(st.integers(0, to_ms(datetime(2100, 1, 1, tzinfo=UTC))))
def test_an_instant_is_written_the_same_from_what_is_stored(ms: int) -> None:
    entry = Entry(7, 1, 1, "环4", -2, from_ms(ms), date(2026, 9, 10), 1, "周美华", Source.CHAT, "垃圾")
    assert line(3, entry, "10035", "2026-09").split(",")[2] == instant_of(ms)
