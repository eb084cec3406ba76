"""What is said at the end of a year."""

from __future__ import annotations

from datetime import date, timedelta

from domain.ports import Honour
from domain.publication import mask
from domain.year_end import Closing, Outlook
from text.days import month_day

_MOST_NAMED = 10


def closed(closing: Closing, unit: str, *, masks: bool) -> str:
    """To the group: the year is closed, or what was unspent has lapsed."""
    outlook = closing.outlook
    if not closing.froze:
        return f"🧨 {unit}{outlook.year}年没用完的积分已过期清零：{_lapsing(outlook)}。"
    lines = [f"🏁 {unit}{outlook.year}年积分已结清，最终排名："]
    first = [honour for honour in outlook.honours if honour.honoured]
    lines += [_place(honour, masks=masks) for honour in first[:_MOST_NAMED]]
    lines += [f"……评先评优名单共{len(first)}户"] if len(first) > _MOST_NAMED else []
    lines.append(f"福利优先名单 {sum(honour.welfare for honour in outlook.honours)} 户。{fate(closing)}")
    return "\n".join(lines)


def fate(closing: Closing) -> str:
    """What becomes of the points that nobody spent."""
    outlook = closing.outlook
    if closing.lapsed:
        return f"没用完的积分已过期清零：{_lapsing(outlook)}。"
    return f"没用完的积分（{_lapsing(outlook)}）可兑换到{month_day(outlook.lapse_on - timedelta(days=1))}，过期清零。"


def summary(outlook: Outlook, unit: str) -> str:
    """One line: how a unit's year ends, for the command line."""
    honours = outlook.honours
    ranked, vetoed = sum(one.rank is not None for one in honours), sum(one.vetoed for one in honours)
    honoured, welfare = sum(one.honoured for one in honours), sum(one.welfare for one in honours)
    return (
        f"{unit} {outlook.year} 年：{ranked} 户排名，{vetoed} 户一票否决，评先评优 {honoured} 户，福利优先 {welfare} 户"
    )


def unspent(outlook: Outlook, today: date) -> str:
    """What becomes of the points that nobody spent, for the command line."""
    if today >= outlook.lapse_on:
        return f"未用 {_lapsing(outlook)}，清零"
    return f"未用 {_lapsing(outlook)}，可兑换到 {outlook.lapse_on - timedelta(days=1)}，之后清零"


def as_it_was(outlook: Outlook, unit: str) -> str:
    """The year is closed already, for the command line."""
    since = "" if outlook.closed is None else f"已于 {outlook.closed.closed:%Y-%m-%d} "
    return f"{unit} {outlook.year} 年{since}结清"


def key(closing: Closing) -> str:
    """What the message to the group is known by, so that it is posted once."""
    outlook = closing.outlook
    return f"year-{'closed' if closing.froze else 'lapsed'}:{outlook.unit}:{outlook.year}"


def not_final(outlook: Outlook) -> str:
    """What may still change, and then not the lists; "" when nothing may."""
    if outlook.closed is not None:
        return ""
    public = [round_.period.key for round_ in outlook.rounds if round_.state == "published"]
    cases = "、".join(str(number) for number in outlook.disputed)
    waiting = [f"{'、'.join(public)} 还在公示"] if public else []
    waiting += [f"异议 {cases} 还没答复"] if cases else []
    return f"（{'，'.join(waiting)}，结清后的更正不改名单）" if waiting else ""


def _lapsing(outlook: Outlook) -> str:
    return f"{sum(outlook.lapsing)} 分，{len(outlook.lapsing)} 户"


def _place(honour: Honour, *, masks: bool) -> str:
    home = honour.household
    return f"{honour.rank}. {home.group}-{home.number} {mask(home.head) if masks else home.head} {honour.earned}分"
