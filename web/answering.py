"""From a view to an HTTP answer: rendering, the headers of every page, and plain words when there is no page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

import aiohttp_jinja2
from aiohttp import web
from aiohttp.helpers import content_disposition_header

from domain.ports.store import Unavailable
from web.apart import NotOpened, TooBusy
from web.photos import LONGEST_SIDE, SMALL_SIDE, NotAPhoto, kind_shown
from web.site import Download, Page, PrintedPage, ShownPhoto, Site, View, Visit

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

SITE = web.AppKey("site", Site)
ABSENT = Page("absent.html", status=404)
BUSY = Page("busy.html", status=503)
_RETRY_SECONDS = "30"

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""No script, nothing from any other host, nothing told to any other site, and nothing for search engines."""


def shown(view: View) -> Handler:
    """A view as a handler of requests."""

    async def handle(request: web.Request) -> web.StreamResponse:
        site, page = request.app[SITE], None
        try:
            async with site.transactions.reading() as store:
                visit = Visit(site, store, site.now(), request.match_info, request.query)
                page = await view(visit)
            if isinstance(page, PrintedPage):
                page = await _printed(page)
        except Unavailable:
            page = BUSY
        except Exception as stop:  # noqa: BLE001 - our mistake; the reader gets a number to quote
            page = broken(site, stop)
        if isinstance(page, ShownPhoto):
            return await _photo(request, site, page)
        if isinstance(page, Download):
            return _download(page)
        if page and page.missed:
            await site.misses.miss()
        return answer(request, page or ABSENT)

    return handle


async def _printed(paper: PrintedPage) -> Download | Page:
    """The PDF, or a word that it takes too long just now."""
    content = await paper.print()
    return BUSY if content is None else Download(paper.name, "application/pdf", content)


def _download(file: Download) -> web.Response:
    headers = {
        **_HEADERS,
        "Cache-Control": "no-store",
        "Content-Disposition": content_disposition_header("attachment", filename=file.name),
    }
    return web.Response(body=file.content, content_type=file.kind, headers=headers)


async def _photo(request: web.Request, site: Site, photo: ShownPhoto) -> web.StreamResponse:
    content = await asyncio.to_thread(site.photos.read, photo.digest)
    if content is None:
        return answer(request, ABSENT)
    kind = None if photo.small else kind_shown(content)
    try:
        if kind is None:
            kind = "image/jpeg"
            content = await site.unfolding.cleaned(content, SMALL_SIDE if photo.small else LONGEST_SIDE)
    except (TooBusy, NotOpened):
        return answer(request, BUSY)
    except NotAPhoto:
        return answer(request, ABSENT)
    return web.Response(body=content, content_type=kind, headers={**_HEADERS, "Cache-Control": "no-store"})


def broken(site: Site, stop: Exception) -> Page:
    """A mistake of ours, loud in the log."""
    error_id = site.new_id()
    log.error("a page failed, error %s", error_id, exc_info=stop)
    return Page("broken.html", {"error_id": error_id}, status=500)


def answer(request: web.Request, page: Page) -> web.Response:
    """The page as an HTTP answer, compressed where that is understood."""
    response = aiohttp_jinja2.render_template(page.template, request, page.shows, status=page.status)
    response.headers.update(_HEADERS)
    if page.scripted:
        response.headers["Content-Security-Policy"] = f"{_POLICY}; script-src 'self'"
    response.headers["Cache-Control"] = (
        "no-store" if page.secret or page.status != web.HTTPOk.status_code else "no-cache"
    )
    if page.status == web.HTTPServiceUnavailable.status_code:
        response.headers["Retry-After"] = _RETRY_SECONDS
    response.enable_compression()
    return response


@web.middleware
async def plainly_absent(request: web.Request, handler: Handler) -> web.StreamResponse:
    """An address that nothing is at says so in plain words to whoever reads pages."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        if "text/html" in request.headers.get("Accept", ""):
            return answer(request, ABSENT)
        raise
