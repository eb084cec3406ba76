"""``jifen rounds`` and what ends: what may not be done is refused before anything is asked."""

from __future__ import annotations

import pytest

from tests.contract.desk import Desk
from tests.sms.village import QINWANG, WANG, Village, at

EARLY = "8月还没过完，提前结算要两位考核人员：请专员在群里发 /jie 2026-08，再请另一位点确认。"
TOO_EARLY = "8月还没过完，9月1日起才能结算；8月29日起可以提前结算，要另一位考核人员确认。"


@pytest.mark.parametrize("yes", [(), ("--yes",)], ids=["asked", "--yes"])
@pytest.mark.parametrize(
    ("moment", "told"), [("2026-08-28 23:59", TOO_EARLY), ("2026-08-29 00:00", EARLY), ("2026-08-31 23:59", EARLY)]
)
def test_a_round_that_is_not_over_is_refused_before_the_question(
    desk: Desk, moment: str, told: str, yes: tuple[str, ...]
) -> None:
    async def august(village: Village) -> None:
        await village.household("王秀英", WANG)
        village.now = at(moment)
        await village.close_months()

    desk.tell(august)
    assert desk.refuses("rounds", "settle", QINWANG, "2026-08", *yes) == told
    assert "8月结算预览" in desk.says("rounds", "settle", QINWANG, "2026-08", "--dry-run")


def test_the_first_minute_after_it_is_over_it_is_settled(desk: Desk) -> None:
    async def august(village: Village) -> None:
        await village.household("王秀英", WANG)
        village.now = at("2026-08-20 10:00")
        await village.close_months()
        village.now = at("2026-09-01 00:00")

    desk.tell(august)
    assert "请在命令后面加 --yes" in desk.refuses("rounds", "settle", QINWANG, "2026-08")
    assert "积分公示" in desk.says("rounds", "settle", QINWANG, "2026-08", "--yes")


@pytest.mark.parametrize(
    ("moment", "fate"),
    [
        ("2027-01-31 23:59", "未用 660 分，1 户，可兑换到 2027-01-31，之后清零"),
        ("2027-02-01 00:00", "未用 660 分，1 户，清零"),
    ],
)
def test_a_year_lapses_with_the_last_day_of_grace(desk: Desk, moment: str, fate: str) -> None:
    async def year(village: Village) -> None:
        await village.household("王秀英", WANG)
        village.now = at("2027-01-12 10:00")
        await village.close_months()
        village.now = at(moment)

    desk.tell(year)
    for _ in range(2):
        assert desk.says("year", "close", "2026", "--dry-run").strip().endswith(f"{fate}（试运行）")
    assert desk.lists("standings", QINWANG, "--year", "2026")[0]["spendable"] == 660
    assert desk.says("audit").startswith("核对无误")
