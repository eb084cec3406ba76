"""Why texts wait that could go, and what to do."""

from __future__ import annotations

from collections.abc import Mapping


def waiting(refused: Mapping[str, int], reasons: Mapping[str, str]) -> str:
    """短信 3 条发不出，先等着：2 条因为手机没有信号，请换个地方放；… Nothing when none waits.

    ``reasons``: what the channel's own reasons mean.
    """
    if not refused:
        return ""
    parts = "；".join(f"{number} 条因为{_words(reason, reasons)}" for reason, number in refused.items())
    return f"短信 {sum(refused.values())} 条发不出，先等着：{parts}"


def _words(reason: str, reasons: Mapping[str, str]) -> str:
    known = reasons.get(reason.partition(" (")[0])
    return known or f"短信平台不让发（{reason}），请管理员登录短信平台处理"
