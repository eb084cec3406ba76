"""What goes to the platform for a text is what aiogram itself would send, to the byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp.payload import BytesPayload

from bot.channels.telegram.rendering import render
from bot.channels.telegram.session import Session
from domain.model.delivery import Delivery, Queue

_BUTTONS = [[{"text": "撤销", "data": "u:1:2"}, {"text": "是 & 否", "data": "o:=+%"}]]


@pytest.mark.parametrize(
    "payload",
    [
        {"kind": "say", "text": "✅ 已记 #123 3组12号 王建国", "buttons": []},
        {"kind": "say", "text": "a=1&b=2 +%\n第二行", "buttons": _BUTTONS},
        {"kind": "say", "text": "好", "buttons": [], "place": {"answers": "5", "topic": None, "quotes": True}},
        {"kind": "say", "text": "好", "buttons": _BUTTONS, "place": {"answers": "5", "topic": "7", "quotes": False}},
    ],
)
async def test_a_text_is_written_as_aiogram_writes_it(payload: dict[str, Any], tmp_path: Path) -> None:
    method = render(Delivery(1, Queue.CHAT, "telegram:-1001", payload, 1, datetime(2026, 11, 3, tzinfo=UTC)), tmp_path)
    ours = Session()
    bot = Bot("1:token", session=ours)
    written, expected = ours.build_form_data(bot, method), AiohttpSession().build_form_data(bot, method)()
    assert isinstance(written, BytesPayload)
    assert isinstance(expected, BytesPayload)
    assert written.decode() == expected.decode()
    assert (written.content_type, written.size) == (expected.content_type, expected.size)
