"""Why texts wait is said in the supervisors' words."""

from __future__ import annotations

import pytest

from bot.wording.waiting_texts import waiting
from sms.channels.smsgate.failures import BY_WORD, Consequence
from sms.channels.smsgate.wording import REFUSALS


def test_every_fault_of_the_phone_or_its_sim_has_its_sentence() -> None:
    assert {reason for _, consequence, reason in BY_WORD if consequence is Consequence.OURS} <= set(REFUSALS)


@pytest.mark.parametrize(
    ("refused", "said"),
    [
        ({}, ""),
        ({"no SIM in the phone": 3}, "短信 3 条发不出，先等着：3 条因为手机里没有卡，请插上"),
        (
            {"the phone refuses user or password (HTTP 401)": 1},
            "短信 1 条发不出，先等着：1 条因为手机不认用户名或密码，请管理员核对 JIFEN_SMSGATE_USER、_PASSWORD",
        ),
        (
            {"the phone has no service": 2, "account suspended (30002)": 1},
            (
                "短信 3 条发不出，先等着：2 条因为手机没有信号，请换个地方放；"
                "1 条因为短信平台不让发（account suspended (30002)），请管理员登录短信平台处理"
            ),
        ),
    ],
)
def test_texts_that_wait_are_counted_by_their_reason(refused: dict[str, int], said: str) -> None:
    assert waiting(refused, REFUSALS) == said
