"""What takes long about a first view is done before somebody waits for it."""

from __future__ import annotations

import aiohttp_jinja2
import pytest
from aiohttp import web

from tests.village import QINWANG, Village
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader
from web.install import prepare


@pytest.fixture
def compiled(pages: web.Application, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The templates that were compiled."""
    environment, names = aiohttp_jinja2.get_env(pages), []
    compile_ = environment.compile

    def noted(source: str, name: str | None = None, filename: str | None = None) -> object:
        names.append(name)
        return compile_(source, name, filename)

    monkeypatch.setattr(environment, "compile", noted)
    return names


async def test_the_first_who_opens_a_page_waits_for_no_template(
    village: Village, pages: web.Application, reader: Reader, homes: Homes, links: Links, compiled: list[str | None]
) -> None:
    await prepare(pages, 0)
    assert {"household.html", "unit.html", "supervisor.html"} <= set(compiled)
    compiled.clear()
    for path in (f"/h/{await links.give(homes.wang)}", f"/u/{QINWANG}", "/", "/verify", "/nowhere"):
        await reader.opens(path)
    assert compiled == []
