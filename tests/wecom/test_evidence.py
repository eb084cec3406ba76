"""Pictures are fetched, kept, refused or given up, each time told to whoever waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import photo_folder
from bot.channels.wecom.access import Access, tls
from bot.channels.wecom.checking import reach
from bot.channels.wecom.evidence import WecomPhotos
from bot.channels.wecom.pictures import Where
from bot.evidence import EvidenceCarrier
from domain.model.delivery import Delivery, Failed, Outcome, Queue, Retry, Sent
from sandbox.wecom.server import StandIn
from tests.wecom.conftest import BOT, SECRET, Clock, access

PICTURE = b"\x89PNG\r\n\x1a\n" + b"picture"


@dataclass
class Told:
    """What people hear of a picture."""

    notes: list[tuple[str, ...]] = field(default_factory=list)

    async def kept(self, delivery: Delivery, sha256: str, size: int) -> None:
        self.notes.append(("kept", delivery.target, sha256, str(size)))

    async def late(self, delivery: Delivery, error: str) -> None:
        self.notes.append(("late", delivery.target, error))

    async def given_up(self, delivery: Delivery, error: str) -> None:
        self.notes.append(("given up", delivery.target, error))


@pytest.fixture
def told() -> Told:
    return Told()


async def fetched(
    stand_in: StandIn, told: Told, payload: Mapping[str, Any], folder: Path = Path("/nonexistent"), attempts: int = 1
) -> Outcome:
    carrier = EvidenceCarrier(WecomPhotos(1000, tls(access(stand_in))), folder, told)
    now = datetime(2026, 11, 28, tzinfo=UTC)
    return await carrier.deliver(Delivery(1, Queue.EVIDENCE, "5", payload, attempts, now))


def packed(put: Mapping[str, str]) -> dict[str, str]:
    return {"file_id": str(Where(put["url"], put["aeskey"]))}


async def test_a_picture_is_kept(stand_in: StandIn, told: Told, tmp_path: Path) -> None:
    outcome = await fetched(stand_in, told, packed(stand_in.people.put(PICTURE)), tmp_path)
    assert isinstance(outcome, Sent)
    assert photo_folder.read(tmp_path, outcome.external_id) == PICTURE
    assert told.notes == [("kept", "5", outcome.external_id, str(len(PICTURE)))]


async def test_a_picture_that_comes_too_late_is_asked_for_once_more_then_lost_and_told(
    stand_in: StandIn, told: Told, clock: Clock
) -> None:
    put = packed(stand_in.people.put(PICTURE))
    clock.at += 301
    assert isinstance(await fetched(stand_in, told, put), Retry)
    assert told.notes == []
    assert await fetched(stand_in, told, put, attempts=2) == Failed("gone")
    assert told.notes == [("given up", "5", "gone")]


async def test_a_picture_that_was_refused_once_is_kept(
    stand_in: StandIn, told: Told, tmp_path: Path, clock: Clock
) -> None:
    put = packed(stand_in.people.put(PICTURE))
    clock.at += 301
    assert isinstance(await fetched(stand_in, told, put, tmp_path), Retry)
    clock.at -= 301
    assert isinstance(await fetched(stand_in, told, put, tmp_path, attempts=2), Sent)


@pytest.mark.parametrize(("content", "error"), [(b"x" * 1100, "too-large"), (b"no picture", "no-picture")])
async def test_what_is_not_kept_is_told(stand_in: StandIn, told: Told, content: bytes, error: str) -> None:
    assert await fetched(stand_in, told, packed(stand_in.people.put(content))) == Failed(error)
    assert told.notes == [("given up", "5", error)]


@pytest.mark.parametrize("payload", [{}, {"file_id": "AgAC"}, {"file_id": 5}, {"file_id": '["ftp://x", ""]'}])
async def test_what_is_no_picture_of_ours_is_lost(stand_in: StandIn, told: Told, payload: dict[str, Any]) -> None:
    assert isinstance(await fetched(stand_in, told, payload), Failed)
    assert told.notes == [("given up", "5", "gone")]


async def test_a_picture_with_another_key_is_lost(stand_in: StandIn, told: Told) -> None:
    one, other = stand_in.people.put(PICTURE), stand_in.people.put(b"other")
    wrong = packed({**one, "aeskey": other["aeskey"]})
    assert isinstance(await fetched(stand_in, told, wrong), Retry)
    assert await fetched(stand_in, told, wrong, attempts=2) == Failed("gone")


async def test_an_address_that_does_not_answer_is_tried_again_and_given_up_in_the_end(
    stand_in: StandIn, told: Told
) -> None:
    nowhere = packed({"url": "https://127.0.0.1:1/x", "aeskey": ""})
    assert isinstance(await fetched(stand_in, told, nowhere), Retry)
    assert told.notes == []
    assert await fetched(stand_in, told, nowhere, attempts=30) == Failed("unreached")
    assert told.notes == [("given up", "5", "unreached")]


async def test_a_full_disk_is_tried_again(stand_in: StandIn, told: Told, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    put = packed(stand_in.people.put(PICTURE))
    assert isinstance(await fetched(stand_in, told, put, tmp_path / "file"), Retry)


async def test_the_way_to_the_platform_is_checked_without_a_login(stand_in: StandIn) -> None:
    assert await reach(access(stand_in)) is None
    assert stand_in.platform.logins == 0
    for wrong, says in [
        (Access(BOT, SECRET, stand_in.url), "证书"),
        (Access(BOT, SECRET, "wss://127.0.0.1:1"), "连不上"),
        (Access(BOT, SECRET, "ws://example.com"), "JIFEN_WECOM_URL"),
    ]:
        assert says in (await reach(wrong) or "")
