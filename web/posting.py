"""Forms of a household's page: whose they are, each carried out once, and then back to the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from hashlib import sha256

from aiohttp import web

from domain.model.page_link import FormResult
from domain.pages.links import open_household
from domain.ports.store import Unavailable
from domain.work import Work
from web.acting import Submission
from web.answering import BUSY, SITE, Handler, answer, broken
from web.forms import BadForm, PhotoTooLarge, PostedForm, read_form
from web.pages.household import ENDED
from web.photos import NotAPhoto, cleaned
from web.site import Page, Site

Act = Callable[[Submission], Awaitable[FormResult]]
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_FAULTS: dict[type[Exception], str] = {
    BadForm: "这张表没有传完整",
    PhotoTooLarge: "照片太大了",
    NotAPhoto: "选的文件不是能看的照片（要JPEG或HEIC）",
}


def posted(act: Act) -> Handler:
    """A form's address. A link that is not good gets nothing, before anything of the form is read."""

    async def handle(request: web.Request) -> web.StreamResponse:
        site = request.app[SITE]
        try:
            return await _take(request, site, act)
        except Unavailable:
            return answer(request, BUSY)
        except Exception as stop:  # noqa: BLE001 - our mistake; the reader gets a number to quote
            return answer(request, broken(site, stop))

    return handle


async def _take(request: web.Request, site: Site, act: Act) -> web.StreamResponse:
    token = request.match_info["token"]
    if not await _is_good(site, token):
        await site.misses.miss()
        return answer(request, ENDED)
    try:
        form = await read_form(request, site.photos.most_bytes)
        photo = await _kept(site, form)
    except (BadForm, PhotoTooLarge, NotAPhoto) as fault:
        return answer(request, Page("again.html", {"why": _FAULTS[type(fault)]}, status=400, secret=True))
    if not await _carry_out(site, token, act, form, photo):
        return answer(request, ENDED)
    if photo is not None:
        await _put(site, photo)  # until it was noted, a sweep may have deleted an older one that is the same
    return web.Response(status=303, headers={"Location": f"/h/{token}?done={form['key']}#done"})


async def _is_good(site: Site, token: str) -> bool:
    async with site.transactions.reading() as store:
        return await open_household(store, token, site.now()) is not None


async def _kept(site: Site, form: PostedForm) -> bytes | None:
    """The form's photo, clean, and in the folder before anything names it. Raises BadForm and NotAPhoto."""
    if not _KEY.fullmatch(form["key"]):
        raise BadForm
    if form.photo is None:
        return None
    photo = await asyncio.to_thread(cleaned, form.photo)
    await _put(site, photo)
    return photo


async def _put(site: Site, photo: bytes) -> None:
    digest = sha256(photo).hexdigest()
    if await asyncio.to_thread(site.photos.read, digest) is None:
        await asyncio.to_thread(site.photos.store, digest, photo)


async def _carry_out(site: Site, token: str, act: Act, form: PostedForm, photo: bytes | None) -> bool:
    """In one transaction; a form that was carried out before is not again. False when the link has just ended."""
    now = site.now()
    async with site.transactions.writing() as store:
        opened = await open_household(store, token, now)
        if opened is None:
            return False
        if await store.page_links.take(opened.link.id, form["key"], now):
            home = opened.household
            work = Work(store, site.town, home.unit, now, f"{opened.link.id}:{form['key']}")
            done = await act(Submission(site, work, home, opened.link.phone, form, photo))
            await store.page_links.answer(opened.link.id, form["key"], done)
    return True
