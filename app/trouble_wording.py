"""What is wrong where messages come in, or in the outbox, in plain words for whoever runs the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from app.chat.platforms import PLATFORMS
from app.texts.wording import TROUBLES as TROUBLES_OF_CARRIERS
from domain.model.delivery import Queue
from domain.model.trouble import Trouble, TroubleKind
from text.days import month_day

LONG = timedelta(minutes=30)
"""Whatever could go out and has not for so long is stuck."""
_QUEUES = {Queue.CHAT: "聊天回复", Queue.SMS: "短信", Queue.EVIDENCE: "照片"}

_WORDS: Mapping[TroubleKind, str] = {
    TroubleKind.TOKEN: "收不到消息：平台不认机器人，请核对 {variables}",
    TroubleKind.TWICE: "收不到消息：另有程序在用同一个机器人收消息，请只留一个",
    TroubleKind.CERTIFICATE: "收不到消息：平台的证书过期或不可信，请核对 {variables} 和本机时间",
    TroubleKind.UNREACHED: "收不到消息：连不上平台，请核对网络和 {variables}",
    TroubleKind.ODD_ANSWER: "收不到消息：平台的应答不对，请核对 {variables}，原因见日志",
    TroubleKind.SECRET: "收不到消息：推送来的消息没带对暗号，请核对 {variables}，改后重启",
    TroubleKind.SIGNATURE: "收不到短信：推送来的短信签名对不上，请核对 JIFEN_PUBLIC_URL 和 {variables}",
    TroubleKind.SILENT: "收发短信的手机没有动静，请去看看它开着机、插着电、连着网没有",
}
"""What is true of any channel; ``variables`` are the channel's settings."""
_OF_A_CHANNEL = {name: platform.troubles for name, platform in PLATFORMS.items()} | dict(TROUBLES_OF_CARRIERS)
"""What can be said more exactly, by the channel's name."""


def trouble(one: Trouble) -> str:
    """收不到短信：签名对不上……（对不上的地址：…；11-28 14:00 起，最近 14:05）"""
    detail = f"{one.detail}；" if one.detail else ""
    channel = one.endpoint.partition("-")[0]
    words = _OF_A_CHANNEL.get(channel, _WORDS).get(one.kind) or _WORDS[one.kind]
    told = words.format(variables=f"JIFEN_{channel.upper()}_*")
    return f"{told}（{detail}{one.since:%m-%d %H:%M} 起，最近一次 {one.last:%m-%d %H:%M}）"


def troubles(standing: Sequence[Trouble]) -> str:
    """All of them in one line; nothing when there is none."""
    return "；".join(trouble(one) for one in standing)


def stuck(many: Mapping[Queue, int]) -> str:
    """短信 3 条超过半小时没发出，原因见日志; nothing when there is none."""
    waiting = "；".join(f"{_QUEUES[queue]} {number} 条超过半小时没发出" for queue, number in many.items())
    return f"{waiting}，原因见日志" if waiting else ""


def held_replies(many: int) -> str:
    """手机卡今天的条数用完了，3 条回话要等明天……; nothing when none waits."""
    return f"手机卡今天的条数用完了，{many} 条回话要等明天" if many else ""


def held_lately(day: date | None) -> str:
    """手机卡的短信条数用完过，最近一次是11月3日……; nothing when they never were."""
    if day is None:
        return ""
    return f"手机卡的短信条数用完过，最近一次是{month_day(day)}，有村民的回话拖到了第二天；常用完请管电脑的人调高"
