"""The link to a household's own page: whom it lets in, and when it ends."""

from __future__ import annotations

from datetime import timedelta

from tests.village import CHEN, ZHOU, Village
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader

WANG = "+8619900000001"


async def test_a_link_ends_with_its_days(village: Village, reader: Reader, homes: Homes, links: Links) -> None:
    token = await links.give(homes.wang, WANG)
    village.now += timedelta(days=90, minutes=-1)
    assert (await reader.opens(f"/h/{token}")).status == 200
    village.now += timedelta(minutes=1)
    page = await reader.opens(f"/h/{token}")
    assert (page.status, "发短信“网页”或 7" in page.words) == (404, True)


async def test_a_new_link_ends_the_one_before_it_of_the_same_number_only(
    reader: Reader, homes: Homes, links: Links
) -> None:
    old, paper = await links.give(homes.wang, WANG), await links.give(homes.wang)
    new = await links.give(homes.wang, WANG)
    assert [(await reader.opens(f"/h/{token}")).status for token in (old, paper, new)] == [404, 200, 200]


async def test_a_link_ends_with_its_number(village: Village, reader: Reader, homes: Homes, links: Links) -> None:
    token = await links.give(homes.wang, WANG)
    question = await village.says(CHEN, "/hu 电话 3-12 13912345678")
    await village.presses(ZHOU, question.button("确认"))
    assert (await reader.opens(f"/h/{token}")).status == 404


async def test_a_link_ends_when_the_household_leaves(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    await village.says(CHEN, "/hu 迁出 3-12 搬走了")
    assert (await reader.opens(f"/h/{token}")).status == 404


async def test_whatever_opens_nothing_looks_the_same(reader: Reader, homes: Homes, links: Links) -> None:
    old = await links.give(homes.wang, WANG)
    await links.give(homes.wang, WANG)
    pages = [await reader.opens(f"/h/{token}") for token in (old, "x", "a" * 500, "%E7%8E%8B", "'or 1=1")]
    assert {(page.status, page.words) for page in pages} == {(404, pages[0].words)}


async def test_nothing_of_a_page_is_kept_by_browsers_or_told_to_others(
    reader: Reader, homes: Homes, links: Links
) -> None:
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in page.headers
