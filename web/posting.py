"""Forms of a household's page: whose they are, each carried out once, and then back to the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256

from aiohttp import web

from domain.model.message import Handled
from domain.model.page_link import FormResult
from domain.pages.links import open_household
from domain.ports.store import Unavailable
from domain.work import Work
from web import wording
from web.acting import Submission
from web.answering import BUSY, SITE, Handler, answer, broken
from web.apart import NotOpened, TooBusy
from web.at_once import MOST_WORDS_BYTES
from web.forms import BadForm, PostedForm, read_form
from web.pages.household import ENDED, put_off, refused
from web.pages.unsent import unsent
from web.photos import NotAPhoto, TooManyPixels
from web.site import Page, Site, Visit

Act = Callable[[Submission], Awaitable[FormResult]]
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_INCOMPLETE = Page("again.html", status=400, secret=True)
_WHY_NOT: dict[type[Exception], str] = {
    TooBusy: wording.TOO_MANY_PHOTOS,
    NotOpened: wording.PHOTO_NOT_OPENED,
    TooManyPixels: wording.PHOTO_TOO_LARGE,
    NotAPhoto: wording.NOT_A_PHOTO,
}


def posted(act: Act) -> Handler:
    """A form's address. A link that is not good gets nothing, before anything of the form is read."""

    async def handle(request: web.Request) -> web.StreamResponse:
        site = request.app[SITE]
        try:
            home = await _whose(site, request.match_info["token"])
            if home is None:
                await site.misses.miss()
                return answer(request, ENDED)
            with site.forms.one_more(home) as may:
                if may:
                    return await _take(request, site, act)
            return await _later(request, site, home)
        except Unavailable:
            return await _unread(request, site)
        except Exception as stop:  # noqa: BLE001 - our mistake; the reader gets a number to quote
            return answer(request, broken(site, stop))

    return handle


async def _take(request: web.Request, site: Site, act: Act) -> web.StreamResponse:
    try:
        form = await read_form(request, site.photos.most_bytes)
    except BadForm:
        return answer(request, _INCOMPLETE)
    return await _or_its_words(request, site, form, _taken(request, site, act, form))


async def _taken(request: web.Request, site: Site, act: Act, form: PostedForm) -> web.StreamResponse:
    token = request.match_info["token"]
    if not _KEY.fullmatch(form["key"]):
        return answer(request, _INCOMPLETE)
    done = await _done(site, token, act, form)
    if done is None:
        return answer(request, ENDED)
    if done.handled is not Handled.DONE:
        return await _shown_again(request, site, done, form)
    return web.Response(status=303, headers={"Location": f"/h/{token}?done={form['key']}#done"})


async def _later(request: web.Request, site: Site, home: int) -> web.StreamResponse:
    """There is no room for it: its words are shown again, under the same key, with how to send them once more."""
    with site.words_of_forms.one_more(home) as may:
        form = await _words(request) if may else None
        if form is None:
            return answer(request, BUSY)
        if not _KEY.fullmatch(form["key"]):
            return answer(request, _INCOMPLETE)
        again = wording.PHOTO_AGAIN if form.photo_too_large else ""
        done = FormResult(Handled.REFUSED, wording.TOO_MANY_FORMS + again)
        return await _or_its_words(request, site, form, _shown_again(request, site, done, form, later=True))


async def _unread(request: web.Request, site: Site) -> web.StreamResponse:
    """Nobody can say whose it is: its words come back at once, whoever sent them."""
    with site.words_of_forms.one_more(request.match_info["token"]) as may:
        form = await _words(request) if may else None
        return answer(request, BUSY) if form is None else _unsent(request, site, form)


async def _words(request: web.Request) -> PostedForm | None:
    """The form without its photo; None for more than any of ours, and for what is none."""
    declared = request.content_length
    plain = request.content_type != "multipart/form-data"
    if plain and (declared is None or declared > MOST_WORDS_BYTES):
        return None
    try:
        return await read_form(request, 0)
    except BadForm:
        return None


async def _or_its_words(
    request: web.Request, site: Site, form: PostedForm, coming: Awaitable[web.StreamResponse]
) -> web.StreamResponse:
    """The answer that is coming; should anything stop it, the words come back, to be sent once more."""
    try:
        return await coming
    except Unavailable:
        return _unsent(request, site, form)
    except Exception as stop:  # noqa: BLE001 - our mistake; the reader gets a number to quote
        return _unsent(request, site, form, broken(site, stop))


def _unsent(request: web.Request, site: Site, form: PostedForm, fault: Page | None = None) -> web.Response:
    """With a ``fault`` of ours, or as the store does not answer."""
    if not _KEY.fullmatch(form["key"]):
        return answer(request, _INCOMPLETE)
    why = wording.failed(fault.shows["error_id"]) if fault else wording.UNANSWERED
    again = wording.PHOTO_AGAIN if form.photo or form.photo_too_large else ""
    status = fault.status if fault else 503
    return answer(request, unsent(form, request.path, why + again, site.photos.most_bytes, status=status))


async def _done(site: Site, token: str, act: Act, form: PostedForm) -> FormResult | None:
    """What became of the form; None when the link has just ended.

    A photo lies in the folder before anything names it.
    """
    if form.photo_too_large:
        return FormResult(Handled.REFUSED, wording.PHOTO_TOO_LARGE)
    try:
        photo = None if form.photo is None else await site.unfolding.cleaned(form.photo)
    except (TooBusy, NotAPhoto) as why_not:
        return FormResult(Handled.REFUSED, _WHY_NOT[type(why_not)])
    if photo:
        await _put(site, photo)
    done = await _carry_out(site, token, act, form, photo)
    if photo and done:
        await _put(site, photo)  # until it was noted, a sweep may have deleted an older one that is the same
        if done.handled is not Handled.DONE:
            return replace(done, reply=done.reply + wording.PHOTO_AGAIN)
    return done


async def _shown_again(
    request: web.Request, site: Site, done: FormResult, form: PostedForm, *, later: bool = False
) -> web.Response:
    """The page with why nothing was taken, and with the words that were typed. ``later``: it may be sent as it is."""
    async with site.transactions.reading() as store:
        visit = Visit(site, store, site.now(), request.match_info, {})
        page = await (put_off if later else refused)(visit, done, form)
    return answer(request, page)


async def _whose(site: Site, token: str) -> int | None:
    """The number of the household; None for a link that opens nothing."""
    async with site.transactions.reading() as store:
        opened = await open_household(store, token, site.now())
        return opened.household.id if opened else None


async def _put(site: Site, photo: bytes) -> None:
    digest = sha256(photo).hexdigest()
    if await asyncio.to_thread(site.photos.read, digest) is None:
        await asyncio.to_thread(site.photos.store, digest, photo)


async def _carry_out(site: Site, token: str, act: Act, form: PostedForm, photo: bytes | None) -> FormResult | None:
    """In one transaction; a form that was carried out before is not again. None when the link has just ended."""
    now, key = site.now(), form["key"]
    async with site.transactions.writing() as store:
        opened = await open_household(store, token, now)
        if opened is None:
            return None
        if not await store.page_links.take(opened.link.id, key, now):
            return await store.page_links.posted(opened.link.id, key)
        home = opened.household
        work = Work(store, site.town, home.unit, now, f"{opened.link.id}:{key}")
        done = await act(Submission(site, work, home, opened.link.phone, form, photo))
        await store.page_links.answer(opened.link.id, key, done)
        return done
