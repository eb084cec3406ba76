"""Entries, vetoes and second looks."""

from __future__ import annotations

from datetime import date

from bot.wording.places import place
from bot.wording.refusals.saying import Data, Sayings
from text.days import month_day

ENTRIES: Sayings = {
    "same-photo": lambda d: f"这是 #{d['entry']} 扣分时的照片，整改要另拍一张：发照片时写 /gai {d['entry']}。",
    "no-photo-of-it": lambda d: f"整改要带照片：发照片时写 /gai {d['entry']}，或者回复照片发 /gai {d['entry']}。",
    "not-a-deduction": lambda d: f"#{d['entry']} 不是扣分，不用整改。",
    "rectified-before": lambda d: (
        f"#{d['entry']} 的整改{month_day(d['day'])}已由{d['officer']}登记过，发 /zhao {d['entry']} 看照片。"
    ),
    "given-back": lambda d: (
        f"#{d['entry']} 整改时已退还一部分（#{d['given']}），请先发 /che {d['given']} 原因，再撤销这条。"
    ),
    "unknown-item": lambda d: f"没有“{d['item']}”这一项，发 /gui 可看全部项目。",
    "veto-not-item": lambda d: f"“{d['item']}”是一票否决项，请用 /fou",
    "unknown-veto": lambda d: f"没有“{d['item']}”这个否决项，可用：{_vetoes(d)}",
    "bad-points": lambda d: f"分数要写 1 到 {d['most']} 的整数。",
    "no-reason": lambda _: "请写上原因。",
    "future-day": lambda d: f"{month_day(d['day'])}还没到，不能记。",
    "odd-time": lambda _: (
        "这条消息的发送时间不对，不知道是哪天的事。请写上日子再发，例如：/kou 11月27日 3-12 垃圾 2 没分类"
    ),
    "not-joined": lambda d: (
        f"{place(d['household'])}{_date(d['joined'])}才加入，{_date(d['day'])}那时还没有这户，不能记。"
    ),
    "no-round": lambda d: f"{month_day(d['day'])}那时还没有开始记分。",
    "no-entry": lambda d: f"本村没有 #{d['entry']} 这条记录，请核对编号。",
    "is-reversal": lambda d: f"#{d['entry']} 本身就是撤销，不能再撤；请重新记一条。",
    "already-reversed": lambda d: f"#{d['entry']} 已经撤销过了。",
    "too-late-to-undo": lambda d: f"只能撤销自己 {d['hours']} 小时内记的，其他的请找管理专员。",
    "own-proposal": lambda _: "您自己提的否决，要请另一位考核人员确认。",
    "own-award": lambda _: "您自己加的分，要请另一位考核人员复核。",
    "already-confirmed": lambda _: "这条已经确认过了。",
    "award-decided": lambda _: "这件事已经有人确认过，或者说不记了。",
    "award-overtaken": lambda d: (
        f"{place(d['household'])}这项当天已另外记了 #{d['entry']}，没有再记。确实还要记的，请提的人重新发一次。"
    ),
    "second-needed": lambda _: "这件事要另一位考核人员来确认。",
}


def _date(day: date) -> str:
    return f"{day.year}年{month_day(day)}"


def _vetoes(data: Data) -> str:
    return "、".join(f"{veto.code}{veto.wording}" for veto in data.get("vetoes", ()))
