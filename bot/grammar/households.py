"""The arguments of /hu: a household, or what is to change about one. What is left over is the reason.

``加 3-18 王强 138…``, ``户主 3-12 王小明``, ``电话 3-12 138…`` (``电话 3-12 加 138…``, ``电话 3-12 删 138…``,
``电话 3-12 无``), ``搬 3-12 3-20``, ``迁出 3-12 原因``, ``迁回 3-12``, ``分 3-12 3-21 王强``, ``并 3-12 3-13 原因``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bot.grammar.characters import HAN, SEPARATORS
from bot.grammar.days import faults_of_days, without
from bot.grammar.household_days import days_apart, days_within, is_all
from bot.grammar.literals import read_literal
from bot.grammar.new_heads import new_head
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
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import Kind
from domain.households.wanted import WantedKind
from text.days import Said
from text.phones import to_e164

_BLANKS = f"{SEPARATORS}\n:"
_VERBS = {
    WantedKind.ADD: "加户 新增 加 添 来",
    WantedKind.HEAD: "换户主 户主",
    WantedKind.PHONES: "电话 手机 号码",
    WantedKind.MOVE: "搬家 搬到 搬",
    WantedKind.LEAVE: "迁出 迁走 搬走 搬出 销户",
    WantedKind.RETURN: "迁回 回迁",
    WantedKind.SPLIT: "分户 分",
    WantedKind.MERGE: "并户 合户 合并 并 合",
}
_KINDS = {spelling: kind for kind, spellings in _VERBS.items() for spelling in spellings.split()}
_SPELT = "|".join(sorted(_KINDS, key=len, reverse=True))
_VERB = re.compile(
    rf"[改换]?(?P<verb>{_SPELT})(?:号码?)?了?(?:(?:变更|改|换)[成为到](?=.)|(?=[{_BLANKS}0-9+]|第|{HAN}{{1,3}}[组队]|尾号|户码|$)|(?<=[话机码])(?=[删去加添换改]))"
)
_PHONE = re.compile(r"(?:\+|00)?(?:86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}(?![0-9])|[+0][0-9][0-9 -]{6,16}[0-9]")
_DIGITS = re.compile(r"[0-9]{7,}")
_NUMBER = re.compile(r"[0-9+-]+")
"""No reason is a mere number: it was meant as something that was not understood."""
_WORD = re.compile(rf"[^{_BLANKS}]+")
_EDITS = {
    "加": PhoneEdit.ADD,
    "添": PhoneEdit.ADD,
    "删": PhoneEdit.DROP,
    "删除": PhoneEdit.DROP,
    "删掉": PhoneEdit.DROP,
    "去掉": PhoneEdit.DROP,
    "换成": PhoneEdit.SET,
    "改成": PhoneEdit.SET,
    "改为": PhoneEdit.SET,
}
_EDIT_GLUED = re.compile(rf"(?:{'|'.join(sorted(_EDITS, key=len, reverse=True))})(?=\+?[0-9])")
_TAIL = re.compile(rf"[0-9]{{4}}(?=[{_BLANKS}号的]|$)")
_BOTH = 2
_NOTHING = {"无", "没有", "清空"}
_FRESH = {WantedKind.ADD, WantedKind.SPLIT}
_PLACED = {WantedKind.ADD, WantedKind.MOVE, WantedKind.SPLIT, WantedKind.RETURN}
_NAMED = {WantedKind.ADD, WantedKind.SPLIT, WantedKind.HEAD}
"""Whose first word is the new head."""


@dataclass(slots=True)
class _Parts:
    """What a line holds, in order: households and places, phones, and words with where they stand."""

    text: Tidy
    refs: list[HouseholdRef] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    faults: list[tuple[Fault, str]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def word(self, at: int) -> str:
        """A word as typed."""
        return self.text.typed(*self.words[at])

    def reason(self) -> str:
        """The words as typed, with what stands between them; what was understood in between is left out."""
        spans: list[tuple[int, int]] = []
        for start, end in self.words:
            joined = bool(spans) and not self.text.plain[spans[-1][1] : start].strip(_BLANKS)
            spans.append((spans.pop()[0] if joined else start, end))
        return " ".join(self.text.typed(*span) for span in spans)

    @property
    def day(self) -> date | None:
        """The day that is named."""
        return self.said[0].day if self.said else None

    def find_days(self, today: date) -> None:
        """Days within the reason count as well; a reason that says nothing but when is none."""
        within = days_within(self.text.plain, self.words, today)
        if is_all(self.words, within, self.text.plain):
            self.words = []
        self.said += within
        self.faults += [(fault, self.text.typed(one.start, one.end)) for fault, one in faults_of_days(self.said)]

    def take(self) -> str:
        """The first word, which is no part of the reason."""
        word = self.word(0)
        del self.words[0]
        return word


class _Wrong(Exception):  # noqa: N818 - what a person got wrong, on its way to the list of mistakes
    def __init__(self, fault: Fault, token: str = "") -> None:
        super().__init__(fault)
        self.mistake = (fault, token)


def read_household_command(line: Numbered, lexicon: Lexicon) -> ShowFile | ChangeHousehold | list[Mistake]:
    """The file of a household, or a change. What looks like a number and was not understood is a mistake."""
    if "\n" in line.text.raw.strip():
        return [Mistake(Fault.SEVERAL_HOUSEHOLDS, line.number)]
    said = days_apart(line.text.plain, lexicon.today)
    if question := asked(line):
        return question
    kind, parts = _split(replace(line.text, plain=without(line.text.plain, said)), lexicon)
    parts.said = said
    try:
        result = _show(parts, lexicon) if kind is None else _change(kind, parts, lexicon)
    except _Wrong as wrong:
        parts.faults.append(wrong.mistake)
    if parts.faults:
        return [Mistake(fault, line.number, token) for fault, token in parts.faults]
    return result


def _split(text: Tidy, lexicon: Lexicon) -> tuple[WantedKind | None, _Parts]:
    """The verb, in front or right after the household, and everything else."""
    parts, kind, at = _Parts(text), None, 0
    plain = text.plain
    while at < len(plain):
        if plain[at] in _BLANKS:
            at += 1
        elif kind is None and (verb := _verb(parts, at, lexicon)):
            kind, at = _KINDS[verb["verb"]], verb.end()
        else:
            at = _read_part(parts, at)
    return kind, parts


def _verb(parts: _Parts, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    found = _VERB.match(parts.text.plain, at)
    behind = found is not None and _is_behind_both(parts, _KINDS[found["verb"]])
    return found if behind or _is_one_household(parts, lexicon) else None


def _is_one_household(parts: _Parts, lexicon: Lexicon) -> bool:
    """Whether nothing was said so far, or which household: by its place, its head or both."""
    named = not parts.words or (len(parts.words) == 1 and _is_head(parts, lexicon))
    return named and len(parts.refs) <= 1


def _is_behind_both(parts: _Parts, kind: WantedKind) -> bool:
    """``3-12 3-42 搬``: the verb behind where from and where to."""
    return kind in {WantedKind.MOVE, WantedKind.MERGE} and len(parts.refs) == _BOTH and not parts.words


def _read_part(parts: _Parts, at: int) -> int:
    """A phone, a household or a word; where it ends."""
    plain = parts.text.plain
    if phone := _PHONE.match(plain, at):
        number = to_e164(phone[0].strip())
        if number:
            parts.phones += [number] if number not in parts.phones else []
            return phone.end()
    shape = read_literal(plain, at)
    if shape and shape.kind is Kind.HOUSEHOLD and isinstance(shape.value, HouseholdRef):
        parts.refs.append(shape.value)
        return shape.end
    if tail := _dropped_tail(parts, at):
        parts.refs.append(HouseholdRef(HouseholdBy.TAIL, tail[0]))
        return tail.end()
    word = _EDIT_GLUED.match(plain, at) or _WORD.match(plain, at)
    end = word.end() if word else at + 1
    if (glued := _PHONE.search(plain, at + 1, end)) and to_e164(glued[0]):
        end = glued.start()  # 王强13800003012
    if _DIGITS.search(plain, at, end):
        parts.faults.append((Fault.BAD_PHONE, parts.text.typed(at, end)))
    elif _NUMBER.fullmatch(plain, at, end):
        parts.faults.append((Fault.BAD_HOUSEHOLD_CHANGE, parts.text.typed(at, end)))
    parts.words.append((at, end))
    return end


def _dropped_tail(parts: _Parts, at: int) -> re.Match[str] | None:
    """``删 3012``: the last four digits of the number that goes."""
    edit = _EDITS.get(parts.text.plain[slice(*parts.words[-1])]) if parts.words else None
    return _TAIL.match(parts.text.plain, at) if edit is PhoneEdit.DROP else None


def _show(parts: _Parts, lexicon: Lexicon) -> ShowFile:
    if parts.phones or parts.said:
        raise _Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.text.raw.strip())
    named = _named(parts, lexicon, keep=0)
    if not parts.refs and parts.words:
        parts.refs.append(HouseholdRef(HouseholdBy.NAME, parts.take()))
    if not parts.refs:
        raise _Wrong(Fault.NO_HOUSEHOLD, parts.text.raw.strip())
    if len(parts.refs) > 1:
        raise _Wrong(Fault.SEVERAL_HOUSEHOLDS, parts.refs[1].text)
    if parts.words:
        raise _Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.reason())
    return ShowFile(parts.refs[0], named)


def _change(kind: WantedKind, parts: _Parts, lexicon: Lexicon) -> ChangeHousehold:
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
        raise _Wrong(Fault.NO_NEW_HEAD)
    before, head = _head(parts) if names_head else ("", "")
    if parts.refs:
        raise _Wrong(Fault.SEVERAL_HOUSEHOLDS, parts.refs[0].text)
    parts.find_days(lexicon.today)
    reason = parts.reason()
    return ChangeHousehold(kind, household, named or before, other, place, head, tuple(phones), edit, reason, parts.day)


def _head(parts: _Parts) -> tuple[str, str]:
    """The head before, where the first word names it, and the new one. Raises _Wrong for what names nobody."""
    end = parts.words[0][1]
    said = parts.take()
    heads = new_head(said, [parts.word(at) for at in range(len(parts.words))])
    if heads is None or parts.text.plain[end : end + 1] in {"、", "/"}:
        raise _Wrong(Fault.NO_NEW_HEAD, said)
    return heads


def _next(parts: _Parts, missing: Fault) -> HouseholdRef:
    if not parts.refs:
        raise _Wrong(missing)
    return parts.refs.pop(0)


def _take_heads(kind: WantedKind, parts: _Parts, lexicon: Lexicon, keep: int) -> None:
    """Households that are named by their heads: before a place, and where none is written at all."""
    wanted = 2 if kind in {WantedKind.MOVE, WantedKind.SPLIT, WantedKind.MERGE} else 1
    at = 0
    while len(parts.refs) < wanted and len(parts.words) > keep and (not parts.refs or _is_head(parts, lexicon)):
        parts.refs.insert(at, HouseholdRef(HouseholdBy.NAME, parts.take()))
        at += 1


def _is_head(parts: _Parts, lexicon: Lexicon) -> bool:
    return lexicon.is_head(parts.text.plain[slice(*parts.words[0])])


def _named(parts: _Parts, lexicon: Lexicon, keep: int) -> str:
    """A head's name written beside the place (``3-12 王建国``); ``keep``: how many words something else needs."""
    if parts.refs and len(parts.words) > keep and _is_head(parts, lexicon):
        return parts.take()
    return ""


def _place(kind: WantedKind, parts: _Parts) -> tuple[int, int] | None:
    """The new place, where the kind has one; only a household that comes back may go without."""
    if kind not in _PLACED or (kind is WantedKind.RETURN and not parts.refs):
        return None
    ref = _next(parts, Fault.NO_PLACE)
    if ref.group is None or ref.number is None:
        raise _Wrong(Fault.NO_PLACE, ref.text)
    return ref.group, ref.number


def _phones(kind: WantedKind, parts: _Parts) -> tuple[PhoneEdit, list[str]]:
    """The numbers, and how they are meant."""
    if kind is not WantedKind.PHONES:
        if parts.phones and kind not in _FRESH:
            raise _Wrong(Fault.BAD_HOUSEHOLD_CHANGE, parts.text.raw.strip())
        return PhoneEdit.SET, parts.phones
    edit, none = PhoneEdit.SET, False
    for at, span in enumerate(parts.words):
        word = parts.text.plain[slice(*span)]
        if word in _EDITS or word in _NOTHING:
            edit, none = _EDITS.get(word, PhoneEdit.SET), word in _NOTHING
            del parts.words[at]
            break
    if edit is PhoneEdit.DROP:
        tails = [ref for ref in parts.refs[1:] if ref.by is HouseholdBy.TAIL]
        parts.refs = [ref for ref in parts.refs if ref not in tails]
        parts.phones += [ref.text for ref in tails]
    if odd := next((ref for ref in parts.refs[1:] if ref.by is HouseholdBy.CODE), None):
        raise _Wrong(Fault.BAD_PHONE, odd.text)
    if none == bool(parts.phones):
        raise _Wrong(Fault.NO_PHONE)
    return edit, parts.phones
