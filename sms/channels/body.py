"""Reading what a platform's call brings, within a limit."""

from __future__ import annotations

from aiohttp import web


async def read_body(request: web.Request, largest: int) -> bytes:
    """The body, never more of it than ``largest`` bytes, whatever its declared length.

    Raises HTTPRequestEntityTooLarge, HTTPBadRequest for one that breaks off.
    """
    body = bytearray()
    try:
        while len(body) <= largest and (chunk := await request.content.readany()):
            body += chunk
    except (web.RequestPayloadError, ConnectionError):
        raise web.HTTPBadRequest(text="unreadable body") from None
    if len(body) > largest:
        raise web.HTTPRequestEntityTooLarge(largest, text="body too large")
    return bytes(body)
