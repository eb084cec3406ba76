"""Putting the pages on an HTTP application. Whoever adds a page adds its address here."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

import aiohttp_jinja2
from aiohttp import web
from jinja2 import PackageLoader, StrictUndefined
from markupsafe import Markup

from text.shown import shown as as_it_reads
from web import acting
from web.answering import SITE, plainly_absent, shown
from web.pages import household, published, review, supervisor, town, unit, verify
from web.posting import posted
from web.site import Site
from web.words import FILTERS, sms_link

_STYLE, _SCRIPT = "style.css", "smaller.js"
_A_YEAR = "public, max-age=31536000, immutable"
"""The addresses of style and script name their content."""
_A_WEEK = "public, max-age=604800"
_ROBOTS = "User-agent: *\nDisallow: /\n"


def _as_it_reads(value: object) -> object:
    """What a page shows of a text."""
    return as_it_reads(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def install(app: web.Application, site: Site) -> None:
    """Add every page."""
    app[SITE] = site
    app.middlewares.append(plainly_absent)
    _set_up_templates(app, site)
    app.add_routes(_routes())
    app.on_cleanup.append(_end_what_runs)


def _set_up_templates(app: web.Application, site: Site) -> None:
    """``environment.globals`` are what any page may show."""
    environment = aiohttp_jinja2.setup(
        app,
        loader=PackageLoader("web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        filters=FILTERS,
        finalize=_as_it_reads,
    )
    environment.globals.update(
        style=_address(_STYLE),
        script=_address(_SCRIPT),
        sms_link=sms_link,
        number=site.number,
        town_name=site.base.town,
        units=site.town.units,
        most_in_claim=acting.MOST_IN_CLAIM,
        most_in_objection=acting.MOST_IN_OBJECTION,
    )


async def _end_what_runs(app: web.Application) -> None:
    await app[SITE].unfolding.close()


def _routes() -> list[web.RouteDef]:
    """Every address."""
    return [
        web.get("/", shown(town.front)),
        web.get("/u/{unit}", shown(unit.unit)),
        web.get("/u/{unit}/r/{round}", shown(published.of_round)),
        web.get("/u/{unit}/q/{quarter}", shown(published.of_quarter)),
        web.get("/h/{token}", shown(household.household)),
        web.get("/h/{token}/slip/{quarter}.pdf", shown(household.slip)),
        web.get("/h/{token}/photo/{photo:[0-9]{1,15}}", shown(household.photo)),
        web.get("/h/{token}/photo/{photo:[0-9]{1,15}}/{size:small}", shown(household.photo)),
        web.post("/h/{token}/claim", posted(acting.claim)),
        web.post("/h/{token}/object", posted(acting.object_)),
        web.post("/h/{token}/withdraw", posted(acting.withdraw_)),
        *(web.get(f"/h/{{token}}/{form}", _back_to_page) for form in ("claim", "object", "withdraw")),
        web.get("/town/{token}", shown(supervisor.supervisor)),
        web.get("/town/{token}/town.xlsx", shown(supervisor.workbook)),
        web.get("/town/{token}/review/{period:[0-9Q]{4,6}}", shown(review.printed)),
        web.get("/town/{token}/review/{period:[0-9Q]{4,6}}.xlsx", shown(review.workbook)),
        web.get("/verify", shown(verify.seals)),
        web.get(_address(_STYLE), _send_style),
        web.get(_address(_SCRIPT), _send_script),
        web.get("/icon.svg", _send_icon),
        web.get("/robots.txt", _send_robots),
    ]


@cache
def _static(name: str) -> bytes:
    return (files("web") / "static" / name).read_bytes()


def _address(name: str) -> str:
    return f"/static/{hashlib.sha256(_static(name)).hexdigest()[:12]}/{name}"


async def _send_style(_: web.Request) -> web.Response:
    return _kept_a_year(_STYLE, "text/css")


async def _send_script(_: web.Request) -> web.Response:
    return _kept_a_year(_SCRIPT, "text/javascript")


def _kept_a_year(name: str, kind: str) -> web.Response:
    headers = {"Cache-Control": _A_YEAR, "X-Content-Type-Options": "nosniff"}
    response = web.Response(body=_static(name), content_type=kind, charset="utf-8", headers=headers)
    response.enable_compression()
    return response


async def _send_icon(_: web.Request) -> web.Response:
    headers = {"Cache-Control": _A_WEEK}
    return web.Response(body=_static("icon.svg"), content_type="image/svg+xml", headers=headers)


async def _back_to_page(request: web.Request) -> web.Response:
    """Where a form is sent to nothing is to be seen; the address stands there after a refusal, and is opened again."""
    return web.Response(status=303, headers={"Location": f"/h/{request.match_info['token']}"})


async def _send_robots(_: web.Request) -> web.Response:
    return web.Response(text=_ROBOTS)
