"""A household's own page: what it sees, what it may do, and that nobody else gets in."""

from __future__ import annotations

import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.kept_photos import KeptPhotos
from bot.incoming import Attached, FileKind
from domain.ledger.rounds import ensure_current
from domain.model.photo import PhotoState
from tests.paper.reading import words
from tests.village import CHEN, QINWANG, ZHOU, Village, at
from tests.web.conftest import MOST_BYTES, Homes, Links
from tests.web.pictures import taken
from tests.web.reader import Reader
from web.photos import cleaned

WANG, LI = "+8619900000001", "+8619900000002"


async def test_a_household_sees_what_it_missed_and_why(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋没扔")
    await village.says(ZHOU, "/jia 3-12 志2 2 献血")
    await village.says(ZHOU, "/kou 3-13 垃圾 3 别家的事")
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert page.status == 200
    for seen in ("王建国户", "秦望村 3组12号", "−2", "门口两袋没扔", "献血", "+2", "110分"):
        assert seen in page.words, seen
    assert "别家的事" not in page.html


async def test_what_can_be_spent_and_what_moved_it(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    await village.says(CHEN, "/wu 加 大米 60 20")
    await village.says(CHEN, "/wu 加 电视 600 1")
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert "全年积分\n110" in page.words
    assert "现在可用\n110" in page.words
    assert page.rows[1:3] == [["10月15日", "一轮生效", "+110"], ["结余", "110"]]
    assert "够了 还有20件" in page.words
    assert "还差490分" in page.words


async def test_the_open_round_never_counts_into_the_year(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert "全年积分\n0" in page.words
    assert "9月 110分进行中，到今天" in " ".join(page.words.split())


async def test_a_round_that_is_over_and_not_settled_does_not_go_on(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    village.now = at("2026-10-15 09:00")
    async with village.transactions.writing() as store:
        await ensure_current(store, village.town, QINWANG, village.now)
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    words = " ".join(page.words.split())
    assert "9月 110分过完了，还没结算" in words
    assert "10月 110分进行中，到今天" in words


async def test_what_somebody_typed_looks_as_it_reads(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口\u202e两袋\u200b没扔\x07")
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert "门口两袋没扔" in page.words
    assert not set("\u202e\u200b\x07") & set(page.html)


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


async def test_words_of_people_stay_words(village: Village, reader: Reader, homes: Homes, links: Links) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 <b>门口</b><script>alert()</script>")
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert re.findall("<script[^>]*>", page.html) == re.findall(
        r'<script src="/static/\w+/smaller.js" type="module">', page.html
    )
    assert "<b>门口</b>" in page.words


async def test_before_and_after_stand_side_by_side(
    village: Village, reader: Reader, homes: Homes, links: Links, tmp_path: Path
) -> None:
    token, other = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    before, after = (Attached(FileKind.PICTURE, f"file-{n}", f"unique-{n}", 1000) for n in (1, 2))
    await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类", photo=before)
    await village.says(ZHOU, "/gai 1 收拾好了", photo=after)
    photo = cleaned(taken())
    digest = sha256(photo).hexdigest()
    KeptPhotos(tmp_path / "evidence", MOST_BYTES).store(digest, photo)
    async with village.transactions.writing() as store:
        for number in (1, 2):
            await store.evidence.settle(number, PhotoState.KEPT, digest, len(photo))
    page = await reader.opens(f"/h/{token}")
    assert "9月10日已整改：收拾好了" in page.words
    assert page.html.index('alt="整改前"') < page.html.index('alt="整改后"')
    for number in (1, 2):
        status, kind, small = await reader.photo(f"/h/{token}/photo/{number}/small")
        assert (status, kind) == (200, "image/jpeg")
        assert max(Image.open(BytesIO(small)).size) <= 240
        assert (await reader.opens(f"/h/{other}/photo/{number}/small")).status == 404


async def test_the_quarters_slip_is_the_passbook_page_with_the_pages_own_figures(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋没扔")
    await village.says(ZHOU, "/kou 3-13 垃圾 3 别家的事")
    token = await links.give(homes.wang, WANG)
    assert "季度存折" not in (await reader.opens(f"/h/{token}")).words
    assert (await reader.opens(f"/h/{token}/slip/2026Q3.pdf")).status == 404
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    page = await reader.opens(f"/h/{token}")
    (address,) = re.findall(r'href="([^"]+\.pdf)"', page.html)
    status, kind, pdf = await reader.photo(address)
    assert (status, kind) == (200, "application/pdf")
    seen = "".join(words(pdf))
    earned = re.search("全年积分\n([0-9]+)", page.words)
    assert earned
    assert f"2026年得{earned[1]}分" in seen
    assert "门口两袋没扔" in seen
    assert "别家的事" not in seen
    assert await reader.photo(address) == (status, kind, pdf)


async def test_a_slip_opens_only_by_its_own_households_link(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    token = await links.give(homes.wang, WANG)
    for path in ("/h/guessed-token/slip/2026Q3.pdf", f"/h/{token}/slip/2026Q9.pdf", f"/h/{token}/slip/2025Q3.pdf"):
        assert (await reader.opens(path)).status == 404, path


async def test_the_file_shows_what_changed_and_what_was_redeemed(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    village.now = at("2026-10-15 09:00")
    await village.close_months()
    await village.says(CHEN, "/wu 加 大米 60 20")
    await village.says(CHEN, "/dui 3-12 大米")
    await village.says(CHEN, "/hu 户主 3-12 王小明 老人过世")
    page = await reader.opens(f"/h/{await links.give(homes.wang, WANG)}")
    assert "户主 王建国 → 王小明 老人过世（陈国强办）" in page.words
    assert "大米（等领取） 60分" in page.words
    assert f"户码 {homes.wang.code}" in page.words
    assert "199****0001" in page.words
    assert WANG.removeprefix("+86") not in page.html


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
