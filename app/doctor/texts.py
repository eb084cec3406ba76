"""Whether texts can go out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from app.clock import SystemClock
from app.doctor.finding import PATIENCE_SECONDS, Finding, Grade
from app.settings import Settings
from app.texts.channel import sms_channel
from app.wording import plain
from domain.model.delivery import Delivery, Queue
from domain.model.errors import Refused
from sms.channels import Gateway, GatewayError

_NOBODY = "+15005550006"
"""A number that belongs to no one (Twilio, test numbers)."""


async def examine_gateway(settings: Settings) -> Finding:
    """The SMS gateway lets us in."""
    if settings.sms_gateway == "console":
        return Finding(Grade.GOOD, "短信：console，只打印在屏幕上，不真发")
    variables = f"JIFEN_{settings.sms_gateway.upper()}_*"
    if not settings.has_sms_gateway:
        return Finding(Grade.UNUSED, f"短信：没有设置 {variables}，不收发短信")
    try:
        gateway = sms_channel(settings, SystemClock(settings.zone).now).gateway()
    except GatewayError as error:
        return Finding(Grade.WRONG, f"短信：没有设置 {error.variable}")
    except Refused as refused:
        return Finding(Grade.WRONG, f"短信：{plain(refused)}")
    try:
        answers = await _answers(gateway, settings)
    finally:
        await gateway.close()
    if not answers:
        return Finding(Grade.WRONG, f"短信：网关没有正常应答，请核对 {variables} 和网络")
    return Finding(Grade.GOOD, f"短信：网关 {settings.sms_gateway} 正常")


async def _answers(gateway: Gateway, settings: Settings) -> bool:
    """Ask after a text that was never sent: only a gateway that lets us in can say that it knows of none."""
    posted = SystemClock(settings.zone).now() - timedelta(hours=1)
    never_sent = Delivery(0, Queue.SMS, _NOBODY, {"body": ""}, 1, posted, posted)
    try:
        with _quiet():
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await gateway.look_up(never_sent) is not None
    except TimeoutError:
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """What a gateway warns of is told in our own line."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
