"""What the group reads of objections, and of what waits for a second officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.long_lists import MOST_LISTED, with_onward
from bot.wording.photos import look_button
from bot.wording.places import can_spend, place, signed, told
from domain.cases.case import Case, Proposed, Ruled, Ruling, WaitingProposal
from domain.entries.reversing import NeedsSecond
from domain.entries.second_look import LargeAward
from domain.model.about import About, Subject
from domain.model.objection import Objection, ObjectionState
from domain.model.people import Officer
from text.days import month_day
from text.periods import short_period

_SHORT = 40
STOCK_REASONS = ("现场核实过，属实", "有照片为证", "按细则该这样记", "说的不是这件事")
_OUTCOMES = {
    ObjectionState.OPEN: "等答复",
    ObjectionState.UPHELD: "成立",
    ObjectionState.DISMISSED: "不成立",
    ObjectionState.WITHDRAWN: "户里撤回",
}


def opened(case: Case) -> Say:
    """A case as it comes in, with its buttons."""
    lines = [
        f"🙋 {_head(case)}",
        _entry(case),
        f"户里说：{_said(case.objection)}",
        f"请在{month_day(case.objection.due)}前答复。",
        *_in_part(case),
    ]
    return Say("\n".join(lines), (_buttons(case, "成立", "不成立"), *_photo(case)), about=_about(case))


def shown(case: Case, others: Sequence[Objection], waits: WaitingProposal | None, today: date) -> Say:
    """One case with its entry and history; the buttons while it is open."""
    objection = case.objection
    lines = [f"🙋 {_head(case)}", _entry(case)]
    if case.entry.reversed_by is not None:
        lines.append(f"这条已被 #{case.entry.reversed_by} 撤销。")
    lines.append(f"{month_day(objection.opened.date())}户里说：{_said(objection)}")
    lines += [
        f"异议 {other.id}（{month_day(other.opened.date())}）：{_outcome(other)}"
        for other in others
        if other.id != objection.id
    ]
    if objection.state is not ObjectionState.OPEN:
        return Say("\n".join([*lines, f"结果：{_outcome(objection)}"]), _photo(case), about=_about(case))
    rows: list[tuple[Button, ...]] = [_buttons(case, "成立", "不成立"), *_photo(case)]
    if waits is not None:
        lines.append(f"{waits.officer_name}认为{_wish(case, waits.ruling)}，等另一位考核人员确认。")
        rows.append(_confirm(waits.number))
    return Say("\n".join([*lines, _deadline(objection, today), *_in_part(case)]), tuple(rows), about=_about(case))


def _in_part(case: Case) -> list[str]:
    """成立 takes a deduction back; how to leave a part of it."""
    partly = case.entry.live and case.entry.points < -1
    return [f"只是扣多了的，请发：/yi 准 {case.objection.id} 该扣几分 原因"] if partly else []


def listed(cases: Sequence[Case], today: date) -> Say:
    """The open cases, the first due first, each with its buttons; only so many at once."""
    if not cases:
        return Say("没有等答复的异议。")
    return _listed(f"🙋 等答复的异议 {len(cases)} 件：", cases, today)


def listed_on(cases: Sequence[Case], today: date) -> Say:
    """Those behind others that were listed."""
    return _listed(f"🙋 后面的异议 {len(cases)} 件：", cases, today) if cases else Say("后面没有异议了。")


def neglected(cases: Sequence[Case], today: date) -> Say:
    """Cases that nobody decided so far."""
    late = sum(case.objection.overdue(today) for case in cases)
    what = f"，其中 {late} 件已超期" if late else ""
    return _listed(f"⏰ 还有 {len(cases)} 件异议没人答复{what}：", cases, today)


def _listed(head: str, cases: Sequence[Case], today: date) -> Say:
    among = cases[:MOST_LISTED]
    lines = [head, *(_line(case, today) for case in among)]
    rows = tuple(_buttons(case, f"{case.objection.id} 成立", f"{case.objection.id} 不成立") for case in among)
    onward = ActButton("cases-on", among[-1].objection.id)
    return with_onward(Say("\n".join(lines), rows), len(cases) - len(among), "件", onward)


def _line(case: Case, today: date) -> str:
    said = _said(case.objection)
    said = said if len(said) <= _SHORT else said[: _SHORT - 1] + "…"
    subject = case.subject
    name = subject.wording if subject else case.entry.item
    what = f"#{case.entry.id} {name}" + ("" if case.is_veto else signed(case.entry.points))
    return f"{case.objection.id}. {place(case.household)} {what}：{said}（{_deadline(case.objection, today)}）"


def withdrawn(case: Case) -> Say:
    """A household withdrew its objection: nobody has to answer it, and the entry stays."""
    said = f"户里说：{case.objection.answer}\n" if case.objection.answer else ""
    head = f"↩️ {place(case.household)}撤回了异议 {case.objection.id}\n{_entry(case)}"
    return Say(f"{head}\n{said}不用再答复，这条不变。", about=_about(case))


def which_correction(case: Case) -> str:
    """The question what is right instead."""
    return f"异议 {case.objection.id} 成立，{_entry(case)}\n怎么改？别的分数请发：/yi 准 {case.objection.id} 分数 原因"


def take_back(case: Case) -> str:
    """The label for the whole entry."""
    if case.entry.reverses is not None:
        return f"恢复 #{case.entry.reverses}"
    if not case.entry.live:
        return "成立"
    taken = f"（收回加的 {case.entry.points} 分）" if case.entry.points > 0 else ""
    return f"撤销 #{case.entry.id}{taken}"


def put_right(case: Case, points: int) -> str:
    """The label for another amount."""
    if case.entry.points < 0:
        return f"改为少扣 {-case.entry.points - points} 分（扣 {points} 分）"
    return f"改为加 {points} 分"


def which_reason(case: Case) -> str:
    """The question for why a case is dismissed."""
    return f"异议 {case.objection.id} 为什么不成立？别的原因请发：/yi 驳 {case.objection.id} 原因"


def ruled(done: Ruled) -> Say:
    """A decided case, what it changed, and whether the household hears of it by text."""
    objection = done.case.objection
    mark = "✅" if done.upheld else "❌"
    head = f"{mark} 异议 {objection.id} {_OUTCOMES[objection.state]}（{_deciders(objection)}）"
    lines = [f"{head}：{place(done.case.household)}", *_changes(done)]
    again = (About(Subject.ENTRY, done.again.entry_id),) if done.again else ()
    return Say("\n".join([*lines, told(done.told)]), about=(*_about(done.case), *again))


def _changes(done: Ruled) -> list[str]:
    case = done.case
    if not done.upheld:
        return [f"#{case.entry.id} 不变。原因：{case.objection.answer}"]
    if done.again:
        again = done.again
        old = f"#{case.entry.id} 改为 #{again.entry_id}：{again.item.wording}{signed(again.asked)}"
        standing = f"本项现在 {again.item_score} 分，{short_period(again.round_key)}共 {again.round_score} 分"
        return [old, standing, *_owes(done)]
    if done.reversal is None:
        return [f"#{case.entry.id} 先前已经撤销，分数不再变。"]
    gone = f"#{case.entry.id} 已由 #{done.reversal.entry_id} 撤销"
    if done.reversal.item_score is None:
        return [gone, "这项一票否决不再算数，原来的积分照旧。"]
    month = f"{short_period(done.reversal.round_key)}共 {done.reversal.round_score} 分"
    return [gone, f"本项现在 {done.reversal.item_score} 分，{month}", *_owes(done)]


def _owes(done: Ruled) -> list[str]:
    return [f"这户{can_spend(0, done.debt)}。"] if done.debt else []


def proposed(done: Proposed, officer: Officer) -> Say:
    """A wish that waits for another officer, with the button for one."""
    case, number = done.case, done.case.objection.id
    why = {
        "own-entry": f"是{officer.name}自己记的分",
        "own-objection": f"是{officer.name}替户里提的",
        "large": "要多加不少分",
    }
    text = (
        f"异议 {number} {why[done.why]}。{officer.name}认为{_wish(case, done.ruling)}。\n"
        f"{_entry(case)}\n要另一位考核人员点“确认”才算数。"
    )
    return Say(text, (_confirm(done.number), *_photo(case)), about=_about(case))


def _wish(case: Case, ruling: Ruling) -> str:
    if not ruling.uphold:
        return f"不成立：{ruling.reason}"
    return f"成立，{take_back(case) if ruling.points is None else put_right(case, ruling.points)}"


def reversal_proposed(needed: NeedsSecond, reason: str, officer: Officer, number: int) -> Say:
    """A reversal that waits for another officer."""
    original = needed.original
    text = (
        f"↩️ {officer.name}要撤销 #{original.id} {place(needed.household)}\n"
        f"{needed.wording} {signed(original.points)}（{original.officer_name}，{month_day(original.day)}）\n"
        f"原因：{reason}\n别人一天前记的，要另一位考核人员点“确认”才撤销。"
    )
    return Say(text, (_confirm(number),), about=(About(Subject.ENTRY, original.id),))


def _about(case: Case) -> tuple[About, ...]:
    return About(Subject.OBJECTION, case.objection.id), About(Subject.ENTRY, case.entry.id)


def _photo(case: Case) -> tuple[tuple[Button, ...], ...]:
    """The button that shows the entry's photo, where there is one."""
    return () if case.entry.evidence_id is None else ((look_button(About(Subject.OBJECTION, case.objection.id)),),)


def _confirm(number: int) -> tuple[Button, ...]:
    return (Button("确认", str(ActButton("second", number))),)


def agreed(officer: Officer) -> str:
    """Another officer agreed, and it was done."""
    return f"{officer.name}已确认："


def looked(done: LargeAward, officer: Officer) -> Say:
    """A large award was looked at."""
    return Say(
        f"👀 #{done.entry.id} {place(done.household)} 加{done.counted}分，{officer.name}已复核。",
        about=(About(Subject.ENTRY, done.entry.id),),
    )


def _head(case: Case) -> str:
    return f"异议 {case.objection.id}：{place(case.household)}"


def _entry(case: Case) -> str:
    entry, subject = case.entry, case.subject
    name = f"{entry.item}“{subject.wording}”" if subject else entry.item
    points = "一票否决" if case.is_veto else signed(entry.points)
    undone = f"撤销 #{entry.reverses} " if entry.reverses is not None else ""
    photo = " 📷" if entry.evidence else ""
    reason = f"：{entry.reason}" if entry.reason else ""
    return f"#{entry.id} {month_day(entry.day)} {undone}{name} {points}（{entry.officer_name}{reason}）{photo}".rstrip()


def _said(objection: Objection) -> str:
    return objection.content or "（没写原因）"


def _outcome(objection: Objection) -> str:
    outcome = _OUTCOMES[objection.state]
    if objection.decided is None:
        return outcome
    day = month_day(objection.decided.date())
    if objection.state is ObjectionState.WITHDRAWN:
        return f"{outcome}（{day}）{objection.answer}"
    return f"{outcome}（{_deciders(objection)}，{day}）{objection.answer}"


def _deciders(objection: Objection) -> str:
    second = f"，{objection.second}确认" if objection.second else ""
    return f"{objection.decided_by}{second}"


def _deadline(objection: Objection, today: date) -> str:
    return (
        f"已超期，应在{month_day(objection.due)}前答复"
        if objection.overdue(today)
        else f"{month_day(objection.due)}前答复"
    )


def _buttons(case: Case, yes: str, no: str) -> tuple[Button, Button]:
    number = case.objection.id
    return Button(yes, str(ActButton("yi-uphold", number))), Button(no, str(ActButton("yi-dismiss", number)))
