"""Rounds and quarters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.wording.clock import not_opened
from bot.wording.places import place
from bot.wording.refusals.saying import Sayings
from text.days import month_day
from text.periods import period_name, short_period

_HANGS = {
    "later": "后面的轮次已经结算",
    "objection": "已经有人提了异议，请先用 /yi 答复",
    "correction": "公示后已经有更正，请接着更正",
}
"""What hangs on a settled round."""

ROUNDS: Sayings = {
    "clock-jumped": lambda d: not_opened(d["jumped"], d["now"]),
    "nothing-to-settle": lambda _: "现在没有要结算的轮次。",
    "no-such-round": lambda d: f"没有“{_said(d['round'])}”这一轮，{_as_now(d.get('latest'))}。",
    "nothing-settled": lambda _: "还没有结算过一轮，没有可打印的；结算以后再发。",
    "bad-round": lambda d: f"轮次“{d['key']}”看不懂，请写成 2026-09 或 9月。",
    "no-such-year": lambda d: f"没有 {d['year']} 年的积分。",
    "round-not-open": lambda d: f"{short_period(d['round'])}已经结算过了。",
    "round-closed": lambda d: (
        f"{short_period(d['round'])}已经结算，不再记分。要更正，请管理专员发同样的一条（写上日子），按按钮记为更正。"
    ),
    "undo-closed": lambda d: (
        f"{short_period(d['round'])}已经结算，要撤销请管理专员发：/che {d['entry']} 原因，会记为公示后更正。"
    ),
    "excuse-closed": lambda d: f"{short_period(d['round'])}已经结算，不能再免考或恢复。",
    "year-closed": lambda d: f"{d['year']}年已经结清，不再记分，也不能记到别的年份。",
    "round-not-over": lambda d: _not_over(d["round"], d["after"], d["early"]),
    "settle-early-second": lambda d: (
        f"{short_period(d['round'])}还没过完，提前结算要两位考核人员："
        f"请专员在群里发 /jie {d['round']}，再请另一位点确认。"
    ),
    "round-agreed": lambda d: f"{short_period(d['round'])}的这件事已经有人确认，办好了。",
    "round-still-open": lambda d: f"{short_period(d['round'])}还没有结算，不用撤回。",
    "nothing-to-withdraw": lambda _: "还没有结算过的轮次，不用撤回。",
    "withdraw-final": lambda d: f"{short_period(d['round'])}已经生效，不能撤回。记错了请用 /che 更正，漏记请专员补记。",
    "withdraw-too-late": lambda d: (
        f"{short_period(d['round'])}结算已超过{d['hours']}小时，不能撤回。记错了请用 /che 更正，漏记请专员补记。"
    ),
    "withdraw-hangs": lambda d: f"{short_period(d['round'])}不能撤回：{_HANGS[d['what']]}。",
    "no-notice": lambda d: f"{place(d['household'])}这个季度没有要告知的通知，不用去。",
    "notice-told": lambda d: f"{place(d['household'])}已经上门告知过了。",
    "notice-arrived": lambda d: f"{place(d['household'])}的短信已经送到了，不用上门。",
    "notice-under-way": lambda d: f"{place(d['household'])}的短信还在发，没发到再上门；发 /tong 可看。",
    "quarter-not-over": lambda d: f"{period_name(d['quarter'])}还没过完，{month_day(d['after'])}起才能发通知。",
    "nothing-to-notify": lambda d: f"{period_name(d['quarter'])}还没有结算，没有可通知的。",
    "notices-not-sent": lambda d: f"{period_name(d['quarter'])}的通知还没有发过，要发请用 /tong {d['quarter']}。",
    "quarter-not-settled": lambda d: f"{period_name(d['quarter'])}还没有结算过，没有汇总。",
    "earlier-round-open": lambda d: f"{short_period(d['round'])}还没有结算，请先结算：/jie {d['round']}",
    "second-look-first": lambda d: f"{_numbers(d['entries'])} 加分较多，要先请另一位考核人员复核，您才能结算。",
    "round-not-published": lambda d: f"{short_period(d['round'])}还没有结算公示，不能生效。",
    "still-public": lambda d: f"{short_period(d['round'])}还在公示，{month_day(d['final_on'])}起才能生效。",
    "excused": lambda d: f"{place(d['household'])}本轮不参加考评，不能记分。",
    "not-excused": lambda d: f"{place(d['household'])}本来就参加考评。",
    "not-in-round": lambda d: f"{place(d['household'])}那一轮还没有加入。",
    "bad-quarter": lambda d: f"季度“{d['key']}”看不懂，请写成 2026Q3 这样。",
    "future-quarter": lambda d: f"{d['quarter']} 还没开始，不能发通知。",
}


def _not_over(key: str, after: date, early: date | None) -> str:
    sentence = f"{short_period(key)}还没过完，{month_day(after)}起才能结算"
    if early is None:
        return f"{sentence}。"
    return f"{sentence}；{month_day(early)}起可以提前结算，要另一位考核人员确认。"


def _said(key: str) -> str:
    """``-11``, as the chat's grammar leaves a month without its year, is 11月."""
    return short_period(f"0000{key}") if key.startswith(("-", "Q")) else key


def _as_now(latest: str | None) -> str:
    """How a round is written, by the one that the village has."""
    return f"最近的一轮请写 {latest}" if latest else "请写成 2026-09、9月 或 2026Q3"


def _numbers(entries: Sequence[int]) -> str:
    return "、".join(f"#{entry}" for entry in entries)
