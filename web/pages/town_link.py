"""Whose town a link opens, and what its pages give to keep."""

from __future__ import annotations

from domain.pages.links import open_town
from domain.work import Work
from web.site import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def town_work(visit: Visit) -> Work | None:
    """What is read for the supervisor who holds the link; None for one that opens nothing."""
    officer = await open_town(visit.store, visit.parts["token"], visit.now)
    return None if officer is None else Work(visit.store, visit.site.town, officer.unit, visit.now, "page")
