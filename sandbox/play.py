"""The page and the JSON API under ``/play`` that it uses. Every call needs the token that the page was given."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, get_args

from aiohttp import web

from sandbox import play_views
from sandbox.bot_files import is_picture
from sandbox.days import Days, Until
from sandbox.play_views import Offer
from sandbox.player import NotPossible, Player
from sandbox.sms_network import Network
from sandbox.smsgate.server import SmsGate
from sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PAGE = Path(__file__).parent / "page"
_HEARTBEAT_SECONDS = 15.0
_LONGEST_CHAT_TEXT = 4096
_LONGEST_SMS = 1600
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Play:
    """Serves the page. Its calls end in the player and in the network, as a person's taps would."""

    def __init__(
        self,
        world: World,
        player: Player,
        network: Network,
        offer: Offer,
        shelf: SmsGate | None = None,
    ) -> None:
        self._world = world
        self._player = player
        self._network: Network | SmsGate = shelf or network
        self._shelf = shelf
        self._offer = offer
        self._token = world.new_id()
        self._closing = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return [
            web.get("/", self._index),
            web.get(r"/page/{name:[a-z]+\.(?:js|css|svg)}", self._asset),
            web.get("/play/town", self._guarded(self._town)),
            web.get(r"/play/chats/{chat:-?\d+}", self._guarded(self._chat)),
            web.get("/play/phones/{number}", self._guarded(self._phone)),
            web.get("/play/files/{file}", self._guarded(self._file)),
            web.get("/play/events", self._guarded(self._events)),
            web.post("/play/say", self._guarded(self._say)),
            web.post("/play/photo", self._guarded(self._photo)),
            web.post("/play/press", self._guarded(self._press)),
            web.post("/play/text", self._guarded(self._text)),
            web.post("/play/shelf", self._guarded(self._put_to_sleep)),
            web.get(r"/play/pages/{place:\d+}", self._guarded(self._page)),
            web.post("/play/days", self._guarded(self._move_on)),
            web.post("/play/wecom", self._guarded(self._to_wecom)),
            web.post("/play/anew", self._guarded(self._begin_anew)),
        ]

    def close(self) -> None:
        """End the event streams."""
        self._closing.set()

    def _guarded(self, handler: Handler) -> Handler:
        async def guard(request: web.Request) -> web.StreamResponse:
            given = request.headers.get("X-Play-Token") or request.query.get("token", "")
            if not hmac.compare_digest(given.encode(), self._token.encode()):
                return web.json_response({"error": "token"}, status=403)
            try:
                return await handler(request)
            except NotPossible as refusal:
                return web.json_response({"error": str(refusal)}, status=409)
            except (IndexError, KeyError, TypeError, ValueError):
                return web.json_response({"error": "bad request"}, status=400)

        return guard

    async def _index(self, _: web.Request) -> web.StreamResponse:
        page = (_PAGE / "index.html").read_text("utf-8").replace("{token}", self._token)
        return web.Response(text=page, content_type="text/html", headers=_HEADERS)

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        path = _PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=_HEADERS)

    async def _town(self, _: web.Request) -> web.StreamResponse:
        shelf = play_views.Shelf(self._shelf.battery, self._shelf.asleep) if self._shelf else None
        return web.json_response(play_views.town(self._world, self._offer, self._world.now(), shelf))

    async def _put_to_sleep(self, request: web.Request) -> web.StreamResponse:
        """The village's phone is put to sleep, or woken."""
        if self._shelf is None:
            raise NotPossible("no phone on the shelf")
        if (await request.json())["asleep"]:
            self._shelf.sleep()
        else:
            self._shelf.wake()
        return web.json_response({})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        number = int(request.match_info["chat"])
        home = self._world.private_chat(number) if number > 0 else self._world.state.chats[number]
        return web.json_response(play_views.chat(self._world, home, self._offer))

    async def _phone(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(play_views.phone(self._world, request.match_info["number"], self._offer))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self._world.state.files[request.match_info["file"]]
        kind = stored.mime if is_picture(stored.content) else "application/octet-stream"
        return web.Response(body=stored.content, content_type=kind, headers=_HEADERS)

    async def _say(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        words = _words(body["text"], _LONGEST_CHAT_TEXT)
        self._player.say(int(body["chat"]), int(body["person"]), words, body.get("reply_to"))
        return web.json_response({})

    async def _photo(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        photo = form["photo"]
        content = photo.file.read() if isinstance(photo, web.FileField) else b""
        if not is_picture(content):
            raise ValueError("not a picture")
        chat, person, caption = (str(form[name]) for name in ("chat", "person", "caption"))
        self._player.send_photo(int(chat), int(person), content, caption.strip()[:_LONGEST_CHAT_TEXT])
        return web.json_response({})

    async def _press(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        button = (int(body["row"]), int(body["column"]))
        self._player.press(int(body["chat"]), int(body["message"]), button, int(body["person"]))
        return web.json_response({})

    async def _text(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        number = self._world.state.phones[body["number"]].number
        exchange = await self._network.write(number, _words(body["text"], _LONGEST_SMS))
        return web.json_response({"answered": not exchange.error})

    async def _page(self, request: web.Request) -> web.StreamResponse:
        page = self._offer.pages[int(request.match_info["place"])]
        opened = await page.open(request.query.get("number", ""))
        if isinstance(opened, bytes):
            return web.Response(body=opened, content_type="application/pdf", headers=_HEADERS)
        raise web.HTTPFound(opened)

    async def _move_on(self, request: web.Request) -> web.StreamResponse:
        until = (await request.json())["until"]
        if until not in get_args(Until):
            raise ValueError("no such day")
        await self._days.move_on(until)
        return web.json_response({})

    async def _to_wecom(self, request: web.Request) -> web.StreamResponse:
        """The group's people go on in a group on WeCom, and one of them binds it, as /bang does anywhere."""
        before = self._world.state.chats[int((await request.json())["chat"])]
        if self._offer.join is None or before.kind == "private" or before.platform == "wecom":
            raise NotPossible("no such group")
        group = self._world.add_wecom_group(f"{before.title}（企业微信）", before.members)
        binds = await self._offer.join(before, group)
        self._player.say(group.id, binds, f"@{self._world.bot.name} /bang")
        return web.json_response({"chat": group.id})

    async def _begin_anew(self, _: web.Request) -> web.StreamResponse:
        self._days.begin_anew()
        return web.json_response({})

    @property
    def _days(self) -> Days:
        if self._offer.days is None:
            raise NotPossible("the clock is the machine's")
        return self._offer.days

    async def _events(self, request: web.Request) -> web.StreamResponse:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        with self._world.watch() as changes:
            await response.prepare(request)
            await _send(response, {"kind": "hello"})
            ending = asyncio.ensure_future(self._closing.wait())
            try:  # a page that has gone away shows as a ConnectionError
                while not ending.done():
                    coming = asyncio.ensure_future(changes.get())
                    await asyncio.wait({coming, ending}, timeout=_HEARTBEAT_SECONDS, return_when="FIRST_COMPLETED")
                    coming.cancel()
                    event: dict[str, Any] | None = {"kind": "beat"}
                    if _has_result(coming):
                        event = play_views.change(self._world, coming.result(), self._offer)
                    if event:
                        await _send(response, event)
            except ConnectionError:
                pass
            finally:
                ending.cancel()
        return response


def _has_result(future: asyncio.Future[Any]) -> bool:
    return future.done() and not future.cancelled()


async def _send(response: web.StreamResponse, event: dict[str, Any]) -> None:
    await response.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())


def _words(value: object, longest: int) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise ValueError("no text, or too long")
    return value.strip()
