"""The wording of announcements 公告, and of asking a household whether it may be named as a model 先进典型."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.model.announcement import Announcement
from domain.model.errors import Refused
from sms.wording.spoken import household_name
from text.days import month_day

NONE = "村里还没有发过公告。"
_STATES = {
    "published": "已经公布了",
    "declined": "您家已经说过不同意",
    "lapsed": "过了答复的日子",
    "withdrawn": "已经撤下来了",
}


def latest(one: Announcement) -> str:
    """The village's last announcement, every word of it."""
    who = f"先进典型{household_name(one.household)}：" if one.household else ""
    return announcement((one.public or one.made).date(), f"{who}{one.text}")


def announcement(day: date, words: str) -> str:
    """An announcement of that day as a text."""
    return f"{month_day(day)}公告：{' '.join(words.split()).rstrip('。')}。"


def asked(model: Announcement, signature: str) -> str:
    """The question, with every word that will be public: it may take several segments.

    【张堰积分】村里想宣传您家（写户主姓名）：…。同意回“同意 3”，不愿意回“不同意 3”。
    """
    deeds = " ".join(model.text.split()).rstrip("。")
    return (
        f"【{signature}】村里想宣传您家（写户主姓名）：{deeds}。"
        f"同意回“同意 {model.number}”，不愿意回“不同意 {model.number}”。"
    )


def answered(number: int, became: str) -> str:
    """What the household's answer led to."""
    match became:
        case "published":
            return f"谢谢！已公布。以后不愿意了，发“不同意 {number}”就撤下来。"
        case "withdrawn":
            return "好的，已经撤下来了，以后也不再登。"
        case _:
            return "好的，不公布您家的事迹。"


def which(models: Sequence[Announcement]) -> str:
    """What the household is asked, by number; nothing is answered yet."""
    if not models:
        return "村里现在没有要您家答复的事。"
    number = models[0].number
    others = "、".join(str(one.number) for one in models)
    several = f"（问了您家{others}号）" if len(models) > 1 else ""
    return f"请带上编号{several}：同意发“同意 {number}”，不愿意发“不同意 {number}”。"


def refusal(refused: Refused) -> str:
    """Why an answer changes nothing: ``no-model`` or ``not-asked``."""
    if refused.code == "not-asked":
        return f"{refused.data['number']}号{_STATES.get(str(refused.data['state']), '已经答复过了')}，不用再答复。"
    return f"没有问过您家{refused.data['number']}号事情，请核对编号。"
