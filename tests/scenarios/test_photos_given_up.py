"""A photo that is tried no more: whoever sent it hears that it was not kept, whatever kept it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest

from app.chat.delivery import ByPlatform
from app.outbox import TimeSource, evidence_policy
from app.outbox.handover import Handover
from bot.evidence import EvidenceCarrier, NotKept
from bot.incoming import Attached, FileKind
from bot.photo_notes import PhotoNotes
from domain.model.delivery import Queue
from domain.model.photo import PhotoState
from domain.ports.carrier import Carrier
from storage.outbox import SqlOutbox
from tests.scenarios.conftest import Homes
from tests.village import ZHOU, ZONE, Village

ONE = Attached(FileKind.PICTURE, "file-1", "unique-1", 1000)


class Broken:
    """Where photos are, with a fault that nobody thought of."""

    told_at: ClassVar[int | None] = None

    async def fetch(self, file_id: str) -> bytes:
        raise ZeroDivisionError(file_id)

    def no_room(self) -> NotKept:
        return NotKept("no-room")


class Full(Broken):
    """No room for it; the sender hears so at the second attempt, and the third is the last."""

    told_at: ClassVar[int | None] = 2

    async def fetch(self, file_id: str) -> bytes:  # noqa: ARG002 - a source's signature
        raise NotKept("no-room", 3)


@dataclass
class Fetching:
    """The worker of photos, a day and a half of it, or a month and a half."""

    village: Village

    def now(self) -> datetime:
        return self.village.now

    async def tries(self, carrier: Carrier, times: int, **apart: int) -> None:
        desk, notes = SqlOutbox(self.village.database, ZONE), PhotoNotes(self.village.transactions, self.now)
        handover = Handover(desk, carrier, evidence_policy(notes.lost), TimeSource(self, chance=lambda: 0.5))
        for _ in range(times):
            self.village.now += timedelta(**apart)
            for delivery in (await desk.claim(Queue.EVIDENCE, 10, self.village.now)).deliveries:
                await handover.deliver(delivery)
            for delivery in await desk.unknowns(Queue.EVIDENCE, 10, self.village.now):
                await handover.look_up(delivery)


@pytest.fixture
async def fetching(village: Village, homes: Homes) -> Fetching:
    await village.says(ZHOU, "/kou 3-13 垃圾 2 没分类", photo=ONE)
    return Fetching(village)


TOLD = "📷 #1的照片没有留住：从聊天平台取不来。记的分照样算数；要留照片，请发 /che 1 照片没留住，再带照片重记。"


async def test_a_fault_that_nobody_thought_of(fetching: Fetching, tmp_path: Path) -> None:
    village = fetching.village
    notes = PhotoNotes(village.transactions, fetching.now)
    carrier = EvidenceCarrier(Broken(), tmp_path, notes)
    await fetching.tries(carrier, 130, minutes=15)
    assert (await village.posted()).text == TOLD
    assert await village.count("evidence", f"state = '{PhotoState.LOST.value}'") == 1


async def test_who_heard_that_it_is_late_hears_the_end_too(fetching: Fetching, tmp_path: Path) -> None:
    carrier = EvidenceCarrier(Full(), tmp_path, PhotoNotes(fetching.village.transactions, fetching.now))
    await fetching.tries(carrier, 2, minutes=15)
    assert "还没有留住" in (await fetching.village.posted()).text
    await fetching.tries(carrier, 1, minutes=15)
    assert "的照片没有留住" in (await fetching.village.posted()).text


async def test_a_platform_that_is_set_up_no_more(fetching: Fetching) -> None:
    await fetching.tries(ByPlatform({}), 80, hours=12)
    assert (await fetching.village.posted()).text == TOLD
    assert await fetching.village.count("outbox", "queue = 'evidence' AND state = 'failed'") == 1
