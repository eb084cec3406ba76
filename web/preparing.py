"""What takes long about a first view is done after the start, before somebody waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import aiohttp_jinja2
from aiohttp import web

from domain.model.people import Role
from domain.pages.town_view import town_view
from domain.ports.store import Unavailable
from domain.work import Work
from web.answering import SITE
from web.site import Site

log = logging.getLogger(__name__)

_OPENED_FIRST = ("household.html", "unit.html", "town.html", "round.html")
_BETWEEN_SECONDS = 0.2


async def prepare(
    app: web.Application, between_seconds: float = _BETWEEN_SECONDS, compiled: Callable[[], None] = lambda: None
) -> None:
    """Compile the templates, aside and one by one, so that all are answered meanwhile; then add up the towns' figures.

    What villagers open comes first. Whoever comes before it is done waits for his own page's alone. ``compiled`` is
    called after each of them: to compile the longest takes 4 MB, most of which are free afterwards.
    """
    environment = aiohttp_jinja2.get_env(app)
    for name in sorted(environment.list_templates(), key=lambda name: (name not in _OPENED_FIRST, name)):
        await asyncio.sleep(between_seconds)
        await asyncio.to_thread(environment.get_template, name)
        compiled()
    try:
        await _read_towns(app[SITE], between_seconds)
    except Unavailable:
        log.info("the towns' figures are added up when they are asked for: the database cannot be reached now")
    except Exception:  # whoever opens the page is told, with a number; all else serves on
        log.exception("the towns' figures are added up when they are asked for")


async def _read_towns(site: Site, between_seconds: float) -> None:
    """The activity of every unit that somebody has a link to, which is kept as long as it does not change."""
    async with site.transactions.reading() as store:
        officers = [await store.officers.by_id(one) for one in await store.page_links.officers(site.now())]
    for unit in sorted({one.unit for one in officers if one and one.role is Role.SUPERVISOR}):
        await asyncio.sleep(between_seconds)
        async with site.transactions.reading() as store:
            await town_view(Work(store, site.town, unit, site.now(), "page"))
