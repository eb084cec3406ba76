"""A long record of a household's page comes in parts that a slow line can carry."""

from __future__ import annotations

import re

from tests.village import CHEN, ZHOU, Village, at
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader

WANG = "+8619900000001"
_SEEN = [f"环{number}" for number in range(1, 12)] + ["文1", "文3", "文4", "文5"]


async def busy(village: Village, on: str) -> None:
    """Fifteen deductions."""
    village.now = at(f"{on} 09:00")
    for item in _SEEN:
        answer = await village.says(ZHOU, f"/kou 3-12 {item} 1 和上次说的一样，还是没有做到")
        assert "✅" in answer.text, answer


async def test_a_busy_year_comes_in_parts_that_a_slow_line_can_carry(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    for month in ("09", "10", "11", "12"):
        await busy(village, f"2026-{month}-15")
        await village.close_months()
    own = f"/h/{await links.give(homes.wang, WANG)}"
    page = await reader.opens(own)
    numbers = re.findall(r"<b>#(\d+)</b>", page.html)
    older = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+&amp;round=[^"]+)"', page.html)]
    assert older
    for address in older:
        part = await reader.opens(address)
        assert len(part.html.encode()) < 30_000
        numbers += re.findall(r"<b>#(\d+)</b>", part.html)
    assert len(page.html.encode()) < 30_000
    assert sorted(map(int, numbers)) == [*range(1, 61)]


async def test_words_about_an_entry_of_an_older_round_stand_where_they_were_typed(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await busy(village, "2026-09-15")
    village.now = at("2026-10-01 09:00")
    await village.presses(CHEN, (await village.says(CHEN, "/jie")).button("结算"))
    await busy(village, "2026-10-02")
    own = f"/h/{await links.give(homes.wang, WANG)}"
    assert "<b>#1</b>" not in (await reader.opens(own)).html
    form = {"key": "a-form-without-words", "entry": "1", "reason": "！！"}
    assert "required>！！</textarea>" in (await reader.sends(f"{own}/object", form)).html


async def _all_parts(reader: Reader, own: str, name: str) -> list[str]:
    """The list's pages, one after another, each of them small enough for a slow line."""
    found = [(await reader.opens(own)).html]
    while f"?year=2026&amp;{name}={len(found) + 1}#" in found[0]:
        found.append((await reader.opens(f"{own}?year=2026&{name}={len(found) + 1}")).html)
    assert max(len(html.encode()) for html in found) < 30_000
    return found


async def test_long_claims_and_objections_come_in_pages_that_a_slow_line_can_carry(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    for month in ("09", "10"):
        await busy(village, f"2026-{month}-15")
    for number in range(1, 26):
        await village.texts(WANG, f"异议 {number} {'不是我家的垃圾' * 42}")
        await village.texts(WANG, f"申报 {'帮邻居修了屋顶' * 42}{number}")
        await village.says(CHEN, f"/shen 驳 {number} {'问过邻居没有的事' * 20}")
    own = f"/h/{await links.give(homes.wang, WANG)}"
    found = "".join(await _all_parts(reader, own, "cases"))
    for kind in ("异议", "申报"):
        assert len(set(re.findall(f"<b>{kind}(\\d+)号</b>", found))) == 25, kind


async def test_an_accounts_tables_goods_and_changes_come_in_pages_that_a_slow_line_can_carry(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    for number in range(1, 61):
        await village.says(CHEN, f"/wu 加 十二个字长的好物品第{number} 1 9")
    for number in range(1, 31):
        await village.says(CHEN, f"/dui 3-12 十二个字长的好物品第{number}")
        await village.says(CHEN, f"/hu 户主 3-12 王{'明亮'[number % 2]} 老人过世以后家里商量好了换一个人来当家")
    own = f"/h/{await links.give(homes.wang, WANG)}"
    for name, pattern, many in (
        ("goods", r"<small>(\d+)号</small>", 60),
        ("redeemed", r"第(\d+)（等领取）", 30),
    ):
        assert len(set(re.findall(pattern, "".join(await _all_parts(reader, own, name))))) == many, name
    assert "".join(await _all_parts(reader, own, "account")).count("<td>兑换物品") == 30
    assert "".join(await _all_parts(reader, own, "changes")).count("换一个人来当家") == 30


async def test_one_round_of_long_reasons_comes_in_pages_that_a_slow_line_can_carry(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    for number in range(60):
        await village.says(ZHOU, f"/kou 3-12 {_SEEN[number % 15]} {1 + number % 2} {'门口又堆了' * 40}第{number}次")
    own = f"/h/{await links.give(homes.wang, WANG)}"
    first = (await reader.opens(own)).html
    parts = re.findall(r'href="(/h/[^"]+entries=\d+)#', first.replace("&amp;", "&"))
    pages = [(await reader.opens(part)).html for part in parts]
    assert max(len(html.encode()) for html in pages) < 30_000
    shown = [set(re.findall(r"<b>#(\d+)</b>", html)) for html in pages]
    assert len(shown) > 1
    entries = set.union(*shown)
    assert len(entries) == sum(map(len, shown)) > 15
    form = {"key": "a-form-without-words", "entry": min(shown[-1]), "reason": "！！"}
    assert "required>！！</textarea>" in (await reader.sends(f"{own}/object", form)).html


async def test_a_part_of_a_list_that_there_is_not_is_not_there(reader: Reader, homes: Homes, links: Links) -> None:
    own = f"/h/{await links.give(homes.wang, WANG)}"
    assert [(await reader.opens(f"{own}?cases={number}")).status for number in ("1", "2", "x")] == [200, 404, 404]
