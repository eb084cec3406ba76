"""Every figure on a page is the one that ``jifen standings`` and ``jifen entries`` tell."""

from __future__ import annotations

import re

from app.reports.shapes import standing_record
from app.reports.standings import read_standings
from tests.village import CHEN, QINWANG, ZHOU, Village, at
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader

RECORDED = ("/kou 3-12 垃圾 2 门口", "/jia 3-13 志2 2 献血", "/kou 5-1 环2 4 门前", "/kou 3-13 垃圾 1 没分")


async def _standings(village: Village) -> dict[str, dict[str, object]]:
    """What ``jifen standings --format json`` tells of each household, by place."""
    async with village.database.reading() as connection:
        store = village.transactions.store(connection)
        lines = await read_standings(connection, store, QINWANG, village.now.year)
    return {f"{line.household.group}组{line.household.number}号": dict(standing_record(line)) for line in lines}


async def _live(village: Village) -> None:
    """September is final, October published, November open."""
    for line in RECORDED:
        await village.says(ZHOU, line)
    village.now = at("2026-10-10 10:00")
    await village.close_months()
    for line in RECORDED[1:]:
        await village.says(ZHOU, line)
    village.now = at("2026-11-02 10:00")
    await village.presses(CHEN, (await village.says(CHEN, "/jie")).button("结算"))
    await village.says(ZHOU, RECORDED[0])


async def test_published_rounds_are_as_standings_have_them(village: Village, reader: Reader, homes: Homes) -> None:
    await _live(village)
    told = await _standings(village)
    for key in ("2026-09", "2026-10"):
        page = await reader.opens(f"/u/{QINWANG}/r/{key}")
        shown = {row[1].split()[0]: int(row[2]) for row in page.rows[1:]}
        assert shown == {place: line["rounds"][key]["score"] for place, line in told.items()}  # type: ignore[index]  # JSON


async def test_an_own_page_is_as_standings_have_it(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await _live(village)
    told = await _standings(village)
    for home in (homes.wang, homes.li, homes.zhao):
        line = told[f"{home.group}组{home.number}号"]
        page = await reader.opens(f"/h/{await links.give(home)}")
        sums = re.findall(r"<dd>(\d+)</dd>", page.html)
        assert sums == [str(line[name]) for name in ("earned", "rank", "spendable")]
        rounds = dict(re.findall(r"<summary>(\d+月)　<b>(\d+)分</b>", page.html))
        assert rounds == {
            f"{int(key[-2:])}月": str(one["score"])
            for key, one in line["rounds"].items()  # type: ignore[attr-defined]  # JSON
        }
        balance = page.rows[-1]
        assert balance == ["结余", str(line["spendable"])]


async def test_a_quarter_is_the_sum_of_its_settled_rounds(village: Village, reader: Reader, homes: Homes) -> None:
    await _live(village)
    told = await _standings(village)
    page = await reader.opens(f"/u/{QINWANG}/q/2026Q4")
    shown = {row[1].split()[0]: int(row[3]) for row in page.rows[1:]}
    assert shown == {place: line["rounds"]["2026-10"]["score"] for place, line in told.items()}  # type: ignore[index]  # JSON
    assert "还没有结算：11月" in page.words
