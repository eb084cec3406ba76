"""``jifen doctor`` on rulebooks that say otherwise than the year began."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.desk import Desk, FixedClock
from tests.sms.village import BOOK, Village, at


def test_a_way_of_adding_up_that_waits_for_january_is_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def a_month(village: Village) -> None:
        await village.household("王秀英")

    desk.tell(a_month)
    monkeypatch.setattr("app.doctor.books.SystemClock", lambda zone: FixedClock(zone, at("2026-08-01 09:00")))
    assert "✓ 全年算法" in desk.run("doctor").stdout
    text = BOOK.read_text("utf-8")
    desk.use_book(tmp_path / "book.toml", text.replace('accumulate = "sum"', 'accumulate = "average"'))
    assert "– 全年算法：秦望村今年仍按各轮相加，细则改的各轮平均明年1月起才算" in desk.run("doctor").stdout
