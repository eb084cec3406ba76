"""What the bot says when points were logged, taken back or vetoed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.buttons import ActButton, UndoButton, VetoButton
from bot.reply import Button, Reply, Say, Unbutton
from bot.wording import waiting
from bot.wording.places import can_spend, day_name, place, signed, told
from domain.cases.case import TakenBack
from domain.cases.large_corrections import Waits
from domain.entries.award import Recorded
from domain.entries.reversing import Reversed
from domain.entries.vetoing import Vetoed
from domain.model.about import About, Subject
from domain.model.people import Officer
from domain.model.rulebook import CapPer
from text.periods import short_period


def logged(done: Sequence[Recorded | Waits], officer: Officer, unit: str, today: date) -> list[Reply]:
    """One confirmation for all lines, each with its own buttons; what waits for a second officer says so."""
    texts, rows = [], []
    for one in done:
        if isinstance(one, Waits):
            texts.append(waiting.waits(one, unit, today))
            rows.append(waiting.buttons(one, among=len(done)))
        else:
            texts.append(_recorded(one, officer, today))
            rows.append(_buttons(one, officer))
    about = tuple(About(Subject.ENTRY, one.entry_id) for one in done if isinstance(one, Recorded))
    return [Say("\n".join(texts), tuple(rows), about=about)]


def recorded(done: Recorded, officer: Officer, today: date) -> Say:
    """The confirmation of one entry."""
    about = (About(Subject.ENTRY, done.entry_id),)
    return Say(_recorded(done, officer, today), (_buttons(done, officer),), about=about)


def _buttons(done: Recorded, officer: Officer) -> tuple[Button, ...]:
    undo = Button(f"撤销 #{done.entry_id}", str(UndoButton(done.entry_id, officer.id)))
    if not done.is_large:
        return (undo,)
    return undo, look_button(done.entry_id)


def look_button(number: int) -> Button:
    """For another officer, who has looked at a large award and finds it right."""
    return Button(f"复核 #{number}", str(ActButton("look", number)))


def _recorded(done: Recorded, officer: Officer, today: date) -> str:
    item, day = done.item, _day(done.day, today)
    lines = [
        f"✅ #{done.entry_id} {day}{place(done.household)}",
        f"{item.code}“{item.wording}”{_asked_and_counted(done)}",
        f"本项 {done.item_score}/{item.points} 分，{short_period(done.round_key)}共 {done.round_score} 分",
    ]
    if done.settled:
        lines.append(f"公示后更正（{officer.name}：{done.reason}），名次和可用分跟着变。{_debt(done)}")
    if done.is_large:
        lines.append("这项加分较多，请另一位考核人员点“复核”。")
    return "\n".join(lines)


def _debt(done: Recorded | Reversed) -> str:
    """A correction that took more than the household had left."""
    return f"这户{can_spend(0, done.debt)}。" if done.debt else ""


def _day(day: date, today: date) -> str:
    """The day of what is confirmed, where it is not today."""
    return "" if day == today else f"{day_name(day, today)} "


def _asked_and_counted(done: Recorded) -> str:
    if done.counted == done.asked:
        return f"{signed(done.asked)}，计 {abs(done.counted)} 分"
    return f"{signed(done.asked)}，{_why_less(done)}，计 {abs(done.counted)} 分"


def _why_less(done: Recorded) -> str:
    """Why points did not count: the item's bounds, or what was recorded beyond them before."""
    if done.asked > 0 and done.is_full:
        return f"{_FULL[done.item.per]}已满"
    if done.asked < 0 and not done.item_score:
        return "本项已扣完" if done.item.start == "full" else "本项已是 0 分"
    numbers = "、".join(f"#{number}" for number in done.offset_by)
    return f"先前多{'扣' if done.asked > 0 else '加'}的分（{numbers}）抵掉了"


_FULL: dict[CapPer, str] = {"round": "本项", "quarter": "本项本季", "year": "本项本年"}


def taken_back(taken: TakenBack) -> list[Reply]:
    """The confirmation of a reversal, and of the case that closed with it."""
    done, ruled = taken.reversed, taken.ruled
    others = not done.settled and done.original.officer_name != done.officer_name
    who = f"（{done.officer_name}：{done.reason}）" if others else ""
    lines = [f"↩️ #{done.entry_id} 已撤销 #{done.original.id}{who}", f"{place(done.household)} {done.wording}"]
    if done.item_score is None:
        lines.append("这项一票否决不再算数，原来的积分照旧。")
    else:
        lines.append(f"本项现在 {done.item_score} 分，{short_period(done.round_key)}共 {done.round_score} 分")
    if done.settled:
        follows = "那一年已经结清，最终名次不变。" if done.year_closed else "名次和可用分跟着变。"
        lines.append(f"公示后更正（{done.officer_name}：{done.reason}），{follows}{_debt(done)}")
    if ruled is not None:
        lines.append(f"异议 {ruled.case.objection.id} 随之成立，{told(ruled.told)}")
    return [Say("\n".join(lines), about=(About(Subject.ENTRY, done.original.id),))]


def veto_proposed(done: Vetoed, today: date) -> list[Reply]:
    """A proposed veto, with the button for the officers who confirm."""
    day = _day(done.entry.day, today)
    head = f"⛔ #{done.entry.id} {day}{place(done.household)}\n一票否决：{done.veto.wording}\n原因：{done.entry.reason}"
    text = f"{head}\n还要另外 {done.missing} 位考核人员点“确认”才生效。"
    buttons = ((Button("确认否决", str(VetoButton(done.entry.id))),), _undo(done))
    return [Say(text, buttons, about=_about(done))]


def _undo(done: Vetoed) -> tuple[Button, ...]:
    entry = done.entry
    button = UndoButton(entry.id, entry.officer_id or 0)  # officers are numbered from 1
    return (Button(f"撤销 #{entry.id}", str(button)),)


def veto_confirmed(done: Vetoed, officer: Officer) -> list[Reply]:
    """A confirmation, and whether the veto is in force now."""
    if done.missing:
        return [Say(f"#{done.entry.id} {officer.name}已确认，还差 {done.missing} 位。", about=_about(done))]
    text = (
        f"⛔ #{done.entry.id} {place(done.household)} 一票否决已生效（{officer.name}确认）：{done.veto.wording}。"
        "本年度不参加排名、兑换和评优。"
    )
    if done.released:
        text += f"等领取的兑换 {done.released} 笔已取消，物品已放回库存。"
    return [Unbutton(), Say(text, (_undo(done),), about=_about(done))]


def _about(done: Vetoed) -> tuple[About, ...]:
    return (About(Subject.ENTRY, done.entry.id),)
