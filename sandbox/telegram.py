"""A local Telegram Bot API server: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.bot_chats import ChatMethods
from sandbox.bot_files import Files
from sandbox.bot_messages import MessageMethods
from sandbox.bot_parameters import BotApiError, Parameters
from sandbox.bot_updates import Updates
from sandbox.faults import Fault, Faults
from sandbox.player import Player
from sandbox.wecom.town import WecomTown
from sandbox.world import World

Method = Callable[[Parameters], Awaitable[object]]


class Telegram:
    """The server. ``faults`` go wrong by order, ``updates`` reach the bot, ``player`` acts for the people."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.faults = Faults()
        self.updates = Updates(world)
        self.calls: list[tuple[str, Parameters]] = []
        """Every call that was let in, getUpdates aside, for tests."""
        self._files = Files(world)
        self.wecom = WecomTown(world, self._files)
        self.player = Player(world, self.updates, self._files, self.wecom)
        self._methods = self._table()

    def routes(self) -> list[web.RouteDef]:
        """What the server answers."""
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self._call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self._download),
        ]

    async def close(self) -> None:
        """End polls, deliveries and hanging calls."""
        self.faults.close()
        await self.updates.close()

    def _table(self) -> dict[str, Method]:
        messages, chats = MessageMethods(self._world, self._files), ChatMethods(self._world)
        return {
            "getme": chats.get_me,
            "getchat": chats.get_chat,
            "getchatmember": chats.get_chat_member,
            "getchatadministrators": chats.get_chat_administrators,
            "leavechat": chats.leave_chat,
            "setmycommands": chats.set_my_commands,
            "getmycommands": chats.get_my_commands,
            "sendmessage": messages.send_message,
            "sendphoto": messages.send_photo,
            "senddocument": messages.send_document,
            "editmessagetext": messages.edit_message_text,
            "editmessagereplymarkup": messages.edit_message_reply_markup,
            "answercallbackquery": messages.answer_callback_query,
            "getfile": self._files.get_file,
            "getupdates": self.updates.get_updates,
            "setwebhook": self.updates.set_webhook,
            "deletewebhook": self.updates.delete_webhook,
            "getwebhookinfo": self.updates.get_webhook_info,
        }

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._world.bot.token:
            return _refused(401, "Unauthorized")
        name = request.match_info["method"]
        return await self.faults.run(request, name, lambda: self._answer(request, name.lower()), _faulty)

    async def _answer(self, request: web.Request, name: str) -> web.StreamResponse:
        method = self._methods.get(name)
        if method is None:
            return _refused(404, "Not Found")
        try:
            parameters = await Parameters.of(request)
            if name != "getupdates":
                self.calls.append((name, parameters))
            return web.json_response({"ok": True, "result": await method(parameters)})
        except BotApiError as error:
            return _refused(error.code, error.description, dict(error.parameters))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._world.bot.token:
            return _refused(401, "Unauthorized")
        return await self.faults.run(request, "download", lambda: self._file(request), _faulty)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        stored = self._files.at(request.match_info["path"])
        if stored is None:
            return _refused(404, "Not Found")
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _refused(code: int, description: str, parameters: dict[str, Any] | None = None) -> web.Response:
    shape = {"ok": False, "error_code": code, "description": description}
    return web.json_response(shape | ({"parameters": parameters} if parameters else {}), status=code)


def _faulty(fault: Fault) -> web.Response:
    code = fault.status or 500
    if fault.retry_after is None:
        return _refused(code, fault.message)
    return _refused(code, f"Too Many Requests: retry after {fault.retry_after}", {"retry_after": fault.retry_after})
