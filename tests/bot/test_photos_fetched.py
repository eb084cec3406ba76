"""Photos as they are fetched: kept as they are, tried again where that helps, and never missing without a word."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import GetFile, TelegramMethod

from bot.channels.telegram.photos import TelegramPhotos
from bot.evidence import EvidenceCarrier
from bot.photo_folder import place
from domain.model.delivery import Delivery, Failed, Queue, Retry, Sent
from sandbox.faults import Fault
from sandbox.server import Sandbox
from tests.bot.connected import Connected
from tests.bot.platform import People, picture
from tests.patience import PATIENCE_SECONDS

LIMIT = 1024


@dataclass
class Notes:
    """What was noted of each photo."""

    said: list[tuple[Any, ...]] = field(default_factory=list)

    async def kept(self, delivery: Delivery, sha256: str, size: int) -> None:
        self.said.append(("kept", delivery.target, sha256, size))

    async def late(self, delivery: Delivery, error: str) -> None:
        self.said.append(("late", delivery.target, error))

    async def given_up(self, delivery: Delivery, error: str) -> None:
        self.said.append(("given-up", delivery.target, error))


@dataclass
class Photos:
    """Photos in the group, and the carrier that fetches them."""

    sandbox: Sandbox
    people: People
    folder: Path
    source: TelegramPhotos
    notes: Notes

    @property
    def carrier(self) -> EvidenceCarrier:
        return self.served(self.source)

    def served(self, source: TelegramPhotos) -> EvidenceCarrier:
        return EvidenceCarrier(source, self.folder, self.notes)

    def take(self, content: bytes) -> Delivery:
        """A photo in the group, and the delivery that fetches it as evidence 7."""
        sent = self.sandbox.player.send_photo(self.people.group.id, self.people.zhou.id, content)
        return delivery(sent.photo[-1])

    def put_on_disk(self, path: str | Path) -> Delivery:
        """A photo that the platform names by a place on a disk, as a Bot API server in local mode does."""
        sent = self.take(picture())
        files = self.sandbox.world.state.files
        files[sent.payload["file_id"]] = replace(files[sent.payload["file_id"]], path=str(path))
        return sent

    def kept(self) -> dict[str, bytes]:
        """Everything in the folder, by path."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


def delivery(file_id: str, attempts: int = 1) -> Delivery:
    posted = datetime(2026, 9, 10, 10, 0, tzinfo=UTC)
    return Delivery(1, Queue.EVIDENCE, "7", {"file_id": file_id}, attempts, posted)


@pytest.fixture
def photos(bot: Bot, sandbox: Sandbox, people: People, tmp_path: Path) -> Photos:
    notes, folder = Notes(), tmp_path / "evidence"
    return Photos(sandbox, people, folder, TelegramPhotos(bot, LIMIT), notes)


@dataclass
class SweptMeanwhile(Notes):
    """The file of an older photo that is the same is deleted just before this one is noted."""

    folder: Path = Path()

    async def kept(self, delivery: Delivery, sha256: str, size: int) -> None:
        place(self.folder, sha256).unlink()
        await super().kept(delivery, sha256, size)


async def test_a_photo_stays_though_an_older_one_that_is_the_same_is_swept_meanwhile(photos: Photos) -> None:
    photos.notes = SweptMeanwhile(folder=photos.folder)
    assert isinstance(await photos.carrier.deliver(photos.take(picture())), Sent)
    ((_, _, digest, _),) = photos.notes.said
    assert place(photos.folder, digest).exists()


async def test_a_photo_is_kept_by_the_hash_of_its_content(photos: Photos) -> None:
    content = picture()
    digest = hashlib.sha256(content).hexdigest()
    assert await photos.carrier.deliver(photos.take(content)) == Sent(digest)
    assert photos.kept() == {f"{digest[:2]}/{digest}": content}
    assert photos.notes.said == [("kept", "7", digest, len(content))]


async def test_the_same_picture_twice_is_one_file(photos: Photos) -> None:
    for _ in range(2):
        await photos.carrier.deliver(photos.take(picture()))
    assert len(photos.kept()) == 1


async def test_what_a_killed_process_left_half_written_is_written_anew(photos: Photos) -> None:
    content = picture()
    digest = hashlib.sha256(content).hexdigest()
    (photos.folder / digest[:2]).mkdir(parents=True)
    (photos.folder / digest[:2] / f"{digest}.part").write_bytes(content[:10])
    await photos.carrier.deliver(photos.take(content))
    assert photos.kept() == {f"{digest[:2]}/{digest}": content}


async def test_a_photo_of_exactly_the_limit_is_kept_and_a_larger_one_refused(photos: Photos) -> None:
    assert isinstance(await photos.carrier.deliver(photos.take(picture(LIMIT))), Sent)
    assert await photos.carrier.deliver(photos.take(picture(LIMIT + 1))) == Failed("too-large")
    assert photos.notes.said[-1] == ("given-up", "7", "too-large")
    assert len(photos.kept()) == 1


async def test_a_download_is_stopped_when_the_platform_did_not_say_how_large_it_is(photos: Photos) -> None:
    async def unsaid(make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        answer = await make_request(bot, method)
        return answer.model_copy(update={"file_size": None}) if isinstance(method, GetFile) else answer

    photos.source.bot.session.middleware.register(unsaid)
    assert await photos.carrier.deliver(photos.take(picture(LIMIT + 1))) == Failed("too-large")
    assert (photos.notes.said, photos.kept()) == ([("given-up", "7", "too-large")], {})


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00\x00\x00\x18ftypmp42", "不是照片".encode()])
async def test_a_file_that_is_no_picture_is_not_kept(photos: Photos, content: bytes) -> None:
    assert await photos.carrier.deliver(photos.take(content)) == Failed("no-picture")
    assert (photos.notes.said, photos.kept()) == ([("given-up", "7", "no-picture")], {})


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBP", b"\x00\x00\x00\x18ftypheic", b"II*\x00", b"BM"],
)
async def test_pictures_of_every_make_are_kept(photos: Photos, content: bytes) -> None:
    assert isinstance(await photos.carrier.deliver(photos.take(content)), Sent)


async def test_what_is_too_big_for_the_platform_is_given_up_at_once(photos: Photos) -> None:
    photos.sandbox.telegram.faults.order(Fault(status=400, message="Bad Request: file is too big"), method="getFile")
    assert await photos.carrier.deliver(photos.take(picture())) == Failed("too-large")
    assert photos.notes.said == [("given-up", "7", "too-large")]


async def test_a_file_that_may_be_unavailable_for_a_moment_is_asked_for_a_few_times(photos: Photos) -> None:
    taken = photos.take(picture())
    said = "Bad Request: wrong file_id or the file is temporarily unavailable"
    photos.sandbox.telegram.faults.order(Fault(status=400, message=said), times=3, method="getFile")
    outcomes = [await photos.carrier.deliver(replace(taken, attempts=attempt)) for attempt in (1, 2, 3)]
    assert outcomes == [Retry("gone"), Retry("gone"), Failed("gone")]
    assert photos.notes.said == [("given-up", "7", "gone")]


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize(
    "fault", [Fault(status=502), Fault(drop="before"), Fault(hang=True)], ids=["502", "cut", "hang"]
)
async def test_trouble_on_the_way_is_no_reason_to_lose_a_photo(
    photos: Photos, method: str, fault: Fault, caplog: pytest.LogCaptureFixture
) -> None:
    impatient = photos.served(replace(photos.source, download_seconds=0.2))
    photos.source.bot.session.timeout = 0.2
    # Several times, since the client itself repeats a GET on a connection that was cut.
    photos.sandbox.telegram.faults.order(fault, times=3, method=method)
    taken = photos.take(picture())
    with caplog.at_level(logging.DEBUG):
        assert isinstance(await impatient.deliver(taken), Retry)
    assert (photos.notes.said, photos.kept()) == ([], {})
    assert photos.sandbox.world.bot.token not in caplog.text
    photos.sandbox.telegram.faults.clear()
    photos.source.bot.session.timeout = PATIENCE_SECONDS
    assert isinstance(await photos.carrier.deliver(taken), Sent)


async def test_trouble_that_goes_on_is_told_and_at_last_the_photo_is_given_up(photos: Photos) -> None:
    taken = photos.take(picture())
    photos.sandbox.telegram.faults.order(Fault(status=502), times=24, method="getFile")
    outcomes = [await photos.carrier.deliver(replace(taken, attempts=attempt)) for attempt in range(1, 25)]
    assert [type(outcome) for outcome in outcomes] == [Retry] * 23 + [Failed]
    assert [note[0] for note in photos.notes.said] == ["late"] * 21 + ["given-up"]


async def test_a_file_that_is_not_where_the_platform_said_is_asked_for_a_few_times(photos: Photos) -> None:
    taken = photos.take(picture())
    photos.sandbox.telegram.faults.order(Fault(status=404, message="Not Found"), times=3, method="download")
    outcomes = [await photos.carrier.deliver(replace(taken, attempts=attempt)) for attempt in (1, 2, 3)]
    assert outcomes == [Retry("gone"), Retry("gone"), Failed("gone")]
    assert photos.notes.said == [("given-up", "7", "gone")]


async def test_a_folder_that_takes_nothing_is_tried_again_and_told(photos: Photos) -> None:
    photos.folder.parent.mkdir(exist_ok=True)
    photos.folder.write_bytes(b"a file where the folder should be")
    taken = photos.take(picture())
    assert await photos.carrier.deliver(taken) == Retry("no-room")
    assert await photos.carrier.deliver(replace(taken, attempts=3)) == Retry("no-room")
    assert photos.notes.said == [("late", "7", "no-room")]
    photos.folder.unlink()
    assert isinstance(await photos.carrier.deliver(replace(taken, attempts=4)), Sent)


async def test_a_bot_api_server_in_local_mode_shares_its_disk(photos: Photos, tmp_path: Path) -> None:
    place = tmp_path / "file_1.jpg"
    place.write_bytes(picture())
    taken = photos.put_on_disk(place)
    assert isinstance(await photos.served(replace(photos.source, own_server=True)).deliver(taken), Sent)
    assert list(photos.kept().values()) == [picture()]


@pytest.mark.parametrize("place", ["/srv/bot-api/photos/file_1.jpg", r"C:\bot-api\photos\file_1.jpg"])
async def test_a_place_on_a_disk_that_is_not_ours_is_said_plainly(
    photos: Photos, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    taken = photos.put_on_disk(place)
    assert await photos.carrier.deliver(taken) == Failed("out-of-reach")
    assert "JIFEN_TELEGRAM_API is not set" in caplog.text
    ours = photos.served(replace(photos.source, own_server=True))
    assert await ours.deliver(taken) == Retry("out-of-reach")
    assert "cannot read it" in caplog.text
    assert await ours.deliver(replace(taken, attempts=3)) == Failed("out-of-reach")


async def test_what_lies_on_the_disk_of_the_server_is_looked_at_like_any_file(photos: Photos, tmp_path: Path) -> None:
    ours = photos.served(replace(photos.source, own_server=True))
    (tmp_path / "large").write_bytes(picture(LIMIT + 1))
    (tmp_path / "text").write_bytes(b"JIFEN_TELEGRAM_TOKEN=secret")
    assert await ours.deliver(photos.put_on_disk(tmp_path / "large")) == Failed("too-large")
    assert await ours.deliver(photos.put_on_disk(tmp_path / "text")) == Failed("no-picture")


async def test_an_unknown_download_is_done_again(photos: Photos) -> None:
    assert await photos.carrier.look_up(photos.take(picture())) == Retry("fetch again", after_seconds=0)


async def test_a_photo_that_is_not_kept_is_told_where_it_was_sent(connected: Connected) -> None:
    group, zhou = connected.people.group.id, connected.people.zhou.id
    said = connected.sandbox.player.send_photo(group, zhou, b"no picture at all", "/kou 3-13 垃圾 2 门口")
    assert "✅ #1" in (await connected.answer(said)).text

    def told() -> str | None:
        return next((m.text for m in connected.bot_messages() if "没有留住" in m.text and m.reply_to == said.id), None)

    assert await connected.sandbox.world.until(told) == (
        "📷 #1的照片没有留住：发来的文件不是照片。记的分照样算数；要留照片，请发 /che 1 照片没留住，再带照片重记。"
    )
    assert await connected.evidence() == [("refused", None, None)]
    assert await connected.village.count("evidence", "error = 'no-picture'") == 1
    assert sum("没有留住" in message.text for message in connected.bot_messages()) == 1


async def test_of_an_album_it_is_told_which_one_is_not_kept(connected: Connected) -> None:
    group, zhou = connected.people.group.id, connected.people.zhou.id
    connected.sandbox.player.promote(group, connected.sandbox.world.bot.id)
    contents = [picture(200), picture(201), b"no picture at all"]
    said = connected.sandbox.player.send_album(group, zhou, contents, "/kou 3-13 垃圾 2 门口")
    assert "✅ #1" in (await connected.answer(said)).text

    def told() -> str | None:
        return next((m.text for m in connected.bot_messages() if "没有留住" in m.text), None)

    assert await connected.sandbox.world.until(told) == (
        "📷 #1这组 3 张照片里，第 3 张没有留住：发来的文件不是照片。别的照片照样留着。"
    )
