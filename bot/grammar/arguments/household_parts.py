"""Taking the arguments of /hu apart: the verb, households and places, phones, and words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bot.grammar.arguments.household_days import days_within, is_all
from bot.grammar.records import Fault, HouseholdBy, HouseholdRef, Lexicon, PhoneEdit
from bot.grammar.words.characters import HAN, SEPARATORS
from bot.grammar.words.day_faults import faults_of_days
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokens import Kind
from domain.households.wanted import WantedKind
from text.days import DayMention
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
EDITS = {
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
_EDIT_GLUED = re.compile(rf"(?:{'|'.join(sorted(EDITS, key=len, reverse=True))})(?=\+?[0-9])")
_TAIL = re.compile(rf"[0-9]{{4}}(?=[{_BLANKS}号的]|$)")
_BOTH = 2


@dataclass(slots=True)
class HouseholdParts:
    """What a line holds, in order: households and places, phones, and words with where they stand."""

    text: Tidy
    refs: list[HouseholdRef] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    words: list[tuple[int, int]] = field(default_factory=list)
    faults: list[tuple[Fault, str]] = field(default_factory=list)
    said: list[DayMention] = field(default_factory=list)

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


class Wrong(Exception):  # noqa: N818 - what a person got wrong, on its way to the list of mistakes
    """One mistake, with what was written."""

    def __init__(self, fault: Fault, token: str = "") -> None:
        super().__init__(fault)
        self.mistake = (fault, token)


def split(text: Tidy, lexicon: Lexicon) -> tuple[WantedKind | None, HouseholdParts]:
    """The verb, in front or right after the household, and everything else."""
    parts, kind, at = HouseholdParts(text), None, 0
    plain = text.plain
    while at < len(plain):
        if plain[at] in _BLANKS:
            at += 1
        elif kind is None and (verb := _verb(parts, at, lexicon)):
            kind, at = _KINDS[verb["verb"]], verb.end()
        else:
            at = _read_part(parts, at)
    return kind, parts


def _verb(parts: HouseholdParts, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    found = _VERB.match(parts.text.plain, at)
    behind = found is not None and _is_behind_both(parts, _KINDS[found["verb"]])
    return found if behind or _is_one_household(parts, lexicon) else None


def _is_one_household(parts: HouseholdParts, lexicon: Lexicon) -> bool:
    """Whether nothing was said so far, or which household: by its place, its head or both."""
    named = not parts.words or (len(parts.words) == 1 and is_head(parts, lexicon))
    return named and len(parts.refs) <= 1


def _is_behind_both(parts: HouseholdParts, kind: WantedKind) -> bool:
    """``3-12 3-42 搬``: the verb behind where from and where to."""
    return kind in {WantedKind.MOVE, WantedKind.MERGE} and len(parts.refs) == _BOTH and not parts.words


def _read_part(parts: HouseholdParts, at: int) -> int:
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


def _dropped_tail(parts: HouseholdParts, at: int) -> re.Match[str] | None:
    """``删 3012``: the last four digits of the number that goes."""
    edit = EDITS.get(parts.text.plain[slice(*parts.words[-1])]) if parts.words else None
    return _TAIL.match(parts.text.plain, at) if edit is PhoneEdit.DROP else None


def is_head(parts: HouseholdParts, lexicon: Lexicon) -> bool:
    """Whether the first word is the head of a household here."""
    return lexicon.is_head(parts.text.plain[slice(*parts.words[0])])
