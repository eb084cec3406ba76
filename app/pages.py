"""The pages, built: what they show comes from the open database, their links from the settings."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial

from aiohttp import web

from app.ids import page_token, short_id
from app.kept_photos import KeptPhotos
from app.links_tried import count_one, tell_the_town
from app.printing.slips import PassbookSlips
from app.reports.formats import Columns
from app.runtime import Runtime
from bot.news import ChatNews
from bot.wording.household_file import history_line
from paper.contact import Contact
from web.install import install
from web.site import Site, WorkbookSheet
from web.slowing import Misses


def put_pages(app: web.Application, runtime: Runtime) -> None:
    """Serve the pages as well."""
    settings, town = runtime.settings, runtime.town
    site = Site(
        transactions=runtime.transactions,
        town=town,
        base=town.base,
        now=runtime.clock.now,
        new_id=short_id,
        new_key=page_token,
        news=ChatNews(),
        photos=KeptPhotos(settings.photo_folder, settings.evidence_max_bytes),
        misses=_misses(runtime),
        as_workbook=workbook,
        slips=PassbookSlips(town, Contact(settings.public_url, settings.texts_number)),
        history_line=history_line,
        number=settings.texts_number,
    )
    install(app, site)


def _misses(runtime: Runtime) -> Misses:
    transactions, now = runtime.transactions, runtime.clock.now
    return Misses(
        time.monotonic, tell=partial(tell_the_town, transactions, now), together=partial(count_one, transactions, now)
    )


def workbook(sheets: Mapping[str, WorkbookSheet]) -> bytes:
    """The tables as XLSX, figures to the right."""
    from app.reports.workbook import as_workbook  # noqa: PLC0415 - what writes workbooks takes long to load

    return as_workbook({name: Columns(sheet.headings, sheet.rows, _figures(sheet)) for name, sheet in sheets.items()})


def _figures(sheet: WorkbookSheet) -> list[int]:
    return [at for at in range(len(sheet.headings)) if any(isinstance(row[at], int | float) for row in sheet.rows)]
