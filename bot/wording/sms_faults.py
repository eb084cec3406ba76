"""Why texts wait that could go: what the village's phone or the carrier said, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

BY_REASON: Final[Mapping[str, str]] = {
    "waited too long in the phone": "在手机里等得太久，请看手机有没有信号",
    "the SIM's limit is reached": "手机卡发满了，到时自动接着发",
    "the SIM sends too fast": "手机卡发得太快，过一会儿自动接着发",
    "the phone's radio is off": "手机在飞行模式，请关掉飞行模式",
    "the phone has no service": "手机没有信号，请换个地方放",
    "the SIM allows fixed numbers only": "手机卡开了固定拨号，请在手机设置里关掉",
    "the SIM fails": "手机卡有问题，请拔下重插",
    "no SIM in the phone": "手机里没有卡，请插上",
    "no such SIM in the phone": "手机里没有这张卡，请看卡插对没有",
    "the app may not send texts": "SMS Gate 没有发短信的权限，请在手机设置里打开",
    "JIFEN_SMSGATE_URL is not an address": "JIFEN_SMSGATE_URL 不是网址，请管理员改",
    "the phone refuses user or password": "手机不认用户名或密码，请管理员核对 JIFEN_SMSGATE_USER、_PASSWORD",
}
"""By the reason that the channel of a phone notes."""


def waiting(refused: Mapping[str, int]) -> str:
    """短信 3 条发不出，先等着：2 条因为手机没有信号，请换个地方放；… Nothing when none waits."""
    if not refused:
        return ""
    parts = "；".join(f"{number} 条因为{_words(reason)}" for reason, number in refused.items())
    return f"短信 {sum(refused.values())} 条发不出，先等着：{parts}"


def _words(reason: str) -> str:
    known = BY_REASON.get(reason.partition(" (")[0])
    return known or f"短信平台不让发（{reason}），请管理员登录短信平台处理"
