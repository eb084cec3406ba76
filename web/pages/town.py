"""``/``: the town, its units, and how to take part."""

from __future__ import annotations

from web.site import Page, Visit

_MOST_ANNOUNCEMENTS = 5


async def front(visit: Visit) -> Page:
    """The town's own page."""
    made_known = await visit.store.announcements.public("", _MOST_ANNOUNCEMENTS)
    return Page("town.html", {"book": visit.site.base, "announcements": made_known})
