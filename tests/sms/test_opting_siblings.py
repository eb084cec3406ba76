"""More ways to want no notices, and to want them again; and what only sounds like it."""

from __future__ import annotations

import pytest

from sms.understanding.engine import understand


@pytest.mark.parametrize(
    "text", ["不再接收", "不收", "停", "短信不要了", "quxiao dingyue", "bie fa le", "bu yao zai fa le", "退訂，謝謝"]
)
def test_no_more(text: str) -> None:
    assert understand(text).intent == "optout"


@pytest.mark.parametrize("text", ["撤销退订", "开启通知", "訂閱", "unstop"])
def test_again(text: str) -> None:
    assert understand(text).intent == "optin"


@pytest.mark.parametrize("text", ["怎么退订", "退订了吗", "要不要退订", "停水了吗", "不退订", "T恤怎么换", "停电"])
def test_neither(text: str) -> None:
    assert understand(text).intent not in ("optout", "optin")
