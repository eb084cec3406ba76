"""What waits for a second officer, with the button for one."""

from __future__ import annotations

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.case_parts import about, entry_line, photo_row, wish
from bot.wording.places import place, signed
from domain.cases.case import Proposed
from domain.entries.reversing import NeedsSecond
from domain.entries.second_look import LargeAward
from domain.model.about import About, Subject
from domain.model.people import Officer
from text.days import month_day


def proposed(done: Proposed, officer: Officer) -> Say:
    """A wish that waits for another officer, with the button for one."""
    case, number = done.case, done.case.objection.id
    why = {
        "own-entry": f"是{officer.name}自己记的分",
        "own-objection": f"是{officer.name}替户里提的",
        "large": "要多加不少分",
    }
    text = (
        f"异议 {number} {why[done.why]}。{officer.name}认为{wish(case, done.ruling)}。\n"
        f"{entry_line(case)}\n要另一位考核人员点“确认”才算数。"
    )
    return Say(text, (confirm_row(done.number), *photo_row(case)), about=about(case))


def reversal_proposed(needed: NeedsSecond, reason: str, officer: Officer, number: int) -> Say:
    """A reversal that waits for another officer."""
    original = needed.original
    text = (
        f"↩️ {officer.name}要撤销 #{original.id} {place(needed.household)}\n"
        f"{needed.wording} {signed(original.points)}（{original.officer_name}，{month_day(original.day)}）\n"
        f"原因：{reason}\n别人一天前记的，要另一位考核人员点“确认”才撤销。"
    )
    return Say(text, (confirm_row(number),), about=(About(Subject.ENTRY, original.id),))


def confirm_row(number: int) -> tuple[Button, ...]:
    """The button by which another officer agrees."""
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
