"""The wording of the link to a household's own page."""

from __future__ import annotations

from datetime import datetime

from text.days import month_day

GIVEN = "您家网页的链接刚才已经回给您了。没收到的话，请再发一次“网页”。"


def link(address: str, until: datetime) -> str:
    """您家的积分网页（用到12月9日，别转给人）：https://…"""
    return f"您家的积分网页，用到{month_day(until.date())}，别转给人：{address}"
