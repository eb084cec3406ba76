"""Announcements 公告: to the group, the pages, the notice board, and by text to whoever asks (section 五（二）)."""

from __future__ import annotations

from domain.boundary import boundary
from domain.model.announcement import Announcement, NewAnnouncement
from domain.model.errors import Refused
from domain.model.people import Officer, check_specialist
from domain.work import Work

LONGEST = 500
"""Characters of an announcement."""


def check_words(words: str) -> str:
    """The words without blanks around them. Raises Refused (nothing-to-announce, announcement-too-long)."""
    text = words.strip()
    if not any(map(str.isalnum, text)):
        raise Refused("nothing-to-announce")
    if len(text) > LONGEST:
        raise Refused("announcement-too-long", most=LONGEST, length=len(text))
    return text


@boundary
async def announce(work: Work, officer: Officer | None, words: str) -> Announcement | Refused:
    """Publish an announcement at once; ``officer`` None = the operator.

    Refused: specialist-only, nothing-to-announce, announcement-too-long.
    """
    _check(work, officer)
    by = officer.id if officer else None
    new = NewAnnouncement(work.unit, None, check_words(words), by, work.now, work.key)
    return await work.store.announcements.add(new)


@boundary
async def take_down(work: Work, officer: Officer | None, number: int) -> Announcement | Refused:
    """Take an announcement or a model off the pages; ``officer`` None = the operator.

    Refused: specialist-only, no-announcement, not-public.
    """
    _check(work, officer)
    known = await work.store.announcements.get(number)
    if known is None or known.unit != work.unit:
        raise Refused("no-announcement", number=number)
    for state in ("published", "asked"):
        if await work.store.announcements.change(number, state, "withdrawn", work.now):
            return known
    raise Refused("not-public", number=number)


@boundary
async def find_public(work: Work, officer: Officer | None, number: int | None) -> Announcement | Refused:
    """What may be read aloud or put up: one that is public, or the last one; ``officer`` None = the operator.

    Refused: specialist-only, no-announcement, not-made-known, nothing-public.
    """
    _check(work, officer)
    store = work.store.announcements
    if number is None:
        last = await store.public(work.unit, 1)
        if not last:
            raise Refused("nothing-public")
        return last[0]
    known = await store.get(number)
    if known is None or known.unit != work.unit:
        raise Refused("no-announcement", number=number)
    if known.state != "published" or (known.household and known.household.left is not None):
        raise Refused("not-made-known", number=number)
    return known


async def named_in(work: Work, words: str) -> list[str]:
    """The heads of households whose names stand in the words, each once."""
    heads = [home.head for home in await work.store.roster.of_unit(work.unit) if home.head in words]
    return list(dict.fromkeys(heads))


def _check(work: Work, officer: Officer | None) -> None:
    """The operator may do it in every unit. Raises Refused (specialist-only)."""
    if officer is not None:
        check_specialist(officer, work.unit)
