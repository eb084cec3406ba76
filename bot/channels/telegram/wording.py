"""What only Telegram needs to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.model.trouble import TroubleKind

TROUBLES: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.TOKEN: "收不到聊天：聊天平台不认机器人令牌，请核对 JIFEN_TELEGRAM_TOKEN",
    TroubleKind.TWICE: "收不到聊天：另有程序在用同一个机器人收消息，请只留一个",
    TroubleKind.CERTIFICATE: "收不到聊天：聊天平台的证书过期或不可信，请核对 JIFEN_TELEGRAM_API 和本机时间",
    TroubleKind.UNREACHED: "收不到聊天：连不上聊天平台，请核对网络和 JIFEN_TELEGRAM_API",
    TroubleKind.ODD_ANSWER: "收不到聊天：聊天平台的应答不对，请核对 JIFEN_TELEGRAM_API，原因见日志",
    TroubleKind.SECRET: "收不到聊天：推送来的消息没带对暗号，请核对 JIFEN_TELEGRAM_SECRET，改后重启",
}


def of_a_press(note: str) -> str:
    """What a button's own note would have said."""
    return f"刚才按的按钮：{note}"
