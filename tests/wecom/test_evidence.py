"""Pictures are fetched, kept, refused or given up, each time told to whoever waits for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.wecom.access import Access, tls
from bot.channels.wecom.checking import reach
from bot.channels.wecom.evidence import EvidenceCarrier
from bot.channels.wecom.pictures import Where
from domain.model.delivery import Failed, Lane, Outcome, Parcel, Retry, Sent
from sandbox.wecom.server import StandIn
from tests.wecom.conftest import BOT, SECRET, Clock, access


@dataclass
class Shelf:
    kept: list[bytes] = field(default_factory=list)
    settled: list[tuple[int, str, str | None, int | None]] = field(default_factory=list)

    def keep(self, content: bytes) -> str:
        self.kept.append(content)
        return "digest"

    async def settle(self, *what: Any) -> None:
        self.settled.append(what)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


async def fetched(stand_in: StandIn, shelf: Shelf, payload: Mapping[str, Any]) -> Outcome:
    carrier = EvidenceCarrier(shelf.keep, shelf.settle, 1000, tls(access(stand_in)))
    now = datetime(2026, 11, 28, tzinfo=UTC)
    return await carrier.deliver(Parcel(1, Lane.EVIDENCE, "5", payload, 1, now))


def packed(put: Mapping[str, str]) -> dict[str, str]:
    return {"file_id": str(Where(put["url"], put["aeskey"]))}


async def test_a_picture_is_kept(stand_in: StandIn, shelf: Shelf) -> None:
    assert await fetched(stand_in, shelf, packed(stand_in.people.put(b"picture"))) == Sent("digest")
    assert shelf.kept == [b"picture"]
    assert shelf.settled == [(5, "kept", "digest", 7)]


async def test_a_picture_that_comes_too_late_is_lost_and_told(stand_in: StandIn, shelf: Shelf, clock: Clock) -> None:
    put = packed(stand_in.people.put(b"picture"))
    clock.at += 301
    assert isinstance(await fetched(stand_in, shelf, put), Failed)
    assert shelf.settled == [(5, "lost", None, None)]


async def test_a_picture_that_is_too_large_is_refused(stand_in: StandIn, shelf: Shelf) -> None:
    assert await fetched(stand_in, shelf, packed(stand_in.people.put(b"x" * 1100))) == Failed("too-large")
    assert shelf.settled == [(5, "refused", None, None)]


@pytest.mark.parametrize("payload", [{}, {"file_id": "AgAC"}, {"file_id": 5}, {"file_id": '["ftp://x", ""]'}])
async def test_what_is_no_picture_of_ours_is_lost(stand_in: StandIn, shelf: Shelf, payload: dict[str, Any]) -> None:
    assert isinstance(await fetched(stand_in, shelf, payload), Failed)
    assert shelf.settled == [(5, "lost", None, None)]


async def test_a_picture_with_another_key_is_lost(stand_in: StandIn, shelf: Shelf) -> None:
    one, other = stand_in.people.put(b"picture"), stand_in.people.put(b"other")
    assert isinstance(await fetched(stand_in, shelf, packed({**one, "aeskey": other["aeskey"]})), Failed)
    assert shelf.kept == []


async def test_an_address_that_does_not_answer_is_tried_again(stand_in: StandIn, shelf: Shelf) -> None:
    outcome = await fetched(stand_in, shelf, packed({"url": "https://127.0.0.1:1/x", "aeskey": ""}))
    assert isinstance(outcome, Retry)
    assert shelf.settled == []


async def test_the_way_to_the_platform_is_checked_without_a_login(stand_in: StandIn) -> None:
    assert await reach(access(stand_in)) is None
    assert stand_in.platform.logins == 0
    for wrong, says in [
        (Access(BOT, SECRET, stand_in.url), "certificate"),
        (Access(BOT, SECRET, "wss://127.0.0.1:1"), "not reached"),
        (Access(BOT, SECRET, "ws://example.com"), "JIFEN_WECOM_URL"),
    ]:
        assert says in (await reach(wrong) or "")
