"""A rulebook is tried in lines of chat by ``jifen init``, and by a server that starts with it for the first time."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from pydantic import SecretStr

from app.runtime import Schema, open_runtime
from app.settings import Settings
from rules.problems import RulebookRefused

SHIPPED = Path("rules/zhangyan-2024.toml")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    book = tmp_path / "book.toml"
    book.write_text(SHIPPED.read_text("utf-8"), "utf-8")
    return Settings(database_url=SecretStr(f"sqlite://{tmp_path}/jifen.db"), rulebook=book)


async def opened(settings: Settings, schema: Schema = Schema.AS_IT_IS) -> None:
    async with open_runtime(settings, schema=schema):
        pass


def forbid_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    def tried(name: str, veto: bool) -> str | None:
        raise AssertionError(name, veto)

    monkeypatch.setattr("app.town.read_as", tried)


async def test_a_book_in_use_is_not_tried_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(settings, Schema.MADE)
    forbid_trying(monkeypatch)
    await opened(settings)


async def test_another_book_is(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(settings, Schema.MADE)
    forbid_trying(monkeypatch)
    settings.rulebook.write_text(f"{settings.rulebook.read_text('utf-8')}\n# 改过", "utf-8")
    with pytest.raises(AssertionError):
        await opened(settings)


async def test_neither_does_a_server_that_starts_again(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(settings, Schema.MADE)
    forbid_trying(monkeypatch)
    await opened(settings, Schema.UPGRADED)


async def test_a_program_with_another_schema_tries_it_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grammar of its lines is another one too."""
    await opened(settings, Schema.MADE)
    forbid_trying(monkeypatch)
    monkeypatch.setattr("app.runtime.is_current", AsyncMock(return_value=False))
    with pytest.raises(AssertionError):
        await opened(settings, Schema.UPGRADED)


async def test_init_tries_it_in_any_case(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    await opened(settings, Schema.MADE)
    forbid_trying(monkeypatch)
    with pytest.raises(AssertionError):
        await opened(settings, Schema.MADE)


async def test_a_book_that_is_refused_leaves_no_database(settings: Settings, tmp_path: Path) -> None:
    settings.rulebook.write_text("total = 1", "utf-8")
    with pytest.raises(RulebookRefused):
        await opened(settings, Schema.MADE)
    assert not (tmp_path / "jifen.db").exists()
