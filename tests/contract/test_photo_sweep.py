"""A photo that is to be kept no longer goes from the disk, and no other does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from app.photo_sweep import sweep
from bot.photo_folder import place, store
from domain.boundary import unwrap
from domain.cases.claims import ClaimForm, file
from domain.model.entry import Source
from domain.model.photo import EXPIRED, FORGOTTEN, Part, PhotoState
from storage.people import SqlPeople
from tests.sms.village import WANG, Village, at

LONG_AGO, NOW = at("2026-07-06 10:00"), at("2028-07-10 03:00")
KEPT_SINCE = NOW - timedelta(days=700)


@dataclass
class Album:
    """A village's photos: in the books and on the disk."""

    village: Village
    folder: Path

    async def photo(self, content: bytes, unique: str, sent: datetime) -> int:
        """One that was sent then and kept; its number."""
        digest = sha256(content).hexdigest()
        store(self.folder, digest, content)
        async with self.village.transactions.writing() as books:
            number, _ = await books.evidence.keep(Part(unique, "file"), sent)
            await books.evidence.settle(number, PhotoState.KEPT, digest, len(content))
        return number

    async def state(self, number: int) -> tuple[PhotoState, str | None]:
        async with self.village.transactions.reading() as books:
            (photo,) = await books.evidence.photos(number)
        return photo.state, photo.error

    def lies_there(self, content: bytes) -> bool:
        return place(self.folder, sha256(content).hexdigest()).exists()

    async def reduce(self) -> None:
        """What the daily duty and the sweep after it do."""
        async with self.village.transactions.writing() as books:
            await books.old_messages.reduce(KEPT_SINCE, NOW)
        await sweep(self.village.database, self.folder)


@pytest.fixture
def album(village: Village, tmp_path: Path) -> Album:
    return Album(village, tmp_path)


async def test_an_old_photo_goes_and_a_newer_one_stays(album: Album) -> None:
    old = await album.photo(b"old", "a", LONG_AGO)
    new = await album.photo(b"new", "b", NOW - timedelta(days=10))
    await album.reduce()
    assert await album.state(old) == (PhotoState.LOST, EXPIRED)
    assert await album.state(new) == (PhotoState.KEPT, None)
    assert (album.lies_there(b"old"), album.lies_there(b"new")) == (False, True)


async def test_an_old_photo_that_proves_something_newer_stays(album: Album, village: Village) -> None:
    number = await album.photo(b"old", "a", LONG_AGO)
    village.now = NOW - timedelta(days=10)
    wang = await village.household("王秀英", WANG)
    async with village.transactions.writing() as books:
        form = ClaimForm(wang, "献血", None, "志2", Source.SMS, "form", phone=WANG, evidence_id=number)
        unwrap(await file(village.work(books), None, form))
    await album.reduce()
    assert await album.state(number) == (PhotoState.KEPT, None)
    assert album.lies_there(b"old")


async def test_a_file_that_another_photo_shows_as_well_stays(album: Album) -> None:
    old = await album.photo(b"same", "a", LONG_AGO)
    await album.photo(b"same", "b", NOW)
    await album.reduce()
    assert await album.state(old) == (PhotoState.LOST, EXPIRED)
    assert album.lies_there(b"same")


async def test_a_file_that_could_not_be_deleted_is_deleted_the_next_time(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    await album.photo(b"old", "a", LONG_AGO)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", _no_right)
        with pytest.raises(PermissionError):
            await album.reduce()
    assert album.lies_there(b"old")
    await sweep(album.village.database, album.folder)
    assert not album.lies_there(b"old")


async def test_a_file_that_cannot_be_deleted_keeps_no_other(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    await album.photo(b"old", "a", LONG_AGO)
    await album.photo(b"older", "b", LONG_AGO)
    stuck, unlink = place(album.folder, sha256(b"old").hexdigest()), Path.unlink

    def unlink_but_one(path: Path, *, missing_ok: bool = False) -> None:
        if path == stuck:
            raise PermissionError
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink_but_one)
    with pytest.raises(PermissionError):
        await album.reduce()
    assert (album.lies_there(b"old"), album.lies_there(b"older")) == (True, False)
    assert await album.village.count("discarded_photos") == 1


def _no_right(_path: Path, *, missing_ok: bool = False) -> None:
    raise PermissionError(missing_ok)


async def test_a_file_that_is_gone_already_is_no_trouble(album: Album) -> None:
    await album.photo(b"old", "a", LONG_AGO)
    place(album.folder, sha256(b"old").hexdigest()).unlink()
    await album.reduce()
    assert await album.village.count("discarded_photos") == 0


async def test_a_photo_sent_again_is_another_one_than_that_which_went(album: Album) -> None:
    old = await album.photo(b"old", "a", LONG_AGO)
    await album.reduce()
    new = await album.photo(b"old", "a", NOW)
    assert new != old
    assert await album.state(old) == (PhotoState.LOST, EXPIRED)
    await sweep(album.village.database, album.folder)
    assert album.lies_there(b"old")


async def test_photos_of_one_album_go_together(album: Album, village: Village) -> None:
    async def photo(unique: str) -> int:
        async with village.transactions.writing() as books:
            number, _ = await books.evidence.keep(Part(unique, "file"), LONG_AGO, "album")
            await books.evidence.settle(number, PhotoState.KEPT, sha256(unique.encode()).hexdigest(), 1)
        return number

    first, second = await photo("a"), await photo("b")
    village.now = NOW - timedelta(days=10)
    wang = await village.household("王秀英", WANG)
    async with village.transactions.writing() as books:
        form = ClaimForm(wang, "献血", None, "志2", Source.SMS, "form", phone=WANG, evidence_id=first)
        unwrap(await file(village.work(books), None, form))
    await album.reduce()
    async with village.transactions.reading() as books:
        photos = await books.evidence.photos(first)
    assert [(one.id, one.state) for one in photos] == [(first, PhotoState.KEPT), (second, PhotoState.KEPT)]


async def test_a_photo_that_comes_after_its_household_was_forgotten_goes_as_well(
    album: Album, village: Village
) -> None:
    wang = await village.household("王秀英", WANG)
    async with village.transactions.writing() as books:
        number, _ = await books.evidence.keep(Part("a", "file"), NOW)
        form = ClaimForm(wang, "献血", None, "志2", Source.SMS, "form", phone=WANG, evidence_id=number)
        unwrap(await file(village.work(books), None, form))
    async with village.database.transaction() as connection:
        await SqlPeople(connection).forget(wang.id, NOW)
    digest = sha256(b"late").hexdigest()
    store(album.folder, digest, b"late")
    async with village.transactions.writing() as books:
        await books.evidence.settle(number, PhotoState.KEPT, digest, 4)
    await sweep(village.database, album.folder)
    assert await album.state(number) == (PhotoState.LOST, FORGOTTEN)
    assert not album.lies_there(b"late")
