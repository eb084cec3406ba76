"""What a household asks for by the forms of its own page: claims, objections, withdrawals."""

from __future__ import annotations

import asyncio
import re
from io import BytesIO

import pytest
from PIL import Image

from bot.reply import Picture
from domain.model.delivery import Queue
from tests.scenarios.auditing import audited
from tests.village import CHEN, GROUP, ZHOU, Village
from tests.web.conftest import MOST_BYTES, Homes, Links
from tests.web.pictures import said_to_be, taken
from tests.web.reader import Answer, Reader
from web.photos import TooManyPixels, cleaned

WANG, LI = "+8619900000001", "+8619900000002"
KEY = "a-key-of-a-form-that-is-sent"


def key_of(page: Answer) -> str:
    """The key of the page's forms."""
    found = re.search(r'name="key" value="([^"]+)"', page.html)
    assert found
    return found[1]


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


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_small_file_that_unfolds_into_a_gigabyte_is_not_unfolded(kind: str) -> None:
    out = BytesIO()
    Image.new("RGB", (5_001, 5_000)).save(out, kind)
    with pytest.raises(TooManyPixels):
        cleaned(out.getvalue())


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_can_be_seen_through_is_white(mode: str) -> None:
    out = BytesIO()
    clear = Image.new("RGBA", (3_000, 2_000), (0, 0, 0, 0))
    if mode == "P":
        Image.new("P", clear.size).save(out, "PNG", transparency=bytes([0, 128]))
    else:
        clear.convert(mode).save(out, "PNG")
    assert Image.open(BytesIO(cleaned(out.getvalue()))).getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_with_more_pictures_behind_it_is_one() -> None:
    out = BytesIO()
    first, second = (Image.new("RGB", (640, 480), colour) for colour in ("red", "blue"))
    first.save(out, "MPO", save_all=True, append_images=[second])
    assert Image.open(BytesIO(cleaned(out.getvalue()))).size == (640, 480)


async def test_the_photo_of_a_claim_that_waits_already_is_added_to_it_or_told(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    token = await links.give(homes.wang, WANG)
    same = {"content": "献血"}
    await reader.sends(f"/h/{token}/claim", same | {"key": KEY})
    added = await reader.sends(f"/h/{token}/claim", same | {"key": f"{KEY}-2"}, taken())
    assert "是申报1号。照片补上了。" in added.words
    assert "/photo/" in added.html
    again = await reader.sends(f"/h/{token}/claim", same | {"key": f"{KEY}-3"}, taken(size=(320, 240)))
    assert "它已经有照片，这张没有收" in again.words
    assert await village.count("evidence", "state = 'kept'") == 1
    assert await village.count("discarded_photos") == 1
    once_more = await reader.sends(f"/h/{token}/claim", same | {"key": f"{KEY}-4"}, taken())
    assert "没有收" not in once_more.words
    assert await village.count("evidence", "state = 'kept'") == 1
    assert await village.count("claims") == 1
    assert await village.count("outbox", "payload LIKE '%申报 1 补了照片%'") == 1
    assert await audited(village) == []


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        (b"%PDF-1.7 not a photo", "不是能看的照片"),
        (b"GIF89a" + bytes(50), "不是能看的照片"),
        (taken()[:2000], "不是能看的照片"),
        (taken("PNG", (1, 1))[:40], "不是能看的照片"),
        (said_to_be(50_000, 50_000), "照片太大了"),
        (said_to_be(14_000, 14_000), "照片太大了"),
        (said_to_be(2**31 - 1, 2**31 - 1), "照片太大了"),
        (bytes(MOST_BYTES + 1), "照片太大了"),
        (b"", "不是能看的照片"),
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
        ("9月7日和9月8日献血", "写了9月7日和9月8日，是哪一天的事？"),
        ("端午节献血", "“端午节”看不懂"),
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


async def test_the_longest_words_are_taken(village: Village, reader: Reader, homes: Homes, links: Links) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    own = f"/h/{await links.give(homes.wang, WANG)}"
    await reader.sends(f"{own}/claim", {"content": "献" * 300, "key": KEY})
    await reader.sends(f"{own}/object", {"entry": "1", "reason": "不" * 200, "key": f"{KEY}-2"})
    assert (await village.count("claims"), await village.count("objections")) == (1, 1)


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
        headers |= {"Content-Encoding": "gzip", "Connection": "close"}
        async with reader.session.post(f"{reader.url}/h/{good}/{act}", data=b"junk", headers=headers) as response:
            assert response.status == 400
    assert (await village.count("claims"), await village.count("objections")) == (0, 0)


@pytest.mark.parametrize(("many", "status"), [(9, 422), (10, 400)])
async def test_a_form_has_nine_fields_and_a_photo_at_most(
    reader: Reader, homes: Homes, links: Links, many: int, status: int
) -> None:
    token = await links.give(homes.wang, WANG)
    others = {f"field{number}": "" for number in range(many - 2)}
    fields = {"key": KEY, "content": "献血", **others}
    page = await reader.sends(f"/h/{token}/claim", fields, b"no photo")
    assert (page.status, "不是能看的照片" in page.words) == (status, status == 422)


async def test_the_key_of_one_link_says_nothing_to_another(
    village: Village, reader: Reader, homes: Homes, links: Links
) -> None:
    wang, li = await links.give(homes.wang, WANG), await links.give(homes.li, LI)
    await reader.sends(f"/h/{wang}/claim", {"content": "献血", "key": KEY})
    assert "收到" not in (await reader.opens(f"/h/{li}?done={KEY}")).words
    assert "收到，是申报2号" in (await reader.sends(f"/h/{li}/claim", {"content": "献血", "key": KEY})).words


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


@pytest.mark.parametrize("form", ["claim", "object", "withdraw"])
async def test_where_a_form_is_sent_to_opens_the_page_again(
    reader: Reader, homes: Homes, links: Links, form: str
) -> None:
    """A browser keeps the address after a refusal, and opens it when its window is taken up again."""
    own = f"/h/{await links.give(homes.wang, WANG)}"
    answer = await reader.opens(f"{own}/{form}")
    assert (answer.status, answer.headers["Location"]) == (303, own)
