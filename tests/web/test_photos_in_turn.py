"""Photos that come together are unfolded one after the other, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
from io import BytesIO

import pytest
from PIL import Image

from tests.village import Village
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader
from web.photos import NotAPhoto, TooBusy, cleaned, one_at_a_time


async def test_two_photos_are_never_unfolded_at_once() -> None:
    second_came = threading.Event()

    def first(_: bytes) -> bool:
        return second_came.wait(0.2)

    def second(_: bytes) -> bool:
        second_came.set()
        return True

    together, _ = await asyncio.gather(one_at_a_time(first, b""), one_at_a_time(second, b""))
    assert not together


async def test_who_waits_too_long_is_told_so_and_the_photo_is_not_looked_at() -> None:
    begun, goes_on, seen = threading.Event(), threading.Event(), list[bytes]()

    def halting(_: bytes) -> bool:
        begun.set()
        return goes_on.wait(10)

    first = asyncio.create_task(one_at_a_time(halting, b"1"))
    assert await asyncio.to_thread(begun.wait, 10)
    with pytest.raises(TooBusy):
        await one_at_a_time(seen.append, b"2", seconds=0.05)
    goes_on.set()
    assert await first
    await one_at_a_time(seen.append, b"3")
    assert seen == [b"3"]


async def test_whose_photo_has_to_wait_too_long_keeps_the_words(
    village: Village, reader: Reader, homes: Homes, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crowded(*_: object) -> bytes:
        raise TooBusy

    monkeypatch.setattr("web.posting.one_at_a_time", crowded)
    token = await links.give(homes.wang, "+8619900000001")
    page = await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": "a-key-of-a-form-that-is-sent"}, b"photo")
    assert (page.status, "这会儿照片太多" in page.words, ">献血</textarea>" in page.html) == (422, True, True)
    assert await village.count("claims") == 0


def _with_scans(more: int, before: bytes = b"", behind: bytes = b"") -> bytes:
    """A small progressive JPEG whose last scan comes so many times more, with something ``before`` each."""
    out = BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "JPEG", progressive=True)
    whole = out.getvalue()
    scan, end = whole.rindex(b"\xff\xda"), whole.rindex(b"\xff\xd9")
    return whole[:end] + (before + whole[scan:end]) * more + whole[end:] + behind


@pytest.mark.parametrize("before", [b"", b"\xff\x01", b"\xff\xd0", b"\xff"])
def test_a_photo_that_is_gone_over_for_hours_is_none(before: bytes) -> None:
    assert cleaned(_with_scans(10, before))
    with pytest.raises(NotAPhoto):
        cleaned(_with_scans(30, before))


def test_what_lies_behind_a_photo_is_no_part_of_it() -> None:
    assert cleaned(_with_scans(0, behind=b"\xff\xda\x00\x02" * 1000))
