"""A local Twilio: the Messages resource of the REST API.

Source: https://www.twilio.com/docs/messaging/api/message-resource; error codes: https://www.twilio.com/docs/api/errors.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import encode_basic_auth, web

from sandbox.faults import Fault, Faults
from sandbox.model import Text
from sandbox.sms_network import Network
from sandbox.sms_text import segments
from sandbox.world import World

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_LONGEST_BODY = 1600
_BASE = "/2010-04-01/Accounts/{account}/Messages"


class TwilioError(Exception):
    """A refusal, in Twilio's shape."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


class Twilio:
    """The server. ``faults`` go wrong by order (methods ``create``, ``fetch``, ``list``), ``network`` carries texts."""

    def __init__(self, world: World, network: Network) -> None:
        self._world = world
        self.network = network
        self.faults = Faults()

    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return [
            web.post(f"{_BASE}.json", self._create),
            web.get(f"{_BASE}.json", self._list),
            web.get(_BASE + "/{sid}.json", self._fetch),
        ]

    async def close(self) -> None:
        """Stop carrying texts and let go of hanging calls."""
        self.faults.close()
        await self.network.close()

    async def _create(self, request: web.Request) -> web.StreamResponse:
        async def act() -> web.Response:
            self._authenticate(request)
            return web.json_response(self._shape(self._accept(dict(await request.post()))), status=201)

        return await self._guarded(request, "create", act)

    async def _fetch(self, request: web.Request) -> web.StreamResponse:
        async def act() -> web.Response:
            self._authenticate(request)
            text = self._world.state.texts.get(request.match_info["sid"])
            if text is None:
                raise TwilioError(404, 20404, f"The requested resource {request.path} was not found")
            return web.json_response(self._shape(text))

        return await self._guarded(request, "fetch", act)

    async def _list(self, request: web.Request) -> web.StreamResponse:
        async def act() -> web.Response:
            self._authenticate(request)
            return web.json_response(self._page(request))

        return await self._guarded(request, "list", act)

    async def _guarded(self, request: web.Request, method: str, act: Any) -> web.StreamResponse:
        try:
            return await self.faults.run(request, method, act, _faulty)
        except TwilioError as error:
            return _refused(error)

    def _authenticate(self, request: web.Request) -> None:
        account = self._world.account
        right = encode_basic_auth(account.sid, account.auth_token)
        if request.headers.get("Authorization") != right or request.match_info["account"] != account.sid:
            raise TwilioError(401, 20003, "Authenticate")

    def _accept(self, form: dict[str, Any]) -> Text:
        to, sender, body = (str(form.get(name, "")) for name in ("To", "From", "Body"))
        self._check(to, sender, body)
        sid, callback = f"SM{self._world.new_id()}", str(form.get("StatusCallback", ""))
        text = Text(sid, sender, to, body, self._world.now(), "outbound-api", "queued", callback=callback)
        self.network.carry(self._world.put_text(text))
        return text

    def _check(self, to: str, sender: str, body: str) -> None:
        problems = (
            (not to, 21604, "A 'To' phone number is required."),
            (not sender, 21603, "A 'From' phone number is required."),
            (not body, 21602, "Message body is required."),
            (not _E164.fullmatch(to), 21211, f"The 'To' number {to} is not a valid phone number."),
            (sender != self._world.account.number, 21606, f"The 'From' phone number provided ({sender}) is not yours."),
            (len(body) > _LONGEST_BODY, 21617, "The concatenated message body exceeds the 1600 character limit"),
            (to in self._world.state.opted_out, 21610, "Attempt to send to unsubscribed recipient"),
        )
        for wrong, code, message in problems:
            if wrong:
                raise TwilioError(400, code, message)

    def _page(self, request: web.Request) -> dict[str, Any]:
        query = request.query
        size = max(1, min(int(query.get("PageSize", 50)), 1000))
        page = int(query.get("Page", 0))
        found = [text for text in reversed(self._world.state.texts.values()) if _matches(text, query)]
        more = (page + 1) * size < len(found)
        following = urlencode({**query, "Page": page + 1, "PageSize": size})
        return {
            "messages": [self._shape(text) for text in found[page * size : (page + 1) * size]],
            "page": page,
            "page_size": size,
            "start": page * size,
            "end": max(0, min((page + 1) * size, len(found)) - 1),
            "uri": str(request.rel_url),
            "first_page_uri": f"{request.path}?{urlencode({**query, 'Page': 0, 'PageSize': size})}",
            "next_page_uri": f"{request.path}?{following}" if more else None,
            "previous_page_uri": None,
        }

    def _shape(self, text: Text) -> dict[str, Any]:
        at, account = format_datetime(text.at), self._world.account.sid
        return {
            "sid": text.sid,
            "account_sid": account,
            "messaging_service_sid": None,
            "from": text.sender,
            "to": text.to,
            "body": text.body,
            "direction": text.direction,
            "status": text.status,
            "error_code": text.error,
            "error_message": None,
            "num_segments": str(segments(text.body)),
            "num_media": "0",
            "price": None,
            "price_unit": "USD",
            "date_created": at,
            "date_updated": at,
            "date_sent": None if text.status == "queued" else at,
            "api_version": "2010-04-01",
            "uri": f"{_BASE.format(account=account)}/{text.sid}.json",
            "subresource_uris": {},
        }


def _matches(text: Text, query: Any) -> bool:
    """The filters To, From and DateSent, each day or instant included, as Twilio takes them."""
    at = text.at.astimezone(UTC)
    return (
        query.get("To", text.to) == text.to
        and query.get("From", text.sender) == text.sender
        and ("DateSent" not in query or at.date() == _instant(query["DateSent"]).date())
        and ("DateSent<" not in query or at <= _instant(query["DateSent<"]))
        and ("DateSent>" not in query or at >= _instant(query["DateSent>"]))
    )


def _instant(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise TwilioError(400, 20001, f"Invalid DateSent: {value}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _refused(error: TwilioError) -> web.Response:
    shape = {
        "code": error.code,
        "message": error.message,
        "more_info": f"https://www.twilio.com/docs/errors/{error.code}",
        "status": error.status,
    }
    return web.json_response(shape, status=error.status)


def _faulty(fault: Fault) -> web.Response:
    status = fault.status or 500
    response = _refused(TwilioError(status, fault.code or status, fault.message))
    if fault.retry_after is not None:
        response.headers["Retry-After"] = str(fault.retry_after)
    return response
