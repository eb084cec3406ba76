"""A correction takes more than a household has left: it can spend nothing, and everybody reads what it owes."""

from __future__ import annotations

import pytest

from app.reports.shapes import standing_columns, standing_record
from app.reports.standings import StandingLine, read_standings
from domain.boundary import unwrap
from domain.model.calendar import parse_quarter
from domain.notices.planning import plan
from sms.wording.notice import QuarterNotice
from tests.scenarios.conftest import Homes
from tests.scenarios.shopping import LI_PHONE
from tests.village import CHEN, QINWANG, SUN, Answer, Village, at

OWED = "可用 0 分，欠 2 分"
OWED_TEXT = "可用0分，欠2分"


async def corrected(village: Village) -> Answer:
    """All 110 points of September are spent, and two of them are taken off after that."""
    assert "还可用 0 分" in (await village.says(CHEN, "/dui 3-13 鸡蛋 11")).text
    question = await village.says(CHEN, "/kou 3-13 垃圾 2 9月20日 没分类")
    return await village.presses(CHEN, question.button("更正"))


@pytest.fixture
async def owing(mall: Village, homes: Homes) -> Village:
    await mall.says(CHEN, "/wu 加 鸡蛋 10 20")
    return mall


async def test_the_correction_says_what_it_leaves(owing: Village) -> None:
    assert (await corrected(owing)).text.endswith(f"名次和可用分跟着变。这户{OWED}。")


async def test_officers_and_the_household_read_it(owing: Village) -> None:
    await corrected(owing)
    assert OWED in (await owing.says(CHEN, "/cha 3-13")).text
    assert "可用0分，欠2分" in (await owing.says(CHEN, "/hu 3-13")).text
    assert f"，{OWED_TEXT}。" in await owing.texts(LI_PHONE, "积分")
    assert (await owing.texts(LI_PHONE, "物品")).endswith(f"李秀芳户{OWED_TEXT}，还不够兑。最少的是2肥皂10分。")


async def test_the_answer_to_an_objection_names_what_is_still_owed(owing: Village) -> None:
    await corrected(owing)
    answer = await owing.texts(LI_PHONE, "异议 1 只有一袋")
    assert "异议1号收下了" in answer
    wish = await owing.says(CHEN, "/yi 准 1 1 看过了")
    ruled = await owing.presses(SUN, wish.button("确认"))
    assert "本项现在 4 分，9月共 109 分\n这户可用 0 分，欠 1 分。" in ruled.text
    assert (await owing.texted(LI_PHONE))[-1].endswith("改为扣1分(#3)，9月共109分，可用0分，欠1分。")


async def test_what_is_refused_names_it(owing: Village) -> None:
    await corrected(owing)
    assert (await owing.says(CHEN, "/dui 3-13 大米")).text == f"要 60 分，这户{OWED}，不够。"
    assert await owing.texts(LI_PHONE, "兑 1") == f"要60分，您家{OWED_TEXT}，不够。回4看能兑什么。找人回6。"


async def test_what_comes_back_pays_it_first(owing: Village, homes: Homes) -> None:
    await corrected(owing)
    assert "退回 110 分，可用 108 分" in (await owing.says(CHEN, "/dui 取消 1")).text
    assert "欠" not in (await owing.says(CHEN, "/cha 3-13")).text


async def lines(village: Village) -> list[StandingLine]:
    async with village.database.reading() as connection:
        store = village.transactions.store(connection)
        return await read_standings(connection, store, QINWANG, village.now.year)


async def test_tables_and_programs_read_it(owing: Village, homes: Homes) -> None:
    await corrected(owing)
    standings = await lines(owing)
    records = {str(record["household"]): record for record in map(standing_record, standings)}
    assert (records[homes.li.code]["spendable"], records[homes.li.code]["debt"]) == (0, 2)
    assert "debt" not in records[homes.wang.code]
    table = standing_columns(standings)
    debts = {row[4]: row[list(table.headings).index("欠")] for row in table.rows}
    assert debts == {homes.li.code: 2} | {code: None for code in debts if code != homes.li.code}


async def test_the_quarterly_text_says_it(owing: Village, homes: Homes) -> None:
    await corrected(owing)
    async with owing.transactions.writing() as store:
        mailing = unwrap(await plan(owing.work(store), QuarterNotice(), parse_quarter("2026Q3")))
    (text,) = [one.text for one in mailing.notices if one.target.standing.household.id == homes.li.id]
    assert OWED_TEXT in text


async def test_last_years_debt_is_told_in_the_days_of_grace_and_enters_no_new_year(
    owing: Village, homes: Homes
) -> None:
    await corrected(owing)
    owing.now = at("2027-01-02 09:00")
    assert "\n去年欠 2 分" in (await owing.says(CHEN, "/cha 3-13")).text
    assert "去年欠2分。" in await owing.texts(LI_PHONE, "积分")
    assert (await owing.standing(homes.li)).debt == 0
