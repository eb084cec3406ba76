"""The arguments of /hu: a household, or what is to change about one. What is left over is the reason.

``加 3-18 王强 138…``, ``户主 3-12 王小明``, ``电话 3-12 138…`` (``电话 3-12 加 138…``, ``电话 3-12 删 138…``,
``电话 3-12 无``), ``搬 3-12 3-20``, ``迁出 3-12 原因``, ``迁回 3-12``, ``分 3-12 3-21 王强``, ``并 3-12 3-13 原因``.
"""

from __future__ import annotations

from dataclasses import replace

from bot.grammar.arguments.household_days import days_apart
from bot.grammar.arguments.household_parts import EDITS, HouseholdParts, Wrong, is_head, split
from bot.grammar.arguments.new_heads import new_head
from bot.grammar.questions import asked
from bot.grammar.records import (
    ChangeHousehold,
    Fault,
    HouseholdBy,
    HouseholdRef,
    Lexicon,
    Mistake,
    PhoneEdit,
    ShowFile,
)
from bot.grammar.rules import Numbered
from bot.grammar.words.days import without
from domain.households.wanted import WantedKind

_NOTHING = {"无", "没有", "清空"}
_FRESH = {WantedKind.ADD, WantedKind.SPLIT}
_PLACED = {WantedKind.ADD, WantedKind.MOVE, WantedKind.SPLIT, WantedKind.RETURN}
_NAMED = {WantedKind.ADD, WantedKind.SPLIT, WantedKind.HEAD}
"""Whose first word is the new head."""


def read_household_command(line: Numbered, lexicon: Lexicon) -> ShowFile | ChangeHousehold | list[Mistake]:
    """The file of a household, or a change. What looks like a number and was not understood is a mistake."""
    if "\n" in line.text.raw.strip():
        return [Mistake(Fault.SEVERAL_HOUSEHOLDS, line.number)]
    said = days_apart(line.text.plain, lexicon.today)
    if question := asked(line):
        return question
    kind, parts = split(replace(line.text, plain=without(line.text.plain, said)), lexicon)
    parts.said = said
    try:
        result = _show(parts, lexicon) if kind is None else _change(kind, parts, lexicon)
    except Wrong as wrong:
        parts.faults.append(wrong.mistake)
    if parts.faults:
        return [Mistake(fault, line.number, token) for fault, token in parts.faults]
    return result


def _show(parts: HouseholdParts, lexicon: Lexicon) -> ShowFile:
    if parts.phones or parts.said:
        raise Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.text.raw.strip())
    named = _named(parts, lexicon, keep=0)
    if not parts.refs and parts.words:
        parts.refs.append(HouseholdRef(HouseholdBy.NAME, parts.take()))
    if not parts.refs:
        raise Wrong(Fault.NO_HOUSEHOLD, parts.text.raw.strip())
    if len(parts.refs) > 1:
        raise Wrong(Fault.SEVERAL_HOUSEHOLDS, parts.refs[1].text)
    if parts.words:
        raise Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.reason())
    return ShowFile(parts.refs[0], named)


def _change(kind: WantedKind, parts: HouseholdParts, lexicon: Lexicon) -> ChangeHousehold:
    edit, phones = _phones(kind, parts)
    names_head = 1 if kind in _NAMED else 0
    household, named = None, ""
    if kind is not WantedKind.ADD:
        _take_heads(kind, parts, lexicon, keep=names_head)
        named = _named(parts, lexicon, keep=names_head)
        household = _next(parts, Fault.NO_HOUSEHOLD)
    other = _next(parts, Fault.NO_OTHER_HOUSEHOLD) if kind is WantedKind.MERGE else None
    place = _place(kind, parts)
    if names_head and not parts.words:
        raise _no_head(parts)
    before, head = _head(parts) if names_head else ("", "")
    if parts.refs:
        raise Wrong(Fault.SEVERAL_HOUSEHOLDS, parts.refs[0].text)
    parts.find_days(lexicon.today)
    reason = parts.reason()
    return ChangeHousehold(kind, household, named or before, other, place, head, tuple(phones), edit, reason, parts.day)


def _no_head(parts: HouseholdParts) -> Wrong:
    """Where what may be a name was read as a day (周三), that is said."""
    days = (parts.text.typed(one.start, one.end) for one in parts.said)
    like_name = next((day for day in days if not any(map(str.isdigit, day))), None)
    return Wrong(Fault.HEAD_IS_DAY, like_name) if like_name else Wrong(Fault.NO_NEW_HEAD)


def _head(parts: HouseholdParts) -> tuple[str, str]:
    """The head before, where the first word names it, and the new one. Raises Wrong for what names nobody."""
    end = parts.words[0][1]
    said = parts.take()
    heads = new_head(said, [parts.word(at) for at in range(len(parts.words))])
    if heads is None or parts.text.plain[end : end + 1] in {"、", "/"}:
        raise Wrong(Fault.NO_NEW_HEAD, said)
    return heads


def _next(parts: HouseholdParts, missing: Fault) -> HouseholdRef:
    if not parts.refs:
        raise Wrong(missing)
    return parts.refs.pop(0)


def _take_heads(kind: WantedKind, parts: HouseholdParts, lexicon: Lexicon, keep: int) -> None:
    """Households that are named by their heads: before a place, and where none is written at all."""
    wanted = 2 if kind in {WantedKind.MOVE, WantedKind.SPLIT, WantedKind.MERGE} else 1
    at = 0
    while len(parts.refs) < wanted and len(parts.words) > keep and (not parts.refs or is_head(parts, lexicon)):
        parts.refs.insert(at, HouseholdRef(HouseholdBy.NAME, parts.take()))
        at += 1


def _named(parts: HouseholdParts, lexicon: Lexicon, keep: int) -> str:
    """A head's name written beside the place (``3-12 王建国``); ``keep``: how many words something else needs."""
    if parts.refs and len(parts.words) > keep and is_head(parts, lexicon):
        return parts.take()
    return ""


def _place(kind: WantedKind, parts: HouseholdParts) -> tuple[int, int] | None:
    """The new place, where the kind has one; only a household that comes back may go without."""
    if kind not in _PLACED or (kind is WantedKind.RETURN and not parts.refs):
        return None
    ref = _next(parts, Fault.NO_PLACE)
    if ref.group is None or ref.number is None:
        raise Wrong(Fault.NO_PLACE, ref.text)
    return ref.group, ref.number


def _phones(kind: WantedKind, parts: HouseholdParts) -> tuple[PhoneEdit, list[str]]:
    """The numbers, and how they are meant."""
    if kind is not WantedKind.PHONES:
        if parts.phones and kind not in _FRESH:
            raise Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.text.raw.strip())
        return PhoneEdit.SET, parts.phones
    edit, none = PhoneEdit.SET, False
    for at, span in enumerate(parts.words):
        word = parts.text.plain[slice(*span)]
        if word in EDITS or word in _NOTHING:
            edit, none = EDITS.get(word, PhoneEdit.SET), word in _NOTHING
            del parts.words[at]
            break
    if edit is PhoneEdit.DROP:
        tails = [ref for ref in parts.refs[1:] if ref.by is HouseholdBy.TAIL]
        parts.refs = [ref for ref in parts.refs if ref not in tails]
        parts.phones += [ref.text for ref in tails]
    if odd := next((ref for ref in parts.refs[1:] if ref.by is HouseholdBy.CODE), None):
        raise Wrong(Fault.BAD_PHONE, odd.text)
    if none == bool(parts.phones):
        raise Wrong(Fault.NO_PHONE)
    return edit, parts.phones
