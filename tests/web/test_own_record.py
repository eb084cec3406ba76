"""A household's own page: what it sees, what it may do, and that nobody else gets in."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from app.kept_photos import KeptPhotos
from bot.incoming import Attached, FileKind
from bot.reply import Picture
from domain.model.delivery import Queue
from domain.model.photo import PhotoState
from tests.paper.reading import words
from tests.village import CHEN, GROUP, ZHOU, Village, at
from tests.web.conftest import MOST_BYTES, Homes, Links
from tests.web.pictures import taken
from tests.web.reader import Answer, Reader
from web.photos import cleaned

KEY = "a-key-of-a-form-that-is-sent"
WANG, LI = "+8619900000001", "+8619900000002"


def key_of(page: Answer) -> str:
    """The key of the page's forms."""
    found = re.search(r'name="key" value="([^"]+)"', page.html)
    assert found
    return found[1]


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


async def test_a_claim_is_filed_and_told_once_however_often_it_is_sent(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    key = key_of(await reader.opens(f"/h/{token}"))
    pages = await asyncio.gather(
        *(reader.sends(f"/h/{token}/claim", {"content": "昨天献血200毫升", "key": key}) for _ in range(5))
    )
    assert {"收到，是申报1号。9月17日前短信答复您，也会写在这一页。" in page.words for page in pages} == {True}
    assert await village.count("claims") == 1
    assert (await village.posted(GROUP)).text.count("献血200毫升") == 1
    assert "申报1号 9月9日：昨天献血200毫升" in pages[0].words


async def test_a_claim_of_a_page_is_decided_in_the_chat_and_seen_on_the_page(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": KEY})
    await village.presses(CHEN, (await village.posted()).buttons[0])
    page = await reader.opens(f"/h/{token}")
    assert "通过 记在 #1" in page.words
    assert ["【张堰积分】" in text for text in await village.texted(WANG)] == [True]


async def test_a_photo_is_kept_without_where_it_was_taken(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token, other = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    page = await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": KEY}, taken())
    found = re.search(r"/h/[^/]+/photo/(\d+)", page.html)
    assert found
    status, kind, content = await reader.photo(f"/h/{token}/photo/{found[1]}")
    assert (status, kind) == (200, "image/jpeg")
    image = Image.open(BytesIO(content))
    assert (image.size, dict(image.getexif())) == ((480, 640), {})
    assert (await reader.photo(f"/h/{other}/photo/{found[1]}"))[0] == 404
    assert (await reader.photo(f"/h/{token}/photo/999"))[0] == 404
    (shown,) = (await village.says(ZHOU, "/zhao 申报1")).replies
    assert isinstance(shown, Picture)


@pytest.mark.parametrize("kind", ["JPEG", "HEIF", "PNG", "WEBP"])
def test_every_kind_of_photo_becomes_a_plain_jpeg(kind: str) -> None:
    image = Image.open(BytesIO(cleaned(taken(kind))))
    assert (image.format, sorted(image.size), dict(image.getexif())) == ("JPEG", [480, 640], {})
    assert "exif" not in image.info


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (b"%PDF-1.7 not a photo", "不是能看的照片"),
        (b"GIF89a" + bytes(50), "不是能看的照片"),
        (taken()[:2000], "不是能看的照片"),
        (taken("PNG", (1, 1))[:40], "不是能看的照片"),
        (bytes(MOST_BYTES + 1), "照片太大了"),
    ],
)
async def test_what_is_no_photo_is_told_and_nothing_is_claimed(
    village: Village, reader: Reader, homes: Homes, links: Links, photo: bytes, said: str
) -> None:
    token = await links.give(homes.wang, WANG)
    page = await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": KEY}, photo)
    assert (page.status, said in page.words) == (422, True)
    assert ">献血</textarea>" in page.html
    assert await village.count("claims") == 0


async def test_an_objection_is_opened_and_decided_as_one_by_text(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    token = await links.give(homes.wang, WANG)
    page = await reader.opens(f"/h/{token}")
    assert "觉得不对" in page.words
    page = await reader.sends(f"/h/{token}/object", {"entry": "1", "reason": "不是我家的", "key": key_of(page)})
    assert "收到，是异议1号（#1）。9月17日前短信答复您" in page.words
    assert "异议1号（#1）：不是我家的" in page.words
    assert "不是我家的" in (await village.posted()).text
    again = await reader.sends(f"/h/{token}/object", {"entry": "1", "reason": "真不是", "key": key_of(page)})
    assert "#1的异议已经收下了，是1号" in again.words


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"entry": "2", "reason": "这是别家的"}, "没有找到您家的这一条"),
        ({"entry": "999", "reason": "没有的"}, "没有找到您家的这一条"),
        ({"entry": "-1", "reason": "没有的"}, "没有找到您家的这一条"),
        ({"entry": "１", "reason": "全角"}, "没有找到您家的这一条"),
        ({"entry": "1", "reason": " "}, "没有写原因"),
        ({"reason": "没说哪一条"}, "没有找到您家的这一条"),
        ({"entry": "1", "reason": "不" * 201}, "写了201个字，最多200个"),
    ],
)
async def test_only_an_own_entry_can_be_objected_to_and_with_a_reason(
    village: Village, reader: Reader, homes: Homes, links: Links, fields: dict[str, str], said: str
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    await village.says(ZHOU, "/kou 3-13 垃圾 3 门口三袋")
    token = await links.give(homes.wang, WANG)
    page = await reader.sends(f"/h/{token}/object", {"key": KEY, **fields})
    assert said in page.words
    assert await village.count("objections") == 0


async def test_a_photo_of_a_claim_that_was_not_taken_is_chosen_again(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    page = await reader.sends(f"/h/{token}/claim", {"content": "2月30日献血", "key": KEY}, taken())
    assert "再提交一次。照片要再选一次。" in page.words
    assert ">2月30日献血</textarea>" in page.html


async def test_what_was_typed_stays_until_it_can_be_taken(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    token = await links.give(homes.wang, WANG)
    long = {"entry": "1", "reason": "<b>不</b>" * 30, "key": KEY}
    page = await reader.sends(f"/h/{token}/object", long)
    assert page.status == 422
    assert "写了240个字，最多200个" in page.words
    assert 'class="act" open' in page.html
    assert f">{'&lt;b&gt;不&lt;/b&gt;' * 30}</textarea>" in page.html
    assert (await reader.sends(f"/h/{token}/object", long)).html.count("&lt;b&gt;") == 30
    page = await reader.sends(f"/h/{token}/object", {"entry": "1", "reason": "不是我家的", "key": key_of(page)})
    assert (page.status, "收到，是异议1号" in page.words) == (200, True)
    assert 'class="act" open' not in page.html


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("  ", "没有写做了什么"),
        ("2月30日献血", "“2月30日”看不懂"),
        ("明天献血", "日子"),
        ("献" * 301, "写了301个字，最多300个"),
    ],
)
async def test_a_claim_that_says_nothing_or_no_day_is_asked_about(
    village: Village, reader: Reader, homes: Homes, links: Links, content: str, said: str
) -> None:
    token = await links.give(homes.wang, WANG)
    page = await reader.sends(f"/h/{token}/claim", {"content": content, "key": KEY})
    assert said in page.words
    assert f">{content.strip()}</textarea>" in page.html
    assert await village.count("claims") == 0


async def test_a_claim_with_what_no_database_keeps_is_filed(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    page = await reader.sends(f"/h/{token}/claim", {"content": "\0献血\r\n200毫升", "key": KEY})
    assert "收到，是申报1号" in page.words
    assert await village.count("claims") == 1


@pytest.mark.parametrize("act", ["claim", "object"])
async def test_a_form_without_a_good_link_or_key_does_nothing(
    village: Village, reader: Reader, homes: Homes, links: Links, act: str
) -> None:
    old = await links.give(homes.wang, WANG)
    good = await links.give(homes.wang, WANG)
    fields = {"content": "献血", "entry": "1", "reason": "不对"}
    for token, key, status in (
        (old, KEY, 404),
        ("guess", KEY, 404),
        (good, "", 400),
        (good, "<script>", 400),
    ):
        assert (await reader.sends(f"/h/{token}/{act}", {"key": key, **fields})).status == status
    async with reader.session.post(f"{reader.url}/h/{good}/{act}", json={"content": "献血"}) as response:
        assert response.status == 400
    for kind in ("multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=nowhere"):
        headers = {"Content-Type": kind}
        async with reader.session.post(f"{reader.url}/h/{good}/{act}", data=b"--x\r\n", headers=headers) as response:
            assert response.status == 400
    assert (await village.count("claims"), await village.count("objections")) == (0, 0)


async def test_the_key_of_one_link_says_nothing_to_another(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    wang, li = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    await reader.sends(f"/h/{wang}/claim", {"content": "献血", "key": KEY})
    assert "收到" not in (await reader.opens(f"/h/{li}?done={KEY}")).words
    assert "收到，是申报2号" in (await reader.sends(f"/h/{li}/claim", {"content": "献血", "key": KEY})).words


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
    assert "<script" not in page.html
    assert "<b>门口</b>" in page.words


async def test_no_delivery_goes_to_a_phone_before_somebody_decides(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": KEY})
    assert await village.deliveries(Queue.SMS, WANG) == []


async def test_what_waits_can_be_withdrawn_by_its_own_household_only(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token, other = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": KEY})
    form = {"kind": "claim", "number": "1", "key": "a-key-to-withdraw-it"}
    assert "没有找到您家的这一条" in (await reader.sends(f"/h/{other}/withdraw", form)).words
    for sent in (form | {"number": "9"}, form | {"number": "x"}, form | {"kind": "entry"}):
        refused = await reader.sends(
            f"/h/{token}/withdraw", sent | {"key": f"{sent['number']}-{sent['kind']}-0123456789"}
        )
        assert "没有找到您家的这一条" in refused.words
    page = await reader.sends(f"/h/{token}/withdraw", form)
    assert "申报1号撤回了，不用等答复。" in page.words
    assert "您家撤回" in page.words
    assert "/withdraw" not in page.html
    assert "撤回了申报 1" in (await village.posted(GROUP)).text


async def test_an_objection_can_be_withdrawn_on_the_page(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    await village.says(ZHOU, "/kou 3-12 垃圾 2 没分类")
    await reader.sends(f"/h/{token}/object", {"entry": "1", "reason": "没有扔", "key": KEY})
    form = {"kind": "objection", "number": "1", "key": "a-key-to-withdraw-it"}
    page = await reader.sends(f"/h/{token}/withdraw", form)
    assert "异议1号撤回了，不用等答复，#1不变。" in page.words
    assert "9月10日您家撤回" in page.words


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
