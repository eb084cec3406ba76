"""The few words that only this platform needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from domain.model.trouble import TroubleKind

WELCOME = "您好，我是积分机器人。发“帮助”看这里能做什么。"
"""To whoever opens the private chat."""
SETTLED = "已处理"
"""On a card whose buttons are gone, when its own words are not known any more."""
WORKING = "已收到，结果另发消息"
"""On the card of whoever pressed, when the answer takes longer than the platform waits."""
NOT_SHOWN = "（企业微信没有收下这张照片，请找管电脑的人在数据文件夹里看）"
"""In place of a photo that the platform refuses, as a picture and as a file."""
CHOOSE = "请选择"
"""Over the buttons of a card whose text stands above it."""

TROUBLES: Final[Mapping[TroubleKind, str]] = {
    TroubleKind.TOKEN: "收不到企业微信：平台不认机器人，请核对 JIFEN_WECOM_BOT_ID 和 JIFEN_WECOM_SECRET",
    TroubleKind.TWICE: "收不到企业微信：另有程序在用同一个机器人，请停掉那一个，再重启这一个",
    TroubleKind.UNREACHED: "收不到企业微信：连不上平台，请核对网络和 JIFEN_WECOM_URL",
}
"""What keeps the platform from being heard, for whoever runs the program."""


def how_to_choose(numbers: range, group: bool) -> str:
    """How numbered choices are answered."""
    example = numbers.start
    return f"选哪个，请回 @我 {example} 这样的序号" if group else f"选哪个，请回 {example} 这样的序号"


def called(user: str, text: str, group: bool) -> str:
    """A text for one person: in a group it calls them."""
    return f"<@{user}> {text}" if group and user else text
