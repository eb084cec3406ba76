"""Texts on the terminal."""

from __future__ import annotations

import io

from domain.model.delivery import Sent
from sms.channels.console.channel import ConsoleGateway
from tests.sms.fake_twilio import (
    BODY,
    PHONE,
    delivery,
)


async def test_the_console_prints() -> None:
    out = io.StringIO()
    assert await ConsoleGateway(out).deliver(delivery()) == Sent("console-7")
    assert out.getvalue() == f"→ {PHONE}  {BODY}\n"
