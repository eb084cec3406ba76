"""Announcements and models on the pages: for everybody to see, and gone when they are taken back."""

from __future__ import annotations

from tests.village import CHEN, QINWANG, Village
from tests.web.conftest import Homes
from tests.web.reader import Reader


async def test_an_announcement_stands_on_both_pages_as_it_was_written(
    village: Village, homes: Homes, reader: Reader
) -> None:
    preview = await village.says(CHEN, "/xuan 明天 <b>大扫除</b>")
    assert "大扫除" not in (await reader.opens(f"/u/{QINWANG}")).words
    await village.presses(CHEN, preview.button("发布"))
    assert "9月10日 明天 <b>大扫除</b>" in (await reader.opens(f"/u/{QINWANG}")).words
    assert "秦望村 9月10日 明天 <b>大扫除</b>" in (await reader.opens("/")).words
    await village.says(CHEN, "/xuan 撤 1")
    assert "大扫除" not in (await reader.opens(f"/u/{QINWANG}")).words


async def test_a_model_stands_there_while_its_household_consents(
    village: Village, homes: Homes, reader: Reader
) -> None:
    await village.says(CHEN, "/xuan 典型 3-12 照顾邻居老人")
    assert "照顾邻居" not in (await reader.opens(f"/u/{QINWANG}")).words
    await village.texts("+8619900000001", "同意 1")
    page = await reader.opens(f"/u/{QINWANG}")
    assert "先进典型" in page.words
    assert "王建国户 照顾邻居老人" in page.words
    await village.texts("+8619900000001", "不同意 1")
    assert "王建国" not in (await reader.opens(f"/u/{QINWANG}")).words
    assert "王建国" not in (await reader.opens("/")).words


async def test_long_announcements_make_no_page_that_a_slow_line_cannot_carry(
    village: Village, homes: Homes, reader: Reader
) -> None:
    for name in "甲乙丙丁戊己庚辛壬癸":
        preview = await village.says(CHEN, f"/xuan {name}组注意：" + "明天停水请大家备水" * 50)
        await village.presses(CHEN, preview.button("发布"))
    page = await reader.opens(f"/u/{QINWANG}")
    assert ("癸组注意" in page.words, "己组注意" in page.words) == (True, True)
    assert len(page.html.encode()) < 30_000
    assert "共10条公告和典型，分2页" in page.words
    assert "甲组注意" in (await reader.opens(f"/u/{QINWANG}?made_known=2")).words
    assert len((await reader.opens("/")).html.encode()) < 30_000
