"""What the group reads of objections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.case_parts import OUTCOMES, about, deciders, entry_line, photo_row, wish
from bot.wording.long_lists import MOST_LISTED, with_onward
from bot.wording.places import place, signed
from bot.wording.second_officer import confirm_row
from domain.cases.case import Case, WaitingProposal
from domain.model.objection import Objection, ObjectionState
from text.days import month_day

_SHORT = 40


def opened(case: Case) -> Say:
    """A case as it comes in, with its buttons."""
    lines = [
        f"🙋 {_head(case)}",
        entry_line(case),
        f"户里说：{_said(case.objection)}",
        f"请在{month_day(case.objection.due)}前答复。",
        *_in_part(case),
    ]
    return Say("\n".join(lines), (_buttons(case, "成立", "不成立"), *photo_row(case)), about=about(case))


def shown(case: Case, others: Sequence[Objection], waits: WaitingProposal | None, today: date) -> Say:
    """One case with its entry and history; the buttons while it is open."""
    objection = case.objection
    lines = [f"🙋 {_head(case)}", entry_line(case)]
    if case.entry.reversed_by is not None:
        lines.append(f"这条已被 #{case.entry.reversed_by} 撤销。")
    lines.append(f"{month_day(objection.opened.date())}户里说：{_said(objection)}")
    lines += [
        f"异议 {other.id}（{month_day(other.opened.date())}）：{_outcome(other)}"
        for other in others
        if other.id != objection.id
    ]
    if objection.state is not ObjectionState.OPEN:
        return Say("\n".join([*lines, f"结果：{_outcome(objection)}"]), photo_row(case), about=about(case))
    rows: list[tuple[Button, ...]] = [_buttons(case, "成立", "不成立"), *photo_row(case)]
    if waits is not None:
        lines.append(f"{waits.officer_name}认为{wish(case, waits.ruling)}，等另一位考核人员确认。")
        rows.append(confirm_row(waits.number))
    return Say("\n".join([*lines, _deadline(objection, today), *_in_part(case)]), tuple(rows), about=about(case))


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
    head = f"↩️ {place(case.household)}撤回了异议 {case.objection.id}\n{entry_line(case)}"
    return Say(f"{head}\n{said}不用再答复，这条不变。", about=about(case))


def _head(case: Case) -> str:
    return f"异议 {case.objection.id}：{place(case.household)}"


def _said(objection: Objection) -> str:
    return objection.content or "（没写原因）"


def _outcome(objection: Objection) -> str:
    outcome = OUTCOMES[objection.state]
    if objection.decided is None:
        return outcome
    day = month_day(objection.decided.date())
    if objection.state is ObjectionState.WITHDRAWN:
        return f"{outcome}（{day}）{objection.answer}"
    return f"{outcome}（{deciders(objection)}，{day}）{objection.answer}"


def _deadline(objection: Objection, today: date) -> str:
    return (
        f"已超期，应在{month_day(objection.due)}前答复"
        if objection.overdue(today)
        else f"{month_day(objection.due)}前答复"
    )


def _buttons(case: Case, yes: str, no: str) -> tuple[Button, Button]:
    number = case.objection.id
    return Button(yes, str(ActButton("yi-uphold", number))), Button(no, str(ActButton("yi-dismiss", number)))
