"""The pages, built: what they show comes from the open database, their links from the settings."""

from __future__ import annotations

from aiohttp import web

from app.ids import short_id
from app.runtime import Runtime
from web.install import install
from web.site import Site


def put_pages(app: web.Application, runtime: Runtime) -> None:
    """Serve the pages as well."""
    settings, town = runtime.settings, runtime.town
    number = settings.twilio_from if settings.sms_gateway == "twilio" else None
    install(app, Site(runtime.transactions, town, town.base, runtime.clock.now, short_id, number))
