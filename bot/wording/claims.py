"""What the group reads of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.buttons import ActButton
from bot.reply import Button, Reply, Say
from bot.wording import waiting
from bot.wording.long_lists import MOST_LISTED, with_onward
from bot.wording.photos import look_button
from bot.wording.places import place, told
from bot.wording.scoring import recorded
from domain.cases.claims import Filed
from domain.cases.deciding import Approved, Rejected
from domain.cases.large_corrections import Waits
from domain.model.about import About, Subject
from domain.model.claim import Claim
from domain.model.people import Officer
from domain.model.rulebook import Item
from text.days import month_day

_SHORT = 40
STOCK_REASONS = ("查无此事", "不在积分范围内", "已经记过了", "材料不全，请补齐再报")


def new(claim: Claim, items: Mapping[int, Item]) -> Say:
    """A claim as it comes in, with its buttons; ``items`` are what is claimed, by number."""
    lines = [f"📝 申报 {claim.number}：{place(claim.household)}", _quoted(claim, claim.content)]
    lines.append(f"日子：{_happened(claim)}，项目：{_item(claim, items)}")
    lines.append(f"请在 {month_day(claim.due)}前答复。")
    return Say("\n".join(lines), (_buttons(claim, "claim", "同意", "不同意"), *_photo(claim)), about=_about(claim))


def with_photo(claim: Claim, items: Mapping[int, Item]) -> Say:
    """A claim that waits and has got a photo only now."""
    say = new(claim, items)
    return Say(f"📷 申报 {claim.number} 补了照片。\n{say.text}", say.buttons, about=say.about)


def one(claim: Claim, items: Mapping[int, Item]) -> Say:
    """A claim as it stands."""
    if claim.state == "open":
        return new(claim, items)
    head = f"📝 申报 {claim.number}：{place(claim.household)}\n{_quoted(claim, claim.content)}"
    outcome = f"已同意，见 #{claim.entry_id}" if claim.state == "approved" else f"不同意：{claim.answer}"
    return Say(f"{head}\n{outcome}", _photo(claim), about=_about(claim))


def listed(claims: Sequence[Claim], items: Mapping[int, Item], today: date) -> Say:
    """The open claims, oldest first, each with its buttons; only so many at once."""
    if not claims:
        return Say("没有等答复的申报。")
    return _listed(f"📝 等答复的申报 {len(claims)} 件：", claims, items, today)


def listed_on(claims: Sequence[Claim], items: Mapping[int, Item], today: date) -> Say:
    """Those behind others that were listed."""
    return _listed(f"📝 后面的申报 {len(claims)} 件：", claims, items, today) if claims else Say("后面没有申报了。")


def neglected(claims: Sequence[Claim], items: Mapping[int, Item], today: date) -> Say:
    """Claims that nobody answered so far."""
    return _listed(f"⏰ 还有 {len(claims)} 件申报没人答复：", claims, items, today)


def _listed(head: str, claims: Sequence[Claim], items: Mapping[int, Item], today: date) -> Say:
    shown = claims[:MOST_LISTED]
    onward = ActButton("claims-on", shown[-1].number)
    return with_onward(_all(head, shown, items, today), len(claims) - len(shown), "件", onward)


def _all(head: str, claims: Sequence[Claim], items: Mapping[int, Item], today: date) -> Say:
    lines = [head, *(_line(claim, items, today) for claim in claims)]
    rows = tuple(_row(claim) for claim in claims)
    return Say("\n".join(lines), rows)


def _line(claim: Claim, items: Mapping[int, Item], today: date) -> str:
    words = " ".join(claim.content.split())
    short = words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
    about = f"{_happened(claim)}，{_item(claim, items)}"
    due = "已超期" if claim.is_overdue(today) else f"{month_day(claim.due)}前答复"
    return f"{claim.number}. {place(claim.household)}{_quoted(claim, short)}（{about}），{due}"


def filed(done: Sequence[Filed], items: Mapping[int, Item], today: date) -> Say:
    """Paper forms were entered; those that were claimed before are named."""
    fresh = [one.claim for one in done if one.new]
    known = "、".join(str(one.claim.number) for one in done if not one.new)
    again = f"这件事已经报过了，是申报 {known}，发 /shen 可答复。" if known else ""
    again += "".join(_PHOTO_OF_KNOWN[photo] for photo in dict.fromkeys(one.photo for one in done) if photo)
    if not fresh:
        return Say(again)
    say = new(fresh[0], items) if len(fresh) == 1 else _all(f"📝 收到申报 {len(fresh)} 件：", fresh, items, today)
    return Say(f"{say.text}\n{again}".strip(), say.buttons)


_PHOTO_OF_KNOWN = {"added": "照片补上了。", "too-many": "它已经有照片，这张没有收。"}


def approved(done: Approved, officer: Officer, today: date) -> list[Reply]:
    """What was recorded for a claim, with its undo button."""
    head = f"📝 申报 {done.claim.number} 已同意（{officer.name}），{told(done.told)}"
    say = recorded(done.recorded, officer, today)
    return [Say(f"{head}\n{say.text}", say.buttons, about=say.about)]


def approval_waits(claim: Claim, one: Waits, officer: Officer, unit: str, today: date) -> Say:
    """An approval that waits for a second officer: the claim stays open."""
    head = f"📝 申报 {claim.number}：{officer.name}同意，答复先不发给村民。"
    return Say(f"{head}\n{waiting.waits(one, unit, today)}", (waiting.buttons(one),), about=_about(claim))


def rejected(done: Rejected, officer: Officer) -> Say:
    """A claim was rejected."""
    claim = done.claim
    head = f"📝 申报 {claim.number} 不同意（{officer.name}）：{place(claim.household)}“{claim.content}”"
    return Say(f"{head}\n原因：{claim.answer}\n{told(done.told)}", about=_about(claim))


def withdrawn(claim: Claim) -> Say:
    """A household withdrew its claim: nobody has to answer it."""
    said = f"户里说：{claim.answer}\n" if claim.answer else ""
    head = f"↩️ {place(claim.household)}撤回了申报 {claim.number}“{claim.content}”"
    return Say(f"{head}\n{said}不用再答复。", about=_about(claim))


def which_item(claim: Claim) -> str:
    """The question for the item that the villager's words leave open."""
    return f"申报 {claim.number}“{claim.content}”记哪一项？别的项目请发：/shen 准 {claim.number} 项目"


def which_reason(claim: Claim) -> str:
    """The question for why a claim is rejected."""
    return f"申报 {claim.number} 为什么不同意？别的原因请发：/shen 驳 {claim.number} 原因"


def other_round(claim: Claim, today: str) -> str:
    """The question when there is no round of the claim's day that could take it."""
    return f"申报 {claim.number} 是 {_happened(claim)}的事，那时这户没有参加考评。要记到{today}吗？"


def _about(claim: Claim) -> tuple[About, ...]:
    entry = () if claim.entry_id is None else (About(Subject.ENTRY, claim.entry_id),)
    return (About(Subject.CLAIM, claim.number), *entry)


def _photo(claim: Claim) -> tuple[tuple[Button, ...], ...]:
    """The button that shows the photo, where there is one."""
    return () if claim.evidence_id is None else ((look_button(About(Subject.CLAIM, claim.number)),),)


def _row(claim: Claim) -> tuple[Button, ...]:
    number = claim.number
    decide = _buttons(claim, "claims", f"同意 {number}", f"不同意 {number}")
    photo = () if claim.evidence_id is None else (look_button(About(Subject.CLAIM, number), f"照片 {number}"),)
    return (*decide, *photo)


def _buttons(claim: Claim, where: str, yes: str, no: str) -> tuple[Button, Button]:
    approve, reject = ActButton(f"{where}-yes", claim.number), ActButton(f"{where}-no", claim.number)
    return Button(yes, str(approve)), Button(no, str(reject))


def _item(claim: Claim, items: Mapping[int, Item]) -> str:
    item = items.get(claim.number)
    if item is None:
        return "待定"
    return f"{item.code}“{item.wording}”{claim.points or item.points}分"


def _quoted(claim: Claim, words: str) -> str:
    return f"“{words}”{'' if claim.evidence_id is None else ' 📷'}"


def _happened(claim: Claim) -> str:
    """The day that is claimed for, with its year when that is not the year of the claim."""
    year = "" if claim.day.year == claim.made.year else f"{claim.day.year}年"
    return f"{year}{month_day(claim.day)}"
