"""The demo's parts belong together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from app.demo import run as demo
from app.demo.calendar import Calendar
from app.demo.folder import Folder
from app.runtime import Runtime
from app.signals import Signals


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No log of its own, no town to wait for, no page."""
    monkeypatch.setattr(demo, "_log_to", lambda _: None)
    monkeypatch.setattr(demo, "build", nothing)
    monkeypatch.setattr("app.demo.screen.open_page", nothing)


async def nothing(*_: object) -> None:
    """Nothing happens."""


@pytest.mark.usefixtures("quiet")
async def test_what_a_day_brings_goes_out_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers hear at once of what is posted on their own database, and of no other."""
    served: list[Runtime] = []
    moved: list[Runtime] = []

    async def serve(runtime: Runtime, _role: str, signals: Signals) -> None:
        served.append(runtime)
        signals.ready.set()

    def calendar(runtime: Runtime, *rest: object, made: Callable[..., Calendar]) -> Calendar:
        moved.append(runtime)
        return made(runtime, *rest)

    monkeypatch.setattr("app.serve.serve", serve)
    monkeypatch.setattr(demo, "Calendar", partial(calendar, made=Calendar))
    await demo.run(Folder(tmp_path / "town"), 8700, reset=False, by_phone=False)
    assert [one.database for one in served] == [one.database for one in moved]
