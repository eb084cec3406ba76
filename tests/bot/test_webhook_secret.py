"""Calls of the chat webhook that do not bring the secret are told to the operator, until one does."""

from __future__ import annotations

import logging

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.telegram.webhook import PATH, Webhook
from bot.raw import Raw
from domain.model.trouble import TroubleKind

HEADER = "X-Telegram-Bot-Api-Secret-Token"


async def test_a_call_without_the_secret_is_told_once_a_minute_and_kept_until_one_brings_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    kept: list[TroubleKind | None] = []

    async def report(kind: TroubleKind | None, _detail: str) -> None:
        kept.append(kind)

    async def handle(_: Raw) -> None:
        pass

    app = web.Application()
    app.add_routes([web.post(PATH, Webhook("right", handle, report, lambda: 0.0).receive)])
    async with TestClient(TestServer(app)) as client:
        with caplog.at_level(logging.WARNING):
            for given, status in (("wrong", 403), ("", 403), ("right", 200)):
                assert (await client.post(PATH, json={"update_id": 1}, headers={HEADER: given})).status == status
    assert kept == [TroubleKind.SECRET, TroubleKind.SECRET, None]
    assert caplog.text.count("JIFEN_TELEGRAM_SECRET") == 1
