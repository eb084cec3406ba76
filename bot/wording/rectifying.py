"""What the group reads of deductions whose cause was put right 整改."""

from __future__ import annotations

from bot.buttons import ActButton
from bot.reply import Button, Say
from bot.wording.photos import look_button
from bot.wording.places import place
from domain.entries.rectifying import Rectified
from domain.model.about import About, Subject
from domain.model.entry import Entry
from domain.model.people import Officer


def rectified(done: Rectified, note: str, officer: Officer) -> Say:
    """What was put right; with the buttons for another officer where a share of it may be given back."""
    about = About(Subject.ENTRY, done.entry.id)
    lines = [
        f"🔧 #{done.entry.id} {place(done.household)} 已整改（{officer.name}）",
        f"{done.item.code}“{done.item.wording}”扣{-done.entry.points}分{f'，{note}' if note else ''}",
    ]
    look = (look_button(about, "看前后照片"),)
    if not done.points:
        lines.append(_nothing(done))
        return Say("\n".join(lines), (look,), about=(about,))
    lines.append(f"按细则可退还 {done.points} 分（{done.percent}%），要另一位考核人员点“确认退还”才算数。")
    decide = (
        Button("确认退还", str(ActButton("rectify", done.number))),
        Button("不退了", str(ActButton("rectify-drop", done.number))),
    )
    return Say("\n".join(lines), (decide, look), about=(about,))


def _nothing(done: Rectified) -> str:
    if done.percent:
        return f"按细则退还 {done.percent}%，不到 1 分，扣的分不变。"
    return "照片留在这户的档案里，扣的分不变。"


def agreed(officer: Officer) -> str:
    """Another officer agreed, and it was recorded."""
    return f"{officer.name}已确认退还："


def kept(entry: Entry, officer: Officer) -> Say:
    """Nothing is given back."""
    return Say(f"#{entry.id} 整改的照片留着，分不退了（{officer.name}）。", about=(About(Subject.ENTRY, entry.id),))
