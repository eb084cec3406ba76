"""The wording of objections 异议: what a villager hears when objecting, and the answer later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from domain.cases.case import Case, Ruled
from domain.model.entry import Entry
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.rulebook import Rulebook
from sms.listed import Listed
from sms.segments import fit
from sms.wording.spoken import can_spend, day_name, household_name, period_name, short_name


def opened(case: Case, today: date) -> str:
    """异议5号收下了：#12 3月2日垃圾扣2分。3月9日前短信答复您。"""
    objection = case.objection
    answer = f"{day_name(objection.due, today)}前短信答复您。"
    return f"异议{objection.id}号收下了：{_entry(case.entry, case.book, today)}。{answer}"


def why(number: int) -> str:
    """The entry is known, and not yet what is wrong with it."""
    return f"#{number}哪里不对？请把原因发过来，比如：那天不在家。不想写原因就回“没有”，不提了回“取消”。"


def which_entry(
    household: Household,
    entries: Sequence[tuple[Entry, Rulebook]],
    today: date,
    *,
    several: bool = False,
    sure: bool = True,
) -> tuple[str, Listed | None]:
    """The entries that can be objected to, with their numbers; not ``sure``: what is wrong was said, and no more."""
    if not entries:
        return f"{household_name(household)}没有还能提异议的记录。有疑问请找村里的管理专员。", None
    one, number = "一条短信只提一个编号，其他的另发。" if several else "", entries[0][0].id
    head = (
        f"{one}请写编号和原因，如：异议 {number} 记错了。\n"
        if sure
        else (f"是哪一条不对？请回编号，如：{number}，就替您提异议。当面说请找管理专员。\n")
    )
    return head, Listed([_entry(entry, book, today) for entry, book in entries], "条")


def refusal(refused: Refused, today: date) -> str:
    """Why no case was opened."""
    data = refused.data
    match refused.code:
        case "already-objected":
            return _known(data["entry"], data["case"], data["due"], today)
        case "already-reversed":
            return f"#{data['entry']}已经撤销了，不算分，不用再提异议。"
        case "nothing-to-object":
            return f"#{data['entry']}没有扣您家的分，不用提异议。"
        case "objection-too-late":
            return f"#{data['entry']}那一轮的分已经定了，不能再提异议。确实记错的，请找村里的管理专员更正。"
        case _:
            return f"没有找到您家#{data['entry']}这条记录。回2看明细和编号，再发：异议 编号 原因。"


def _known(entry: object, case: object, due: object, today: date) -> str:
    known = f"#{entry}的异议已经收下了，是{case}号"
    if not isinstance(due, date):
        return f"{known}。"
    day = day_name(due, today)
    return f"{known}，{day}前短信答复您。" if today <= due else f"{known}，过了{day}还没答复，请找村里的管理专员。"


def answered(ruled: Ruled, signature: str) -> str:
    """【张堰积分】异议5号成立：#12垃圾扣2分已撤销，3月共110分。"""
    case = ruled.case
    head = f"【{signature}】异议{case.objection.id}号"
    if ruled.upheld:
        owes = f"，{can_spend(0, ruled.debt)}" if ruled.debt else ""
        return f"{head}成立：{_changed(ruled)}{owes}。"
    reason = (case.objection.answer or "").strip("。")
    said = f"{head}不成立，#{case.entry.id}{_what(case.entry, case.book)}不变。原因：{reason}。"
    return fit(said, "有疑问请找管理专员。")


def _changed(ruled: Ruled) -> str:
    case, again, reversal = ruled.case, ruled.again, ruled.reversal
    what = f"#{case.entry.id}{_what(case.entry, case.book)}"
    month = period_name(case.round.period)
    if again is not None:
        return f"{what}，改为{_points(again.asked)}(#{again.entry_id})，{month}共{again.round_score}分"
    if reversal is None or reversal.item_score is None:
        return f"{what}已撤销" + ("，原来的积分照旧" if case.is_veto else "")
    return f"{what}已撤销，{month}共{reversal.round_score}分"


def _entry(entry: Entry, book: Rulebook, today: date) -> str:
    return f"#{entry.id} {day_name(entry.day, today)}{_what(entry, book)}"


def _what(entry: Entry, book: Rulebook) -> str:
    if veto := book.veto_by_code.get(entry.item):
        return f"一票否决({short_name(veto)})"
    item = book.items.get(entry.item)
    return f"{short_name(item) if item else entry.item}{_points(entry.points)}"


def _points(points: int) -> str:
    return f"{'加' if points > 0 else '扣'}{abs(points)}分"
