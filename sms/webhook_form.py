"""Reading a webhook's form, and believing it only when it is signed."""

from __future__ import annotations

from urllib.parse import parse_qsl

from aiohttp import web
from multidict import MultiDict

from sms.signature import verify

LARGEST_BODY = 16 * 1024
"""Bytes. The longest text that Twilio passes on has 1600 characters, at most 9 bytes each when encoded."""

_FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 200


async def signed_form(request: web.Request, auth_token: str | None, public_url: str) -> MultiDict[str]:
    """The form of a request that Twilio signed for ``public_url``, its values untrimmed.

    Raises HTTPServiceUnavailable when there is no token to check with, HTTPForbidden for a missing or wrong
    signature, HTTPRequestEntityTooLarge, HTTPBadRequest for what is no form.
    """
    if not auth_token:
        raise web.HTTPServiceUnavailable(text="no Twilio auth token is configured")
    signature = request.headers.get("X-Twilio-Signature")
    if not signature:
        raise web.HTTPForbidden(text="not signed")
    if request.content_type != _FORM:
        raise web.HTTPBadRequest(text=f"not {_FORM}")
    form = _parse(await _body(request))
    if not verify(auth_token, public_url, request.raw_path, form, signature):
        raise web.HTTPForbidden(text="wrong signature")
    return form


async def _body(request: web.Request) -> bytes:
    """The body, never more of it than allowed, whatever its declared length."""
    body = bytearray()
    try:
        while len(body) <= LARGEST_BODY and (chunk := await request.content.readany()):
            body += chunk
    except (web.RequestPayloadError, ConnectionError):
        raise web.HTTPBadRequest(text="unreadable body") from None
    if len(body) > LARGEST_BODY:
        raise web.HTTPRequestEntityTooLarge(LARGEST_BODY, text="body too large")
    return bytes(body)


def _parse(body: bytes) -> MultiDict[str]:
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise web.HTTPBadRequest(text="not a form in UTF-8") from None
    return MultiDict(fields)
