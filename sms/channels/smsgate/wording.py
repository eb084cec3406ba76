"""What only a phone with SMS Gate needs to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.model.trouble import TroubleKind

APP: Final = "SMS Gate"
"""What the app is called on the phone."""
TROUBLES: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.SIGNATURE: (
        "收不到短信：手机推来的短信签名对不上，请核对 JIFEN_SMSGATE_SIGNING_KEY，再看手机时间准不准"
    ),
}
REFUSALS: Final[Mapping[str, str]] = {
    "waited too long in the phone": "在手机里等得太久，请看手机有没有信号",
    "the SIM's limit is reached": "手机卡发满了，到时自动接着发",
    "the SIM sends too fast": "手机卡发得太快，过一会儿自动接着发",
    "the phone's radio is off": "手机在飞行模式，请关掉飞行模式",
    "the phone has no service": "手机没有信号，请换个地方放",
    "the SIM allows fixed numbers only": "手机卡开了固定拨号，请在手机设置里关掉",
    "the SIM fails": "手机卡有问题，请拔下重插",
    "no SIM in the phone": "手机里没有卡，请插上",
    "no such SIM in the phone": "手机里没有这张卡，请看卡插对没有",
    "the app may not send texts": f"{APP} 没有发短信的权限，请在手机设置里打开",
    "JIFEN_SMSGATE_URL is not an address": "JIFEN_SMSGATE_URL 不是网址，请管理员改",
    "the phone refuses user or password": "手机不认用户名或密码，请管理员核对 JIFEN_SMSGATE_USER、_PASSWORD",
}
"""Why texts wait in the phone, and what to do, by the reason that is noted (``failures`` and ``gateway``)."""
