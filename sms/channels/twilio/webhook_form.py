"""Reading a webhook's form, and believing it only when it is signed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict

from domain.model.trouble import ReportTrouble, TroubleKind, report_nothing
from sms.channels.body import read_body
from sms.channels.twilio.signature import verify

log = logging.getLogger(__name__)

LARGEST_BODY = 64 * 1024
"""Bytes. The longest text that Twilio passes on has 1600 characters, at most 9 bytes each when encoded; what its
add-ons say about the number comes with it."""

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 200
_QUIET_SECONDS = 60.0
_LONGEST_SHOWN = 200
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


@dataclass(slots=True)
class Forms:
    """Reads forms that Twilio signed for ``public_url``.

    ``from_here``: without an ``auth_token`` unsigned ones of this very machine are read, to try a text coming in.
    """

    auth_token: str | None
    public_url: str
    from_here: bool = False
    report: ReportTrouble = report_nothing
    monotonic: Callable[[], float] = time.monotonic
    _quiet_until: dict[str, float] = field(default_factory=dict, init=False)

    async def read(self, request: web.Request) -> MultiDict[str]:
        """The form, its values untrimmed.

        Raises HTTPServiceUnavailable when there is no token to check with, HTTPForbidden for a missing or wrong
        signature, HTTPRequestEntityTooLarge, HTTPBadRequest for what is no form.
        """
        if not self.auth_token:
            if self.from_here and _is_from_here(request):
                return await _form(request)
            raise web.HTTPServiceUnavailable(text="no Twilio auth token is configured")
        signature = request.headers.get("X-Twilio-Signature")
        if not signature:
            self._say("a webhook came without a signature: a proxy in between may drop X-Twilio-Signature")
            raise web.HTTPForbidden(text="not signed")
        try:
            form = await _form(request)
        except web.HTTPException as refused:
            self._say("a webhook brought no form that can be read: %s", refused.text)
            raise
        if not verify(self.auth_token, self.public_url, request.raw_path, form, signature):
            await self._tell(request)
            raise web.HTTPForbidden(text="wrong signature")
        await self.report(None, "")
        return form

    async def _tell(self, request: web.Request) -> None:
        """For the operator, who may have set the one or the other address wrongly."""
        scheme = request.headers.get("X-Forwarded-Proto", request.scheme)
        host = request.headers.get("X-Forwarded-Host", request.host)
        came = f"{scheme}://{host}{request.path}"[:_LONGEST_SHOWN]
        ours = f"{self.public_url.rstrip('/')}{request.path}"[:_LONGEST_SHOWN]
        await self.report(TroubleKind.SIGNATURE, f"来到 {came}，按 {ours} 核对")
        self._say(
            "a webhook came to %r, but is not signed for %r: check JIFEN_PUBLIC_URL and JIFEN_TWILIO_AUTH_TOKEN",
            came,
            ours,
        )

    def _say(self, line: str, *details: str | None) -> None:
        """The same line once a minute, as anybody may call; none of them hides another."""
        if self.monotonic() >= self._quiet_until.get(line, float("-inf")):
            self._quiet_until[line] = self.monotonic() + _QUIET_SECONDS
            log.warning(line, *details)


def _is_from_here(request: web.Request) -> bool:
    """Whether a request was made on this machine, and not passed on by a proxy on it."""
    try:
        here = ip_address(request.remote or "").is_loopback
    except ValueError:
        return False
    return here and not any(name in request.headers for name in _FORWARDED)


async def _form(request: web.Request) -> MultiDict[str]:
    if request.content_type != _FORM:
        raise web.HTTPBadRequest(text=f"not {_FORM}")
    return _parse(await read_body(request, LARGEST_BODY))


def _parse(body: bytes) -> MultiDict[str]:
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise web.HTTPBadRequest(text="not a form in UTF-8") from None
    return MultiDict(fields)
