"""The supervisor's page: a link by the button under /jian, the units side by side, the same as a workbook."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest

from domain.boundary import unwrap
from domain.model.calendar import parse_round
from domain.model.people import NewHousehold, Role
from domain.pages.town_view import spread_of
from domain.publicity.announcing import announce
from domain.work import Work
from storage.instants import to_ms
from storage.roster import SqlRoster
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import CHEN, QINWANG, TOWN_CODE, ZHOU, Village, at
from tests.web.conftest import Homes
from tests.web.reader import Reader
from text.codes import make
from web.charts import WIDTH, scale_for, share
from web.words import share_of


@pytest.fixture
async def supervised(village: Village, homes: Homes) -> Village:
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)
    return village


async def pressed(village: Village) -> str:
    """The path of the link that the button gives."""
    told = await village.says(GU, "/jian", chat=TOWN_GROUP)
    answer = await village.presses(GU, told.button("图表网页"), chat=TOWN_GROUP)
    found = re.search(r"https?://[^/]+(/town/[\w-]{16})\n", answer.text)
    assert found, answer
    return found[1]


async def test_the_button_opens_the_units_side_by_side(supervised: Village, reader: Reader) -> None:
    await supervised.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    page = await reader.opens(await pressed(supervised))
    assert page.status == 200
    assert len([row for row in page.rows if row[0] == "秦望村"]) == 4
    assert "1／3户" in page.words
    assert "没有管理专员" in page.words
    assert "王建国" not in page.html


async def test_scores_of_the_last_settled_round_are_drawn(supervised: Village, reader: Reader) -> None:
    await supervised.says(ZHOU, "/kou 3-12 垃圾 4 门口两袋")
    supervised.now = at("2026-10-01 09:00")
    await supervised.presses(CHEN, (await supervised.says(CHEN, "/jie")).button("结算"))
    page = await reader.opens(await pressed(supervised))
    assert "106～110分，3户" in page.words
    assert "10月1日结算" in page.words


async def test_what_is_urgent_stands_first_and_a_unit_on_time_is_not_marked(
    supervised: Village, reader: Reader
) -> None:
    page = await reader.opens(await pressed(supervised))
    urgent = page.words.split("本季看过多少户")[0]
    assert "旧港村" in urgent
    assert "秦望村" not in urgent


async def test_the_workbook_says_what_the_page_says(supervised: Village, reader: Reader) -> None:
    await supervised.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    path = await pressed(supervised)
    async with reader.session.get(f"{reader.url}{path}/town.xlsx") as response:
        assert (response.status, "attachment" in response.headers["Content-Disposition"]) == (200, True)
        book = openpyxl.load_workbook(io.BytesIO(await response.read()))
    assert book.sheetnames == [
        *("各单位", "各季结算", "得分分布", "记分情况"),
        *("每轮看过", "异议", "通知和兑换", "宣传"),
    ]
    rows = {row[0]: row for row in book["各单位"].iter_rows(values_only=True)}
    assert rows["秦望村"][1:3] == (3, 1)
    assert len(rows) == 11
    assert ("秦望村", "周美华", 1, 1.0) in {row[:4] for row in book["记分情况"].iter_rows(values_only=True)}


async def test_what_was_made_known_stands_on_the_page_and_in_the_workbook(supervised: Village, reader: Reader) -> None:
    await supervised.presses(CHEN, (await supervised.says(CHEN, "/xuan 明天停水")).button("发布"))
    path = await pressed(supervised)
    page = await reader.opens(path)
    on = f"{supervised.now.month}月{supervised.now.day}日"
    assert f"今年宣传：公告1次，典型0次，最近{on}。" in page.words
    assert page.words.count("今年宣传：") == 1
    async with reader.session.get(f"{reader.url}{path}/town.xlsx") as response:
        book = openpyxl.load_workbook(io.BytesIO(await response.read()))
    said = list(book["宣传"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], f"{row[1]:%Y-%m-%d}", row[2]) for row in said] == [
        ("秦望村", f"{supervised.now:%Y-%m-%d}", "公告")
    ]
    heading, *rows = book["各单位"].iter_rows(values_only=True)
    at = heading.index("今年宣传")
    assert {row[0]: row[at] for row in rows}["秦望村"] == 1


async def test_a_new_link_and_the_end_of_the_role_end_it(supervised: Village, reader: Reader) -> None:
    first, second = await pressed(supervised), await pressed(supervised)
    assert [(await reader.opens(path)).status for path in (first, second)] == [404, 200]
    await supervised.leaves(GU, chat=TOWN_GROUP)
    assert (await reader.opens(second)).status == 404
    assert (await reader.opens(f"{second}/town.xlsx")).status == 404


async def test_a_link_ends_after_thirty_days(supervised: Village, reader: Reader) -> None:
    path = await pressed(supervised)
    supervised.now += timedelta(days=30, minutes=-1)
    assert (await reader.opens(path)).status == 200
    supervised.now += timedelta(minutes=1)
    assert (await reader.opens(path)).status == 404


async def test_links_of_a_town_and_of_a_household_open_nothing_else(
    supervised: Village, reader: Reader, homes: Homes
) -> None:
    town = (await pressed(supervised)).rpartition("/")[2]
    home = (await supervised.texts("+8619900000001", "网页")).rpartition("/")[2]
    assert (await reader.opens(f"/h/{town}")).status == 404
    assert (await reader.opens(f"/town/{home}")).status == 404


async def test_nobody_else_can_press_the_button(supervised: Village) -> None:
    told = await supervised.says(GU, "/jian", chat=TOWN_GROUP)
    answer = await supervised.presses(ZHOU, told.button("图表网页"))
    assert "/town/" not in answer.text


def test_a_spread_has_its_quarters() -> None:
    spread = spread_of(parse_round("2026-09"), [100, 104, 108, 112, 116])
    assert (spread.lowest, spread.lower, spread.middle, spread.upper, spread.highest) == (100, 104, 108, 112, 116)
    assert spread_of(parse_round("2026-09"), [90]).middle == 90


def test_charts_stay_inside_their_drawing() -> None:
    spread = spread_of(parse_round("2026-09"), [87, 95, 118])
    scale = scale_for([spread])
    assert (scale.first, scale.last, scale.at(80), scale.at(120)) == (80, 120, 0, WIDTH)
    assert (share(5, 3), share(0, 0), share(1, 2)) == (WIDTH, 0, WIDTH / 2)


async def test_a_year_and_a_quarter_in_review_have_the_figures_of_the_books(
    supervised: Village, reader: Reader, homes: Homes
) -> None:
    await supervised.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await supervised.texts("+8619900000001", "异议 1 我没扔")
    supervised.now += timedelta(days=3)
    listed = await supervised.says(CHEN, "/yi 1")
    why = await supervised.presses(CHEN, listed.button("不成立"))
    await supervised.presses(CHEN, why.buttons[0])
    preview = await supervised.says(CHEN, "/xuan 明天停水")
    await supervised.presses(CHEN, preview.button("发布"))
    supervised.now = at("2026-10-12 10:00")
    path = await pressed(supervised)
    for period in ("2026Q3", "2026"):
        page = await reader.opens(f"{path}/review/{period}")
        qinwang = [row for row in page.rows if row[0] == "秦望村"]
        assert qinwang[0][1:] == ["33%"]
        assert qinwang[1][1:4] == ["1", "1", "0"]
        assert qinwang[2][1:] == ["没有发", "领走0次，0分", "0"]
        assert qinwang[3][1:3] == ["9月13日", "明天停水"]
        async with reader.session.get(f"{reader.url}{path}/review/{period}.xlsx") as response:
            book = openpyxl.load_workbook(io.BytesIO(await response.read()))
        rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
        assert next(row for row in rows["每轮看过"] if row[0] == "秦望村")[1:] == (0.33,)
        assert next(row for row in rows["异议"] if row[0] == "秦望村")[1:4] == (1, 1, 0)
    assert "王建国" not in page.html


@pytest.mark.parametrize(
    ("bound", "places"), [(True, "村的网页、首页、短信“公告”、工作群"), (False, "村的网页、首页、短信“公告”")]
)
async def test_a_review_names_the_chat_only_if_it_was_said_there(
    supervised: Village, reader: Reader, homes: Homes, bound: bool, places: str
) -> None:
    path = await pressed(supervised)
    if bound:
        preview = await supervised.says(CHEN, "/xuan 明天停水")
        await supervised.presses(CHEN, preview.button("发布"))
    async with supervised.database.transaction() as connection:
        await connection.execute("DELETE FROM chats WHERE unit_code = $1", QINWANG)
    if not bound:
        async with supervised.transactions.writing() as store:
            unwrap(await announce(Work(store, supervised.town, QINWANG, supervised.now, "told"), None, "明天停水"))
    page = await reader.opens(f"{path}/review/2026")
    assert next(row for row in page.rows if "明天停水" in row)[-1] == places


async def test_a_review_opens_by_the_towns_link_only_and_of_no_day_to_come(supervised: Village, reader: Reader) -> None:
    path = await pressed(supervised)
    for wrong in (f"{path}/review/2026Q9", f"{path}/review/2027", "/town/guessed-token-abcd/review/2026"):
        assert (await reader.opens(wrong)).status == 404, wrong


def test_a_share_is_whole_only_when_nothing_is_missing() -> None:
    assert [share_of(*one) for one in ((399, 400), (1, 400), (0, 400), (400, 400), (0, 0), (1, 3))] == [
        *("99%", "1%", "0%", "100%", "—", "33%")
    ]


async def busy_year(village: Village) -> None:
    """Ten units with a year of rounds, six officers each, and an announcement every fortnight."""
    async with village.database.transaction() as connection:
        store = village.transactions.store(connection)
        for place, unit in enumerate(village.town.units):
            await SqlRoster(connection).add([NewHousehold(make(7000 + place), unit, 1, 1, "王建国", date(2026, 1, 1))])
            for month in range(1, 10):
                await connection.execute(
                    "UPDATE rounds SET state = 'final', closed_ms = 1, current = 0 WHERE unit_code = $1", unit
                )
                period = parse_round(f"2026-{month:02}")
                await store.rounds.begin(unit, period, village.town.current(unit), 110, village.now)
        for officer in range(6):
            await connection.execute(
                "INSERT INTO officers (unit_code, role, name, status, chat_user, invited_ms)"
                " SELECT code, 'assessor', '欧阳记分' || $1, 'active', code || $1, 0 FROM units",
                str(officer),
            )
        for month in range(1, 10):
            await connection.execute(
                "INSERT INTO entries (household_id, round_id, unit_code, item, points, at_ms, day, officer_id,"
                " officer_name, source, reason, key) SELECT h.id, o.id, o.unit_code, '环4', -1, 0, o.first_day, f.id,"
                " f.name, 'chat', '', $1 || ':' || f.id || ':' || h.id FROM rounds o"
                " JOIN households h ON h.unit_code = o.unit_code"
                " JOIN officers f ON f.unit_code = o.unit_code AND f.role = 'assessor' WHERE o.key = $1",
                f"2026-{month:02}",
            )
        for number in range(20):
            await connection.execute(
                "INSERT INTO announcements (unit_code, words, state, public_ms, in_group, made_ms, key)"
                " SELECT code, $1, 'published', $2, 1, $2, code || $1 FROM units",
                f"{number}号公告" + "明天停水，请各家各户提前备好生活用水。" * 8,
                to_ms(village.now),
            )


async def test_the_page_and_reviews_of_a_busy_year_are_small_enough_for_a_slow_line(
    supervised: Village, reader: Reader
) -> None:
    await busy_year(supervised)
    path = await pressed(supervised)
    for page in ("", "/review/2026", "/review/2026Q3"):
        shown = await reader.opens(path + page)
        assert (shown.status, len(shown.html.encode()) < 30_000) == (200, True), page
    assert "还有140条在表格（XLSX）里" in (await reader.opens(f"{path}/review/2026")).words
