"""What is wrong at a door or in the outbox, in plain words for whoever runs the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.model.delivery import Queue
from domain.model.trouble import Ill, Trouble

LONG = timedelta(minutes=30)
"""Whatever could go out and has not for so long is stuck."""
_QUEUES = {Queue.CHAT: "聊天回复", Queue.SMS: "短信", Queue.EVIDENCE: "照片"}

_WORDS: Mapping[Ill, str] = {
    Ill.TOKEN: "收不到消息：平台不认机器人，请核对 {variables}",
    Ill.TWICE: "收不到消息：另有程序在用同一个机器人收消息，请只留一个",
    Ill.CERTIFICATE: "收不到消息：平台的证书过期或不可信，请核对 {variables} 和本机时间",
    Ill.UNREACHED: "收不到消息：连不上平台，请核对网络和 {variables}",
    Ill.ODD_ANSWER: "收不到消息：平台的应答不对，请核对 {variables}，原因见日志",
    Ill.SECRET: "收不到消息：推送来的消息没带对暗号，请核对 {variables}，改后重启",
    Ill.SIGNATURE: "收不到短信：推送来的短信签名对不上，请核对 JIFEN_PUBLIC_URL 和 {variables}",
    Ill.SILENT: "收发短信的手机没有动静，请去看看它开着机、插着电、连着网没有",
    Ill.PHONE_SIGNATURE: "收不到短信：手机推来的短信签名对不上，请核对 JIFEN_SMSGATE_SIGNING_KEY，再看手机时间准不准",
}
"""What is true of any channel; ``variables`` are the channel's settings."""
_TELEGRAM: Mapping[Ill, str] = {
    Ill.TOKEN: "收不到聊天：聊天平台不认机器人令牌，请核对 JIFEN_TELEGRAM_TOKEN",
    Ill.TWICE: "收不到聊天：另有程序在用同一个机器人收消息，请只留一个",
    Ill.CERTIFICATE: "收不到聊天：聊天平台的证书过期或不可信，请核对 JIFEN_TELEGRAM_API 和本机时间",
    Ill.UNREACHED: "收不到聊天：连不上聊天平台，请核对网络和 JIFEN_TELEGRAM_API",
    Ill.ODD_ANSWER: "收不到聊天：聊天平台的应答不对，请核对 JIFEN_TELEGRAM_API，原因见日志",
    Ill.SECRET: "收不到聊天：推送来的消息没带对暗号，请核对 JIFEN_TELEGRAM_SECRET，改后重启",
}
_WECOM: Mapping[Ill, str] = {
    Ill.TOKEN: "收不到企业微信：平台不认机器人，请核对 JIFEN_WECOM_BOT_ID 和 JIFEN_WECOM_SECRET",
    Ill.TWICE: "收不到企业微信：另有程序在用同一个机器人，请停掉那一个，再重启这一个",
    Ill.UNREACHED: "收不到企业微信：连不上平台，请核对网络和 JIFEN_WECOM_URL",
}
_TWILIO: Mapping[Ill, str] = {
    Ill.SIGNATURE: "收不到短信：推送来的短信签名对不上，请核对 JIFEN_PUBLIC_URL 和 JIFEN_TWILIO_AUTH_TOKEN",
}
_OF_A_CHANNEL = {"telegram": _TELEGRAM, "wecom": _WECOM, "twilio": _TWILIO}
"""What can be said more exactly, by the channel's name."""


def trouble(one: Trouble) -> str:
    """收不到短信：签名对不上……（对不上的地址：…；11-28 14:00 起，最近 14:05）"""
    detail = f"{one.detail}；" if one.detail else ""
    channel = one.door.partition("-")[0]
    words = _OF_A_CHANNEL.get(channel, _WORDS).get(one.ill) or _WORDS[one.ill]
    told = words.format(variables=f"JIFEN_{channel.upper()}_*")
    return f"{told}（{detail}{one.since:%m-%d %H:%M} 起，最近一次 {one.last:%m-%d %H:%M}）"


def troubles(standing: Sequence[Trouble]) -> str:
    """All of them in one line; nothing when there is none."""
    return "；".join(trouble(one) for one in standing)


def stuck(many: Mapping[Queue, int]) -> str:
    """短信 3 条超过半小时没发出，原因见日志; nothing when there is none."""
    waiting = "；".join(f"{_QUEUES[queue]} {number} 条超过半小时没发出" for queue, number in many.items())
    return f"{waiting}，原因见日志" if waiting else ""
