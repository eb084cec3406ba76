"""Deciding a case: the questions before it, and what it changed."""

from __future__ import annotations

from bot.reply import Say
from bot.wording.case_parts import OUTCOMES, about, deciders, entry_line
from bot.wording.places import can_spend, place, signed, told
from domain.cases.case import Case, Ruled
from domain.model.about import About, Subject
from text.periods import short_period

STOCK_REASONS = ("现场核实过，属实", "有照片为证", "按细则该这样记", "说的不是这件事")


def which_correction(case: Case) -> str:
    """The question what is right instead."""
    return (
        f"异议 {case.objection.id} 成立，{entry_line(case)}\n怎么改？别的分数请发：/yi 准 {case.objection.id} 分数 原因"
    )


def which_reason(case: Case) -> str:
    """The question for why a case is dismissed."""
    return f"异议 {case.objection.id} 为什么不成立？别的原因请发：/yi 驳 {case.objection.id} 原因"


def ruled(done: Ruled) -> Say:
    """A decided case, what it changed, and whether the household hears of it by text."""
    objection = done.case.objection
    mark = "✅" if done.upheld else "❌"
    head = f"{mark} 异议 {objection.id} {OUTCOMES[objection.state]}（{deciders(objection)}）"
    lines = [f"{head}：{place(done.case.household)}", *_changes(done)]
    again = (About(Subject.ENTRY, done.again.entry_id),) if done.again else ()
    return Say("\n".join([*lines, told(done.told)]), about=(*about(done.case), *again))


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
