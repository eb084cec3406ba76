"""The HTTP client under Twilio's own: with a time limit that holds, another address, ``Retry-After``, and no log."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import ClientSession, ClientTimeout, TCPConnector
from twilio.http import AsyncHttpClient  # type: ignore[import-untyped]  # twilio ships no types
from twilio.http.response import Response  # type: ignore[import-untyped]  # twilio ships no types

from sms.channels.twilio.busy import Busy

_BUSY = (429, 503)
_CONNECT_SECONDS = 5.0
_KEEPALIVE_SECONDS = 5.0


class TwilioHttp(AsyncHttpClient):  # type: ignore[misc]  # twilio ships no types
    """Must be made inside the running loop. Sends each request once, ``seconds`` at most.

    Twilio's ``AsyncTwilioHttpClient`` hands ``timeout=None`` to aiohttp, which then waits for ever, and logs every
    number it texts. A connection is kept only briefly here: one that the other side has dropped meanwhile would leave
    a POST unknown.
    """

    def __init__(self, api_url: str | None, seconds: float) -> None:
        super().__init__(None, True, seconds)
        self._api_url = api_url.rstrip("/") if api_url else None
        self._session = ClientSession(
            timeout=ClientTimeout(total=seconds, connect=min(_CONNECT_SECONDS, seconds / 2)),
            connector=TCPConnector(keepalive_timeout=_KEEPALIVE_SECONDS),
        )

    async def request(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None = None,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the session's holds
        allow_redirects: bool = False,
    ) -> Response:
        """Send one request. Raises Busy."""
        headers = {**(headers or {}), **(_basic(*auth) if auth else {})}
        async with self._session.request(
            method, self._at(url), params=params, data=data, headers=headers, allow_redirects=allow_redirects
        ) as answer:
            if answer.status in _BUSY:
                raise Busy(answer.status, _seconds(answer.headers.get("Retry-After")))
            return Response(answer.status, await answer.text(), answer.headers)

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    def _at(self, url: str) -> str:
        if self._api_url is None:
            return url
        parts = urlsplit(url)
        return self._api_url + parts.path + (f"?{parts.query}" if parts.query else "")


def _basic(user: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(f"{user}:{password}".encode()).decode()}


def _seconds(retry_after: str | None) -> float | None:
    """``Retry-After`` in seconds; its other form, a date, is left to the worker's own back-off."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() else None
