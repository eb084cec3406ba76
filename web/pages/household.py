"""``/h/{token}``: one household's own record, for whoever holds the link to it."""

from __future__ import annotations

from domain.model.people import Household
from domain.pages.links import open_household
from domain.pages.record import own_photo, own_record
from domain.work import Work
from web.site import Page, Photo, Visit

ENDED = Page("ended.html", status=404, secret=True, missed=True)
"""For every link that opens nothing: who guesses learns nothing of it."""


async def household(visit: Visit) -> Page:
    """The record of this year, or of the one that is asked for and was scored."""
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    if opened is None:
        return ENDED
    store, home = visit.store, opened.household
    record = await own_record(_work(visit, home), home, _year(visit))
    key = visit.asked.get("done", "")
    return Page(
        "household.html",
        {
            "record": record,
            "unit_name": visit.site.town.units[home.unit],
            "token": visit.parts["token"],
            "until": opened.link.until.date(),
            "posted": await store.page_links.posted(opened.link.id, key) if key else None,
            "form_key": visit.site.new_key(),
            "most_photo_mb": visit.site.photos.most_bytes // (1024 * 1024),
        },
        secret=True,
    )


async def photo(visit: Visit) -> Photo | Page:
    """A photo of the household's own."""
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    if opened is None:
        return ENDED
    digest = await own_photo(visit.store, opened.household, int(visit.parts["photo"]))
    return Photo(digest, small=visit.parts.get("size") == "small") if digest else ENDED


def _year(visit: Visit) -> int:
    """This year, or the one before."""
    last = visit.now.year - 1
    return last if visit.asked.get("year") == str(last) else visit.now.year


def _work(visit: Visit, home: Household) -> Work:
    return Work(visit.store, visit.site.town, home.unit, visit.now, "page")
