"""What is said of the phone by which a village sends and receives texts."""

from __future__ import annotations

from datetime import date, datetime

from text.days import month_day

SAFE = "村民发来的短信先存在手机里，要发的通知先等着，好了会补上。"


def silent(name: str, heard: datetime, answers: bool, app: str) -> str:
    """⚠️ 秦望村收发短信的手机30分钟没有动静了（最近一次 11月3日 14:05）。…… ``app``: what sends and receives on it."""
    since = f"⚠️ {name}收发短信的手机30分钟没有动静了（最近一次 {heard.month}月{heard.day}日 {heard:%H:%M}）。"
    if answers:
        return f"{since}手机还连得上，只是不往这里报：请看手机上 {app} 的 Ping 开着没有、网址对不对。{SAFE}"
    return f"{since}请去看看：开着机吗，插着电吗，连着网吗，{app} 开着吗。{SAFE}"


def back(name: str) -> str:
    """✅ 秦望村收发短信的手机又有动静了，落下的正在补。"""
    return f"✅ {name}收发短信的手机又有动静了，落下的正在补。"


def refuses_us(name: str, app: str) -> str:
    """🔑 秦望村收发短信的手机不认我们的用户名或密码，……"""
    return (
        f"🔑 {name}收发短信的手机不认我们的用户名或密码，要发的短信先等着。"
        f"请让管机器的人核对手机上 {app} 的用户名和密码，改好后一分钟内会接着发。"
    )


def low(name: str, percent: int) -> str:
    """🔋 秦望村收发短信的手机只剩 15% 的电，没在充电，请插上电。"""
    return f"🔋 {name}收发短信的手机只剩 {percent}% 的电，没在充电，请插上电。"


def used_up(name: str, day: date) -> str:
    """📵 秦望村手机卡11月3日的条数用完了，……"""
    return (
        f"📵 {name}手机卡{month_day(day)}的短信条数用完了，有村民的短信还没回，零点以后自动补回。"
        "急事请打电话；常用完请镇里把每天的条数调高。"
    )
