"""Photos that come together are unfolded one after the other, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.patience import PATIENCE_SECONDS
from tests.village import Village
from tests.web.conftest import Homes, Links
from tests.web.pictures import taken
from tests.web.reader import Reader
from web.apart import NotOpened, PhotosApart, TooBusy
from web.photos import NotAPhoto, cleaned

_HANGING = """
import sys, time
for head in iter(sys.stdin.buffer.readline, b""):
    photo = sys.stdin.buffer.read(int(head.split()[1]))
    if photo == b"hangs":
        time.sleep(1000)
    if photo == b"dies":
        sys.exit(11)
    begun = time.monotonic()
    time.sleep(0.1)
    said = b"%f %f" % (begun, time.monotonic())
    print("photo", len(said), flush=True)
    sys.stdout.buffer.write(said)
    sys.stdout.buffer.flush()
"""
"""A process that takes its time, or hangs or dies of some photos; of others it makes from when to when it did."""


def made_of(photos: Sequence[bytes]) -> list[tuple[float, float]]:
    """From when to when each was unfolded."""
    return sorted((float(begun), float(ended)) for begun, ended in map(bytes.split, photos))


@asynccontextmanager
async def hanging(wait: float = PATIENCE_SECONDS, work: float = PATIENCE_SECONDS) -> AsyncIterator[PhotosApart]:
    apart = PhotosApart(wait, work, command=(sys.executable, "-c", _HANGING))
    yield apart
    await apart.close()


async def test_two_photos_are_never_unfolded_at_once() -> None:
    async with hanging() as apart:
        first, second = made_of(await asyncio.gather(apart.cleaned(b"1"), apart.cleaned(b"2")))
    assert first[1] <= second[0]


async def test_a_photo_that_finds_no_end_is_refused_and_the_next_has_its_place() -> None:
    async with hanging(work=1.0) as apart:
        with pytest.raises(NotOpened):
            await apart.cleaned(b"hangs")
        assert await apart.cleaned(b"another")


async def test_who_waits_too_long_is_told_so_and_the_photo_is_not_looked_at() -> None:
    async with hanging(wait=0.1) as apart:
        first = asyncio.create_task(apart.cleaned(b"hangs"))
        await asyncio.sleep(0)
        with pytest.raises(TooBusy):
            await apart.cleaned(b"another")
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await apart.cleaned(b"another")


async def test_a_photo_of_which_the_process_dies_is_refused_and_the_next_is_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with hanging() as apart:
        with pytest.raises(NotOpened):
            await apart.cleaned(b"dies")
        assert await apart.cleaned(b"another")
    assert [one.getMessage() for one in caplog.records] == [
        "a photo is refused: the process that unfolded it ended with 11"
    ]


async def test_a_process_that_answers_in_another_way_is_ended() -> None:
    pid = "import os, time; print(os.getpid(), flush=True); time.sleep(1000)"
    apart = PhotosApart(command=(sys.executable, "-c", pid))
    with pytest.raises(ValueError, match="unpack"):
        await apart.cleaned(b"")
    assert apart._process is None


async def test_it_is_ours_whatever_lies_in_the_folder_that_it_begins_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web.py").write_text("raise SystemExit(11)")
    monkeypatch.chdir(tmp_path)
    apart = PhotosApart()
    assert await apart.cleaned(taken())
    await apart.close()


async def test_the_process_is_kept_for_a_while_and_then_ended() -> None:
    apart = PhotosApart(rest=0.5)
    assert await apart.cleaned(taken())
    kept = apart._process
    assert kept is not None
    assert await apart.cleaned(taken("HEIF"), 240)
    assert apart._process == kept
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await kept.wait() < 0
    assert await apart.cleaned(taken())
    assert apart._process != kept
    await apart.close()


async def test_the_process_is_told_nothing_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIFEN_TELEGRAM_TOKEN", "a-secret")
    tells = "input(); import os; print('photo', len(n := str('JIFEN_TELEGRAM_TOKEN' in os.environ))); print(n, end='')"
    apart = PhotosApart(command=(sys.executable, "-c", tells))
    assert await apart.cleaned(b"") == b"False"
    await apart.close()


@pytest.mark.parametrize(("stop", "said"), [(TooBusy, "这会儿照片太多"), (NotOpened, "这张照片打不开，这件没有收下。")])
async def test_whose_photo_cannot_be_looked_at_keeps_the_words(
    village: Village,
    reader: Reader,
    homes: Homes,
    links: Links,
    monkeypatch: pytest.MonkeyPatch,
    stop: type[Exception],
    said: str,
) -> None:
    async def crowded(*_: object) -> bytes:
        raise stop

    monkeypatch.setattr(PhotosApart, "cleaned", crowded)
    token = await links.give(homes.wang, "+8619900000001")
    page = await reader.sends(f"/h/{token}/claim", {"content": "献血", "key": "a-key-of-a-form-that-is-sent"}, b"photo")
    assert (page.status, said in page.words, ">献血</textarea>" in page.html) == (422, True, True)
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
