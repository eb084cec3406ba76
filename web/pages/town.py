"""``/``: the town, its units, and how to take part."""

from __future__ import annotations

from web.site import Page, Visit


async def front(visit: Visit) -> Page:
    """The town's own page."""
    return Page("town.html", {"book": visit.site.base})
