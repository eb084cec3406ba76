"""Which roles of ``jifen serve`` can serve which platforms."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from app.chat import check_role
from app.chat.platforms import PLATFORMS
from app.settings import Settings
from domain.model.errors import Refused
from tests.contract import chat_platforms

WECOM = Settings(wecom_bot_id="bot", wecom_secret=SecretStr("secret"))


@pytest.mark.parametrize("role", ["web", "worker"])
def test_wecom_is_refused_where_one_process_takes_in_and_another_delivers(role: str) -> None:
    with pytest.raises(Refused, match="bad-settings"):
        check_role(WECOM, role)


def test_each_platform_that_can_be_set_up_is_played() -> None:
    assert set(chat_platforms.PLATFORMS) == set(PLATFORMS)


def test_one_process_serves_wecom_and_two_serve_everything_else() -> None:
    check_role(WECOM, "all")
    for role in ("all", "web", "worker"):
        check_role(Settings(), role)
