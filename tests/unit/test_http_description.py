"""``docs/http.yaml`` describes every route that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast, get_args

import yaml
from aiohttp import web

from app.health import health_routes
from app.settings import Settings
from app.texts.channel import sms_channel
from bot.channels.telegram.webhook import PATH
from sms.channels import InboundHandlers
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
    app.router.add_post(PATH, _nobody)
    return _webhooks_of_texts() | {
        (route.method.lower(), re.sub(r"/static/\w+/", "/static/{version}/", route.resource.canonical))
        for route in app.router.routes()
        if route.resource and route.method != "HEAD"
    }


def _webhooks_of_texts() -> set[tuple[str, str]]:
    """Those of each channel that can be set."""
    channels = get_args(Settings.model_fields["sms_gateway"].annotation)
    calls = InboundHandlers(ANYTHING, ANYTHING, ANYTHING)
    made = [sms_channel(Settings(sms_gateway=name), ANYTHING) for name in channels]
    return {(route.method.lower(), route.path) for channel in made for route in channel.routes(calls)}


async def _nobody(_: web.Request) -> web.Response:
    return web.Response()


def test_every_route_is_described() -> None:
    paths = yaml.safe_load(DESCRIBED.read_text("utf-8"))["paths"]
    described = {(method, path) for path, what in paths.items() for method in METHODS & what.keys()}
    assert described == routes()
