"""What is said of a case wherever it is shown: its entry, who decided, what somebody wishes."""

from __future__ import annotations

from bot.reply import Button
from bot.wording.photos import look_button
from bot.wording.places import signed
from domain.cases.case import Case, Ruling
from domain.model.about import About, Subject
from domain.model.objection import Objection, ObjectionState
from text.days import month_day

OUTCOMES = {
    ObjectionState.OPEN: "等答复",
    ObjectionState.UPHELD: "成立",
    ObjectionState.DISMISSED: "不成立",
    ObjectionState.WITHDRAWN: "户里撤回",
}


def entry_line(case: Case) -> str:
    """Its number, day, item, points, officer and reason."""
    entry, subject = case.entry, case.subject
    name = f"{entry.item}“{subject.wording}”" if subject else entry.item
    points = "一票否决" if case.is_veto else signed(entry.points)
    undone = f"撤销 #{entry.reverses} " if entry.reverses is not None else ""
    photo = " 📷" if entry.evidence else ""
    reason = f"：{entry.reason}" if entry.reason else ""
    return f"#{entry.id} {month_day(entry.day)} {undone}{name} {points}（{entry.officer_name}{reason}）{photo}".rstrip()


def about(case: Case) -> tuple[About, ...]:
    """What a message of it is about."""
    return About(Subject.OBJECTION, case.objection.id), About(Subject.ENTRY, case.entry.id)


def photo_row(case: Case) -> tuple[tuple[Button, ...], ...]:
    """The button that shows the entry's photo, where there is one."""
    return () if case.entry.evidence_id is None else ((look_button(About(Subject.OBJECTION, case.objection.id)),),)


def deciders(objection: Objection) -> str:
    """Who decided, and who agreed."""
    second = f"，{objection.second}确认" if objection.second else ""
    return f"{objection.decided_by}{second}"


def wish(case: Case, ruling: Ruling) -> str:
    """What an officer wants to decide."""
    if not ruling.uphold:
        return f"不成立：{ruling.reason}"
    return f"成立，{take_back(case) if ruling.points is None else put_right(case, ruling.points)}"


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
