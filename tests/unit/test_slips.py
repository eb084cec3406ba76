"""Pages that households print: one is set at a time, none twice, and nobody waits for ever."""

from __future__ import annotations

import asyncio
import threading
from datetime import datetime

import pytest

from app.printing import slips
from app.printing.slips import PassbookSlips
from paper import typesetting
from paper.contact import Contact
from paper.typesetting import FilledTemplate, Paper
from tests.village import town

NOON = datetime.fromisoformat("2026-10-15T12:00:00+08:00")
SHEET = FilledTemplate("passbook", {"title": "存折"})


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Press:
    press = Press()
    monkeypatch.setattr(typesetting, "typeset", press.set)
    return press


class Press:
    """Sets pages as long as it is let."""

    def __init__(self) -> None:
        self.sets = 0
        self.free = threading.Event()
        self.free.set()

    def set(self, sheet: FilledTemplate, made: datetime) -> Paper:
        self.free.wait(5)
        self.sets += 1
        return Paper(f"{sheet.values['title']} {made}".encode(), "")


async def test_the_same_page_is_set_once(press: Press) -> None:
    made = PassbookSlips(town(), Contact("http://x", None))
    together = await asyncio.gather(*(made._print(SHEET, NOON) for _ in range(5)))
    assert {await made._print(SHEET, NOON), *together} == {b"\xe5\xad\x98\xe6\x8a\x98 2026-10-15 12:00:00+08:00"}
    assert press.sets == 1
    await made._print(FilledTemplate("passbook", {"title": "别家"}), NOON)
    assert press.sets == 2


async def test_who_waits_too_long_is_told_and_finds_it_the_next_time(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slips, "_LONGEST", 0.01)
    press.free.clear()
    made = PassbookSlips(town(), Contact("http://x", None))
    assert await made._print(SHEET, NOON) is None
    press.free.set()
    await asyncio.gather(*made._setting.values())
    assert await made._print(SHEET, NOON) is not None
    assert press.sets == 1
