"""``python -m bench.bot_api PORT``: the least of a Telegram Bot API that lets the product start and deliver."""

from __future__ import annotations

import itertools
import json
import sys
import time
from typing import Any

from aiohttp import web

_ME = {"id": 1, "is_bot": True, "first_name": "积分", "username": "jifen_bot"}
_numbers = itertools.count(1_000_000)
_answered: dict[int, float] = {}
"""When the last answer to each message came, by its number."""


def _result(method: str) -> Any:
    match method:
        case "getMe":
            return _ME
        case "getChatMember":
            return {"status": "creator", "user": _ME, "is_anonymous": False}
        case "sendMessage":
            return {"message_id": next(_numbers), "date": 0, "chat": {"id": -1, "type": "supergroup", "title": "村"}}
        case _:
            return True


async def _call(request: web.Request) -> web.Response:
    form = await request.post()
    if quoted := form.get("reply_parameters"):
        _answered[json.loads(str(quoted))["message_id"]] = time.monotonic()
    return web.json_response({"ok": True, "result": _result(request.match_info["method"])})


async def _when(_: web.Request) -> web.Response:
    return web.json_response(_answered)


async def _ready(_: web.Request) -> web.Response:
    return web.Response(text="ok\n")


def main() -> None:
    """Serve until terminated."""
    app = web.Application()
    app.add_routes(
        [web.post("/bot{token:[^/]+}/{method}", _call), web.get("/ready", _ready), web.get("/answered", _when)]
    )
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)


if __name__ == "__main__":
    main()
