"""What takes long about a first view is done before somebody waits for it."""

from __future__ import annotations

import re
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace

import aiohttp_jinja2
import pytest
from aiohttp import web

from domain.model.people import Role
from domain.ports.store import Store, Unavailable
from storage.activity import SqlActivity
from tests.scenarios.supervisors import GU, TOWN_GROUP
from tests.village import QINWANG, TOWN_CODE, ZHOU, Village
from tests.web.conftest import Homes, Links
from tests.web.reader import Reader
from web.answering import SITE
from web.preparing import prepare


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


async def test_what_each_template_took_may_be_given_back_at_once(
    pages: web.Application, compiled: list[str | None]
) -> None:
    """The longest is among the first: what it took would else be held while all the others are compiled."""
    seen: list[str | None] = []
    await prepare(pages, 0, lambda: seen.append(compiled[-1]))
    assert seen == compiled
    assert "household.html" in seen[:4]


async def test_the_first_supervisor_waits_for_no_year_to_be_added_up(
    village: Village, pages: web.Application, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    await village.says(ZHOU, "/kou 3-12 垃圾 2 门口两袋")
    code = await village.invitation("顾主任", Role.SUPERVISOR, TOWN_CODE)
    await village.says(GU, f"/bang {code}", chat=TOWN_GROUP)
    told = await village.says(GU, "/jian", chat=TOWN_GROUP)
    answer = await village.presses(GU, told.button("图表网页"), chat=TOWN_GROUP)
    link = re.search(r"(/town/[\w-]{16})", answer.text)
    assert link
    await prepare(pages, 0)

    async def added_up(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(SqlActivity, "_worked_out", added_up)
    assert "1／3户" in (await reader.opens(link[1])).words


@dataclass(frozen=True)
class NoDatabase:
    fault: Exception

    def reading(self) -> AbstractAsyncContextManager[Store]:
        raise self.fault

    def writing(self, turn: str | None = None) -> AbstractAsyncContextManager[Store]:  # noqa: ARG002 - the port's
        raise self.fault


@pytest.mark.parametrize("fault", [Unavailable("gone"), ValueError("a day that is none")], ids=["gone", "broken"])
async def test_where_figures_cannot_be_read_the_server_goes_on_with_its_pages_prepared(
    pages: web.Application, compiled: list[str | None], fault: Exception
) -> None:
    pages[SITE] = replace(pages[SITE], transactions=NoDatabase(fault))
    await prepare(pages, 0)
    assert "supervisor.html" in compiled
