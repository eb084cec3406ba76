"""``/h/{token}``: one household's own record, for whoever holds the link to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from domain.model.calendar import Period, parse_quarter, quarter_of
from domain.model.errors import Refused
from domain.model.page_link import FormResult
from domain.model.people import Household
from domain.pages.links import OpenedLink, open_household
from domain.pages.record import MOST_CASES, OwnRecord, own_photo, own_record
from domain.work import Work
from web.forms import PostedForm
from web.pages.own_lists import own_lists, shown_whole, where_typed
from web.site import Page, PrintedPage, ShownPhoto, Visit

_YEAR = re.compile("20[0-9]{2}")
_NOTHING_TYPED = {"content": "", "entry": "", "reason": ""}
"""The fields in which people write, and which entry the words are about."""
ENDED = Page("ended.html", status=404, secret=True, missed=True)
"""For every link that opens nothing: who guesses learns nothing of it."""


async def household(visit: Visit) -> Page | None:
    """The record of this year, or of the one that is asked for and was scored, with what became of a form."""
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    if opened is None:
        return ENDED
    key = visit.asked.get("done", "")
    posted = await visit.store.page_links.posted(opened.link.id, key) if key else None
    return await _record(visit, opened, posted, _NOTHING_TYPED)


async def refused(visit: Visit, result: FormResult, form: PostedForm) -> Page:
    """The record with why a form was not taken, and what was typed in its fields."""
    page = await _typed(visit, result, form, visit.site.new_key())
    return page if page is ENDED else replace(page, status=422)


async def put_off(visit: Visit, result: FormResult, form: PostedForm) -> Page:
    """The same for a form that was not looked at: sent once more it is the same form."""
    page = await _typed(visit, result, form, form["key"])
    return page if page is ENDED else replace(page, status=503)


async def _typed(visit: Visit, result: FormResult, form: PostedForm, key: str) -> Page:
    typed = {name: form[name] for name in _NOTHING_TYPED}
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    page = None if opened is None else await _record(visit, opened, result, typed)
    return ENDED if page is None else replace(page, shows={**page.shows, "form_key": key})


async def _record(visit: Visit, opened: OpenedLink, posted: FormResult | None, typed: Mapping[str, str]) -> Page | None:
    home = opened.household
    record = await own_record(_work(visit, home), home, _year(visit))
    asked = {**visit.asked, **where_typed(record, typed["entry"])}
    whole = shown_whole(record, asked.get("round", ""))
    changes = [visit.site.history_line(one, home.unit) for one in record.file.changes]
    lists = own_lists(asked, record, whole[0] if whole else None, changes)
    if lists is None:
        return None
    return Page(
        "household.html",
        {
            "record": record,
            "today": visit.now.date(),
            "whole": [one.round.period.key for one in whole],
            "asked_round": asked.get("round", ""),
            "lists": lists,
            "most_cases": MOST_CASES,
            "quarters": _settled_quarters(record),
            "unit_name": visit.site.town.units[home.unit],
            "token": visit.parts["token"],
            "until": opened.link.until.date(),
            "posted": posted,
            "typed": typed,
            "form_key": visit.site.new_key(),
            "most_photo_mb": visit.site.photos.most_bytes // (1024 * 1024),
        },
        secret=True,
        scripted=True,
    )


async def slip(visit: Visit) -> PrintedPage | Page | None:
    """The page of a quarter's passbook to keep or to print; None where there is none yet."""
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    if opened is None:
        return ENDED
    home = opened.household
    try:
        quarter = parse_quarter(visit.parts["quarter"])
    except Refused:
        return None
    made = await visit.site.slips.gather(_work(visit, home), home, quarter)
    return None if made is None else PrintedPage(f"{home.group}-{home.number}积分存折{quarter.key}.pdf", made)


async def photo(visit: Visit) -> ShownPhoto | Page:
    """A photo of the household's own."""
    opened = await open_household(visit.store, visit.parts["token"], visit.now)
    if opened is None:
        return ENDED
    digest = await own_photo(visit.store, opened.household, int(visit.parts["photo"]))
    return ShownPhoto(digest, small=visit.parts.get("size") == "small") if digest else ENDED


def _settled_quarters(record: OwnRecord) -> list[Period]:
    """The quarters in which the household has a settled round, the latest first."""
    settled = [quarter_of(one.round.period.first) for one in record.rounds if one.round.state != "open"]
    return list({quarter.key: quarter for quarter in settled}.values())


def _year(visit: Visit) -> int:
    """The year that is asked for, or this one; of a year in which it was not scored there is nothing to see."""
    asked = visit.asked.get("year", "")
    known = _YEAR.fullmatch(asked) and int(asked) <= visit.now.year
    return int(asked) if known else visit.now.year


def _work(visit: Visit, home: Household) -> Work:
    return Work(visit.store, visit.site.town, home.unit, visit.now, "page")
