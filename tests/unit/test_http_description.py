"""``docs/http.yaml`` describes every route that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import yaml
from aiohttp import web

from app.health import health_routes
from bot.channels.telegram.webhook import PATH
from sms.channels.smsgate import webhooks as smsgate
from sms.channels.twilio import webhooks as twilio
from web.install import install

DESCRIBED = Path(__file__).parents[2] / "docs" / "http.yaml"
METHODS = {"get", "post", "put", "patch", "delete"}
ANYTHING = cast("Any", None)
"""Nothing is asked of what the routes lead to."""


def routes() -> set[tuple[str, str]]:
    """Every method and path that is served, whatever the settings are."""
    app = web.Application()
    town = SimpleNamespace(town="镇")
    install(app, cast("Any", SimpleNamespace(base=town, town=SimpleNamespace(units={}), number=None)))
    app.add_routes(health_routes(ANYTHING, ANYTHING, ANYTHING))
    app.add_routes([*twilio.routes(ANYTHING, ANYTHING), *smsgate.routes(ANYTHING, ANYTHING)])
    app.router.add_post(PATH, _nobody)
    return {
        (route.method.lower(), re.sub(r"/static/\w+/", "/static/{version}/", route.resource.canonical))
        for route in app.router.routes()
        if route.resource and route.method != "HEAD"
    }


async def _nobody(_: web.Request) -> web.Response:
    return web.Response()


def test_every_route_is_described() -> None:
    paths = yaml.safe_load(DESCRIBED.read_text("utf-8"))["paths"]
    described = {(method, path) for path, what in paths.items() for method in METHODS & what.keys()}
    assert described == routes()
