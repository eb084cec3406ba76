"""Calls while there is no connection: each is a value that says so, and is tried again."""

from __future__ import annotations

import pytest

from bot.channels.wecom.calls import WecomApi
from bot.channels.wecom.failures import Failure, NotSent
from bot.channels.wecom.ids import ReplyHandle
from bot.channels.wecom.media import Media
from tests.village import at

PRESS = ReplyHandle("req1", "zhou", at("2026-09-10 10:00"), "task1")


@pytest.fixture
def api() -> WecomApi:
    return WecomApi(lambda: None)


async def _called(api: WecomApi, call: str) -> Failure | str | None:
    match call:
        case "reply":
            return await api.reply(PRESS, "好", None, "s1")
        case "change":
            return await api.change(PRESS, {})
        case "welcome":
            return await api.welcome(PRESS, "您好")
        case "push":
            return await api.push("wecom:group:g1", "好")
        case "show":
            return await api.show(None, "wecom:group:g1", "image", "m1")
        case _:
            return await api.upload(Media("image", "a.jpg", b"1", "照片"))


@pytest.mark.parametrize("call", ["reply", "change", "welcome", "push", "show", "upload"])
async def test_nothing_is_sent(api: WecomApi, call: str) -> None:
    assert await _called(api, call) == NotSent("no connection")
