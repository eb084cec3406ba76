"""What everybody may see: published rounds and quarters, the unit's page, seals."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from domain.ledger.rounds import ensure_current, enter_newcomers
from domain.model.people import NewHousehold
from domain.model.seal import NewSeal
from storage.roster import SqlRoster
from tests.village import CHEN, QINWANG, ZHOU, Village, at
from tests.web.conftest import NUMBER, Homes
from tests.web.reader import Answer, Reader
from text.codes import make

SEPTEMBER = f"/u/{QINWANG}/r/2026-09"
QUARTER = f"/u/{QINWANG}/q/2026Q3"


async def settle_september(village: Village) -> None:
    """Settled on the first of October: public to the seventh."""
    village.now = at("2026-10-01 09:00")
    question = await village.says(CHEN, "/jie")
    await village.presses(CHEN, question.button("结算"))


async def test_a_round_that_is_not_published_is_not_there(village: Village, reader: Reader) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    page = await reader.opens(SEPTEMBER)
    assert (page.status, "没有这一页" in page.words) == (404, True)
    assert "王" not in page.words


async def test_during_publicity_names_are_masked_and_afterwards_there_are_none(
    village: Village, reader: Reader
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await settle_september(village)
    page = await reader.opens(SEPTEMBER)
    assert page.rows[1:] == [
        ["1", "3组13号 李*芳", "110"],
        ["1", "5组1号 赵*华", "110"],
        ["3", "3组12号 王*国", "108"],
    ]
    assert "10月7日（星期三）24:00前可以提异议" in page.words
    village.now = at("2026-10-07 23:59")
    assert "王*国" in (await reader.opens(SEPTEMBER)).words
    village.now = at("2026-10-08 00:00")
    page = await reader.opens(SEPTEMBER)
    assert page.rows[1:] == [["1", "3组13号", "110"], ["1", "5组1号", "110"], ["3", "3组12号", "108"]]
    assert "公示期已过" in page.words


async def test_where_the_rulebook_says_so_names_are_whole_during_publicity(
    village: Village, reader: Reader, tmp_path: Path
) -> None:
    village.revise(tmp_path, "mask_names = true ", "mask_names = false")
    await settle_september(village)
    # The round began with the old book: what it promised holds.
    assert "王*国" in (await reader.opens(SEPTEMBER)).words


async def test_reasons_never_stand_on_a_public_page(village: Village, reader: Reader) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await settle_september(village)
    for path in (SEPTEMBER, f"/u/{QINWANG}", f"/u/{QINWANG}/q/2026Q3", "/verify", f"/verify?unit={QINWANG}"):
        page = await reader.opens(path)
        assert page.status == 200
        for secret in ("门口两袋", "王建国", "周美华", "1990000"):
            assert secret not in page.html, path


async def test_the_unit_page_shows_the_latest_table_the_goods_and_the_rules(
    village: Village, reader: Reader, homes: Homes
) -> None:
    await settle_september(village)
    await village.says(CHEN, "/wu 加 大米 60 20")
    page = await reader.opens(f"/u/{QINWANG}")
    assert "2026年9月积分公示" in page.words
    assert re.findall("第1号封条（[^）]+）", page.words) == re.findall(
        "第1号封条（[^）]+）", (await reader.opens(SEPTEMBER)).words
    )
    assert "第1号封条" in page.words
    assert "1号 大米60分还有20件" in page.words.replace("\n", "")
    assert "环4 垃圾分类投放" in page.words
    assert f"sms:{NUMBER}?body=%E7%A7%AF%E5%88%86" in page.html
    assert homes.wang.code not in page.html


async def test_a_withdrawn_round_is_gone_from_the_pages(village: Village, reader: Reader) -> None:
    await settle_september(village)
    assert (await reader.opens(SEPTEMBER)).status == 200
    question = await village.says(CHEN, "/jie 撤 2026-09")
    await village.presses(ZHOU, question.button("确认"))
    assert (await reader.opens(SEPTEMBER)).status == 404
    assert (await reader.opens(f"/u/{QINWANG}/q/2026Q3")).status == 404
    assert "还没有公示过" in (await reader.opens(f"/u/{QINWANG}")).words


async def test_a_quarter_adds_up_published_rounds_only(village: Village, reader: Reader) -> None:
    await settle_september(village)
    page = await reader.opens(f"/u/{QINWANG}/q/2026Q3")
    assert page.rows[1][:4] == ["1", "3组12号 王*国", "110", "110"]
    assert (await reader.opens(f"/u/{QINWANG}/q/2026Q4")).status == 404


async def test_a_seal_on_the_page_is_what_sha256_says(village: Village, reader: Reader) -> None:
    await settle_september(village)
    page = await reader.opens(f"/verify?unit={QINWANG}")
    first = re.search(r"首行 <code>([^<]+)</code>", page.html)
    assert first
    assert hashlib.sha256(f"{first[1]}\n".encode()).hexdigest() in page.html


@pytest.mark.parametrize(
    "path",
    [
        "/u/310116103999",
        "/u/秦望村",
        f"/u/{QINWANG}/r/2026-13",
        f"/u/{QINWANG}/r/2026-9",
        f"/u/{QINWANG}/q/2026Q9",
        f"/u/{QINWANG}/q/x",
        f"/u/{QINWANG}/",
        "/verify?unit=x",
        "/wp-login.php",
        "/static/style.css",
        "/u/%00",
        "/u/..%2f..",
    ],
)
async def test_what_is_not_there_is_said_in_plain_words(reader: Reader, path: str) -> None:
    page = await reader.opens(path)
    assert (page.status, "没有这一页" in page.words) == (404, True)


@pytest.mark.parametrize("path", ["/", f"/u/{QINWANG}", "/verify", "/nowhere"])
async def test_pages_need_no_script_and_no_other_host(reader: Reader, path: str) -> None:
    page = await reader.opens(path)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert len(page.html.encode()) < 30_000
    assert not re.search(r"<script|style=|\son\w+=|https?://", page.html)


async def test_a_program_that_asks_for_no_page_gets_none(reader: Reader) -> None:
    answer = await reader.opens("/nowhere", Accept="*/*")
    assert (answer.status, "<html" in answer.html) == (404, False)


async def settle_with_many(village: Village, many: int, deductions: int = 0) -> None:
    """September is settled with so many more households, 40 to a group from the 20th on, and so many deductions."""
    homes = [
        NewHousehold(make(5000 + one), QINWANG, 20 + one // 40, one % 40 + 1, "王建国", village.now.date())
        for one in range(many)
    ]
    async with village.database.transaction() as connection:
        await SqlRoster(connection).add(homes)
        await enter_newcomers(village.transactions.store(connection), village.town, QINWANG, village.now)
    for one in range(deductions):
        await village.says(ZHOU, f"/kou 20-{one + 1} 垃圾 1 没分类")
    await settle_september(village)


def places(page: Answer) -> list[str]:
    """Whom a table lists, in its order."""
    return [row[1].split()[0] for row in page.rows if len(row) > 2 and row[1] != "户"]


@pytest.mark.parametrize("path", [SEPTEMBER, QUARTER])
async def test_the_table_of_a_large_village_comes_in_pages_that_a_slow_line_can_carry(
    village: Village, reader: Reader, path: str
) -> None:
    await settle_with_many(village, 600, deductions=35)
    for one in range(35):
        asked = await village.says(CHEN, f"/che {one + 1} 查清了不是他家")
        await village.presses(ZHOU, asked.button("确认"))
    pages = [await reader.opens(f"{path}?page={number}") for number in (1, 2, 3)]
    for page in pages:
        assert len(page.html.encode()) < 30_000
        assert re.findall(r">第(\d)页</a>", page.html) == ["1", "2", "3"]
    everybody = [place for page in pages for place in places(page)]
    assert (len(everybody), len(set(everybody))) == (603, 603)
    corrected = [number for page in pages for number in re.findall("<b>#(\\d+)</b>", page.html)]
    assert (len(corrected), len(set(corrected))) == (35, 35)
    assert (await reader.opens(path)).html == pages[0].html


@pytest.mark.parametrize("path", [SEPTEMBER, QUARTER])
async def test_in_a_large_village_people_find_themselves_by_their_group(
    village: Village, reader: Reader, path: str
) -> None:
    await settle_with_many(village, 300)
    whole = await reader.opens(path)
    assert '<a href="?group=21">21组</a>' in whole.html
    page = await reader.opens(f"{path}?group=21")
    assert places(page) == [f"21组{number}号" for number in range(1, 41)]
    assert '<a href="?page=1">全村</a>' in page.html


@pytest.mark.parametrize(
    "asked", ["page=0", "page=2", "page=x", "page=", "group=99", "group=", "group=9999999", "page=²"]
)
async def test_a_part_of_a_table_that_there_is_not_is_not_there(village: Village, reader: Reader, asked: str) -> None:
    await settle_september(village)
    assert (await reader.opens(f"{SEPTEMBER}?{asked}")).status == 404


async def test_a_table_that_fits_says_nothing_of_pages(village: Village, reader: Reader) -> None:
    await settle_with_many(village, 297)
    page = await reader.opens(SEPTEMBER)
    assert (len(places(page)), "page=" in page.html, len(page.html.encode()) < 30_000) == (300, False, True)


async def test_dozens_of_goods_come_in_pages_that_a_slow_line_can_carry(village: Village, reader: Reader) -> None:
    for number in range(1, 121):
        await village.says(CHEN, f"/wu 加 十个字长的物品第{number} 60 20")
        await village.says(CHEN, f"/wu 改 {number}号 限 2每季")
    first = (await reader.opens(f"/u/{QINWANG}")).html
    found = [await reader.opens(f"/u/{QINWANG}{part}") for part in re.findall(r'href="(\?goods=\d+)#goods"', first)]
    assert max(len(page.html.encode()) for page in found) < 25_000
    numbers = [number for page in found for number in re.findall(r"<small>(\d+)号</small>", page.html)]
    assert sorted(map(int, numbers)) == [*range(1, 121)]
    assert f"共120种物品，分{len(found)}页，这是第2页。" in found[1].words
    assert (await reader.opens(f"/u/{QINWANG}?goods={len(found) + 1}")).status == 404


async def seal(village: Village, many: int) -> None:
    """So many seals for every unit."""
    async with village.database.transaction() as connection:
        store = village.transactions.store(connection)
        for unit in village.town.units:
            round_ = await ensure_current(store, village.town, unit, village.now)
            for number in range(1, many + 1):
                new = NewSeal(number, f"{number - 1:064x}", f"{number:064x}", 1234, 0, withdraws=False)
                await store.seals.add(round_, new, [], village.now)


async def test_seals_of_many_years_come_in_pages_that_a_slow_line_can_carry(village: Village, reader: Reader) -> None:
    await seal(village, 150)
    together = await reader.opens("/verify")
    pages = [await reader.opens(f"/verify?unit={QINWANG}&page={number}") for number in (1, 2, 3)]
    for page in (together, *pages):
        assert len(page.html.encode()) < 30_000
    assert f"{150:064x}" in together.html
    assert "150个" in together.words
    assert all(any(f">{number:064x}<" in page.html for page in pages) for number in range(1, 151))
    assert (await reader.opens(f"/verify?unit={QINWANG}&page=4")).status == 404


async def test_seals_of_the_last_months_stand_together(village: Village, reader: Reader) -> None:
    await seal(village, 9)
    page = await reader.opens("/verify")
    assert page.html.count("<code>0000") == 9 * len(village.town.units)
