"""``jifen sms cost`` and the month's budget."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.reports.text_costs import CostLine, cost_lines, forecast_fen
from domain.model.calendar import month_of
from storage.text_costs import Outgoing
from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village

NIGHT = datetime(2026, 7, 10, 20, tzinfo=UTC)
LONG = "字" * 71


def outgoing(kind: str, text: str, unit: str | None = QINWANG, times: int = 1) -> Outgoing:
    return Outgoing(NIGHT, unit, kind, text, times)


def test_every_text_is_counted_by_its_segments_and_how_often_it_went() -> None:
    texts = [
        outgoing("reply", "您家 118 分"),
        outgoing("reply", LONG),
        outgoing("notice", f'{{"body": "{LONG}"}}', times=2),
        outgoing("reply", "没有登记", unit=None),
    ]
    assert [(line.unit, line.kind, line.texts, line.segments, line.fen) for line in cost_lines(texts, lambda _: 5)] == [
        (None, "reply", 1, 1, 5),
        (QINWANG, "notice", 2, 4, 20),
        (QINWANG, "reply", 2, 3, 15),
    ]


@pytest.mark.parametrize(
    ("today", "fen"), [(date(2026, 7, 1), 100 + 31 * 50), (date(2026, 7, 10), 255), (date(2026, 7, 31), 150)]
)
def test_a_month_will_cost_what_its_texts_cost_until_today_and_its_notices_once(today: date, fen: int) -> None:
    lines = [CostLine("2026-07", QINWANG, "notice", 20, 20, 100), CostLine("2026-07", QINWANG, "reply", 10, 10, 50)]
    assert forecast_fen([*lines, CostLine("2026-06", None, "reply", 9, 9, 900)], month_of(today), today) == fen


async def asked(village: Village) -> None:
    await village.household("王秀英", WANG)
    await village.text("积分", WANG)
    await village.text("积分", "+8613800009999")


def test_replies_are_counted_to_the_unit_of_the_number(desk: Desk) -> None:
    desk.tell(asked)
    found = [(line["unit"], line["kind"], line["texts"]) for line in desk.lists("sms", "cost")]
    assert found == [(None, "reply", 1), (QINWANG, "reply", 1)]
    assert "本月已用 0.10 元" in desk.says("sms", "cost")


@pytest.mark.parametrize(("months", "told"), [("24", False), ("25", True)])
def test_that_old_months_are_not_whole_is_said(desk: Desk, months: str, told: bool) -> None:
    desk.tell(asked)
    assert ("那几个月的条数和费用不全" in desk.says("sms", "cost", "--months", months)) is told


def test_a_budget_that_will_be_passed_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def much(village: Village) -> None:
        await asked(village)
        async with village.database.transaction() as connection:
            await connection.execute("UPDATE inbox SET reply = $1", LONG * 40)

    desk.tell(much)
    monkeypatch.setenv("JIFEN_SMS_BUDGET", "1")
    assert "预算 1 元，会超" in desk.says("sms", "cost")
