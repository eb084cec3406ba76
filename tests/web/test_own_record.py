"""A household's own page: what it sees, and that what people typed stays words."""

from __future__ import annotations

import re
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
