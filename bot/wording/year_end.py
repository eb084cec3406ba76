"""What is said at the end of a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.wording.waiting import named
from domain.model.closed_year import Honour
from domain.settlement.publication import mask
from domain.year.undecided import Undecided
from domain.year.year_end import Closing, Outlook
from text.days import month_day


def closed(closing: Closing, unit: str, *, masks: bool) -> str:
    """To the group: the year is closed, or what was unspent has lapsed."""
    outlook = closing.outlook
    if not closing.froze:
        return f"🧨 {unit}{outlook.year}年没用完的积分已过期清零：{_lapsing(outlook)}。"
    lines = [f"🏁 {unit}{outlook.year}年积分已结清，最终排名："]
    lines += [_place(honour, masks=masks) for honour in outlook.honours if honour.honoured]
    lines += _to_decide("评先评优", [one for one in outlook.honours if one.honoured_tied], masks=masks)
    lines.append(f"福利优先名单 {sum(honour.welfare for honour in outlook.honours)} 户。{fate(closing)}")
    lines += _to_decide("福利优先", [one for one in outlook.honours if one.welfare_tied], masks=masks)
    return "\n".join(lines)


def _to_decide(which: str, tied: Sequence[Honour], *, masks: bool) -> list[str]:
    """Who is equal over the edge of a list: the village's group decides."""
    if not tied:
        return []
    named = "、".join(_home(one, masks=masks) for one in tied)
    return [f"{which}并列待评 {len(tied)} 户（积分、做到的加分、扣分条数都一样），请村考核小组评定：{named}"]


def waiting(year: int, left: Undecided) -> str:
    """To the group: the year is over and cannot be closed, since something waits for a decision."""
    return f"⏰ {year}年还不能结清，要先办完：{'；'.join(undecided(left))}。办完自动结清。"


def undecided(left: Undecided) -> list[str]:
    """What waits for a decision, with the command that settles it."""
    parts = (
        ("异议 {} 还没答复（/yi）", left.objections),
        ("申报 {} 还没答复（/shen）", left.claims),
        ("一票否决 {} 还没有第二人确认（确认，或 /che 撤销）", [f"#{number}" for number in left.vetoes]),
        ("撤销 {} 还没有第二人确认", [f"#{number}" for number in left.reversals]),
        ("整改 {} 退还的分还没有第二人确认（点“确认退还”或“不退了”）", [f"#{number}" for number in left.rectified]),
        ("加分更正 {} 还没有第二人确认（点“确认”或“不记了”，找不到就重发一次）", [named(one) for one in left.awards]),
    )
    return [says.format("、".join(map(str, numbers))) for says, numbers in parts if numbers]


def to_decide(year: int, units: Sequence[tuple[str, Undecided]]) -> str:
    """To the town: what has to be decided before a year can be closed, by unit; "" when nothing has."""
    told = [f"{name}（{_counted(left)}）" for name, left in units if left.many]
    return f"⏳{year}年结清前要办完：{'；'.join(told)}。" if told else ""


def _counted(left: Undecided) -> str:
    parts = (
        ("异议", left.objections),
        ("申报", left.claims),
        ("一票否决待确认", left.vetoes),
        ("撤销待确认", left.reversals),
        ("整改退分待确认", left.rectified),
        ("加分更正待确认", left.awards),
    )
    return "、".join(f"{what}{len(waiting)}件" for what, waiting in parts if waiting)


def fate(closing: Closing) -> str:
    """What becomes of the points that nobody spent."""
    outlook = closing.outlook
    if closing.lapsed:
        return f"没用完的积分已过期清零：{_lapsing(outlook)}。"
    if outlook.rounds or outlook.waiting.objections:
        after = month_day(outlook.lapse_on)
        return f"没用完的积分（{_lapsing(outlook)}）等各轮都生效、异议都答复了才清零，最早{after}。"
    return f"没用完的积分（{_lapsing(outlook)}）可兑换到{month_day(outlook.lapse_on - timedelta(days=1))}，过期清零。"


def summary(outlook: Outlook, unit: str) -> str:
    """One line: how a unit's year ends, for the command line."""
    honours = outlook.honours
    tied = sum(one.honoured_tied or one.welfare_tied for one in honours)
    ranked, vetoed = sum(one.rank is not None for one in honours), sum(one.vetoed for one in honours)
    honoured, welfare = sum(one.honoured for one in honours), sum(one.welfare for one in honours)
    return (
        f"{unit} {outlook.year} 年：{ranked} 户排名，{vetoed} 户一票否决，评先评优 {honoured} 户，福利优先 {welfare} 户"
        + (f"，并列待评 {tied} 户" if tied else "")
    )


def unspent(outlook: Outlook, now: datetime) -> str:
    """What becomes of the points that nobody spent, for the command line."""
    if outlook.lapses(now):
        return f"未用 {_lapsing(outlook)}，清零"
    if now.date() >= outlook.lapse_on:
        return f"未用 {_lapsing(outlook)}，等各轮都生效、异议都答复了再清零"
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
    open_ = [f"{'、'.join(public)} 还在公示"] if public else []
    open_ += undecided(outlook.waiting)
    return f"（{'，'.join(open_)}，结清后的更正不改名单）" if open_ else ""


def _lapsing(outlook: Outlook) -> str:
    return f"{sum(outlook.lapsing)} 分，{len(outlook.lapsing)} 户"


def _place(honour: Honour, *, masks: bool) -> str:
    return f"{honour.rank}. {_home(honour, masks=masks)} {honour.earned}分"


def _home(honour: Honour, *, masks: bool) -> str:
    home = honour.household
    return f"{home.group}-{home.number} {mask(home.head) if masks else home.head}"
