"""What supervisors read: figures with what they mean, and what is missing by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button
from bot.wording.appointing import AtHome, officer_line
from bot.wording.waiting_texts import waiting as waiting_texts
from domain.model.delivery import Queue
from domain.model.message import Reach
from domain.model.people import Officer
from domain.model.supervision import Assessment
from domain.scoring.fairness import FEWEST, Conduct
from domain.town.appraising import QuarterDone, UnitYear
from domain.town.supervising import Lack, Missing, Overview, UnitFigures
from text.days import month_day
from text.lacking import lack_in_words
from text.periods import period_name

_MOST_MADE_KNOWN = 5
MOST_POINTS = 999
"""The grammar reads three digits."""


def overview(seen: Overview) -> str:
    """The units side by side, the urgent first; how many have something to do, and how many of them soon, is said."""
    to_do = sum(1 for one in seen.units if one.missing)
    urgent = sum(1 for one in seen.units if one.presses(seen.today))
    head = f"{period_name(seen.quarter.key)}监督（{len(seen.units)}个单位，{to_do}个有事要办，{urgent}个要抓紧）"
    return "\n".join(
        [head, *(_line(figures, seen.today) for figures in seen.units), "看一个村：/jian 秦望村；看全年：/jian 年"]
    )


def page_button(officer: Officer) -> tuple[tuple[Button, ...], ...]:
    """Opens the town's page; each supervisor has a link of his own."""
    return ((Button("图表网页", str(ActButton("town-page", officer.id))),),)


LINK_GIVEN = "各单位图表网页的链接发过了，没看到请再按一次 /jian 下面的“图表网页”。"
"""What is kept of the message with the link."""


def page_link(address: str, until: date) -> str:
    """The link to the town's page."""
    warning = "链接谁拿到都能看，别转到别的群；再按一次换新的，旧的就不能用了。"
    return f"{address}\n各单位的图表和表格都在这一页，用到{month_day(until)}。{warning}"


def digest(seen: Overview, trouble: str = "") -> str:
    """The same once a week, unasked, and what did not get through in that week."""
    return f"【每周简报】{overview(seen)}" + (f"\n{trouble}" if trouble else "")


_QUEUES = {Queue.CHAT: "群消息{}条", Queue.SMS: "短信{}条", Queue.EVIDENCE: "照片{}张"}


def unreached(units: Mapping[str, str], reach: Reach, reasons: Mapping[str, str], *, chats: bool = True) -> str:
    """⚠️ 秦望村的群收不到我的消息，有 3 条等着；一周里没送到：短信2条。Nothing when all got through.

    ``units``: the names, by code, of those of whom it is told. ``reasons``: what the SMS channels' own reasons mean.
    ``chats``: whether a chat platform is set up at all.
    """
    shut = [units[unit] for unit in reach.closed if unit in units]
    closed = f"{'、'.join(shut)}的群收不到我的消息，请群主把我请回去或解除禁言" if shut else ""
    waiting = f"{reach.waiting} 条等群能收了再发" if reach.waiting else ""
    lost = "、".join(_QUEUES[queue].format(number) for queue, number in reach.lost.items())
    barred = waiting_texts(reach.refused, reasons)
    groupless = _groupless({units[unit]: many for unit, many in reach.groupless.items() if unit in units}, chats=chats)
    told = "；".join(part for part in (closed, groupless, waiting, barred, lost and f"没送到的：{lost}") if part)
    return f"⚠️{told}。" if told else ""


def _groupless(waiting: Mapping[str, int], *, chats: bool) -> str:
    """秦望村（3 条）没有工作群，……"""
    names = "、".join(f"{name}（{number} 条）" for name, number in waiting.items())
    why = "没有工作群，要告诉群里的先存着，请专员拉我进群发 /bang" if chats else "要告诉村里的没人收到：没有设置聊天"
    return f"{names}{why}" if names else ""


def _line(figures: UnitFigures, today: date) -> str:
    mark = "⚠️" if figures.presses(today) else "▫️" if figures.missing else "✅"
    missing = f"\n　{lacks(figures.missing, today)}" if figures.missing else ""
    return f"{mark}{figures.name}：{_counts(figures)}{_appraisal(figures)}{missing}"


def _counts(figures: UnitFigures) -> str:
    counts = figures.counts
    calls = f"，等回电{counts.callbacks}户" if counts.callbacks else ""
    return (
        f"结算{counts.settled}轮，兑换{counts.redemptions}次，{_seen(figures)}"
        f"待答异议{counts.objections}、申报{counts.claims}{calls}"
    )


def _seen(figures: UnitFigures) -> str:
    return "" if figures.seen is None else f"看过{figures.seen:.0%}的户，"


def _appraisal(figures: UnitFigures) -> str:
    if not figures.assessments:
        return ""
    return f"，年度考核{sum(assessment.points for assessment in figures.assessments):+}分"


def lacks(missing: Sequence[Missing], today: date) -> str:
    """What is missing: at once, and by which days, how many days these are away."""
    parts = [_lack(one) for one in missing if one.by is None]
    for last in sorted({one.by for one in missing if one.by is not None}):
        due = "、".join(_lack(one) for one in missing if one.by == last)
        parts.append(f"{month_day(last)}前（还有{(last - today).days}天）：{due}")
    return "；".join(parts)


def _lack(missing: Missing) -> str:
    text = lack_in_words(missing.lack, missing.many)
    if missing.lack is Lack.SETTLE and missing.many:
        text += f"（有{missing.many}轮已过完）"
    return text


def inspection(figures: UnitFigures, officers: Sequence[AtHome], conduct: Sequence[Conduct], today: date) -> str:
    """One unit: figures, appraisal, officers and where they live, fairness."""
    lines = [f"{figures.name}：{_counts(figures)}"]
    if figures.missing:
        lines.append(f"要办：{lacks(figures.missing, today)}")
    lines += [f"年度考核 {_assessment(assessment)}" for assessment in figures.assessments]
    lines.append("人员：" + ("、".join(officer_line(*one) for one in officers) or "无"))
    lines.append("今年记分情况（只供参考，负责的组和户不同，数字就会不同）：")
    lines += [conduct_line(one) for one in conduct] or ["还没有人记过分。"]
    return "\n".join(lines)


def conduct_line(one: Conduct) -> str:
    """One officer's figures with what they are compared with."""
    parts = [f"{one.officer}：{one.entries}条（占{one.share:.0%}），{one.households}户"]
    if one.milder is None:
        parts.append(f"与别人同项可比的不足{FEWEST}条，不比宽严")
    else:
        way = mildness(one.milder)
        level = f"平均每条{way}分" if way else "宽严相当"
        parts.append(f"同项比别人{level}（{one.compared}条可比）")
    if one.entries >= FEWEST:
        usual = f"，别人平均{one.few_usual:.0%}" if one.few_usual is not None else ""
        parts.append(f"最常记的3户占{one.few_share:.0%}{usual}")
        parts.append(f"截止前一天记的占{one.last_minute_share:.0%}")
    return "；".join(parts)


def mildness(milder: float) -> str:
    """``宽0.4`` or ``严0.4``; nothing when it is as good as equal."""
    tenths = round(milder * 10)
    return f"{'宽' if tenths > 0 else '严'}{abs(tenths) / 10}" if tenths else ""


def year(units: Sequence[UnitYear], of: int, this: int) -> str:
    """The units' year: settled when, redeemed how often, and what the appraisal gave and took."""
    lines = [f"{of}年考核（{len(units)}个单位，日期是各季第一次结算）"]
    for unit in units:
        done = f"{quarters_done(unit)}；兑换{unit.redemptions}次{_made_known(unit)}"
        lines.append(f"{unit.name} {unit.points:+}分：{done}")
        lines += [f"　{_assessment(assessment)}" for assessment in unit.assessments]
    which = f"{of}年 " if of != this else ""
    return "\n".join([*lines, f"加扣分：/jian 扣 秦望村 2 {which}原因"])


def _made_known(unit: UnitYear) -> str:
    """``；宣传3次（9月1日公告、9月8日典型）``, the last few; nothing where nothing was made known."""
    if not unit.made_known:
        return ""
    last = [f"{month_day(day)}{'典型' if model else '公告'}" for day, model in unit.made_known[-_MOST_MADE_KNOWN:]]
    more = "最近：" if len(unit.made_known) > _MOST_MADE_KNOWN else ""
    return f"；宣传{len(unit.made_known)}次（{more}{'、'.join(last)}）"


def quarters_done(unit: UnitYear) -> str:
    """``3季8月1日、4季还没有``; nothing of the quarters that were over before the unit had a round."""
    return "、".join(_quarter_done(done) for done in unit.quarters if done.counts) or "还没有轮次"


def _quarter_done(done: QuarterDone) -> str:
    name = f"{done.quarter.key[-1]}季"
    if done.settled is not None:
        return f"{name}{month_day(done.settled)}"
    if not done.over:
        return f"{name}还没有"
    return f"{name}没结算⚠️"


def _assessment(one: Assessment) -> str:
    return f"{one.points:+} 分：{one.reason}（{month_day(one.at)}，{one.officer}）"


def assessed_before(unit: str, points: int) -> str:
    """The same was noted just now."""
    return f"刚才已记{unit} {points:+} 分，再记一次？"


def assessed(unit: str, done: Assessment, year: int) -> str:
    """An addition or deduction was noted."""
    return f"已记：{unit} {year}年度考核 {done.points:+} 分（{done.reason}）。"
