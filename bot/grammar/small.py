"""The arguments of the commands that do not score: an entry's number, a group, a quarter, an item, an invitation."""

from __future__ import annotations

import re

from bot.grammar.records import (
    CallbackList,
    Fault,
    HouseholdRef,
    Join,
    Lexicon,
    Mistake,
    NoticeVisits,
    QueueNotices,
    Ranking,
    Rules,
    ShowPhotos,
    Undo,
)
from bot.grammar.rules import Numbered
from bot.grammar.shapes import item_code, read_shape
from bot.grammar.single import read_household
from bot.grammar.tidy import Tidy, tidy
from domain.model.about import Subject
from text.normalise import numeral
from text.periods import round_key

_BLANKS = " \t\n,、;。"
_WORD = re.compile(rf"[^{_BLANKS}]+")
_TOLD = re.compile(rf"[{_BLANKS}]*(?:到|去过|已到|上门|告知|送到)了?(?=[{_BLANKS}0-9]|尾号|户码|$)")
_EDGES = "，,、；;。 \t\n"
_ENTRY = re.compile(r"(?:编号|记录)?\s*(?:#\s*(?P<hash>[0-9]{1,9}+)|(?P<bare>[0-9]{1,9}+)号?(?![0-9.:/-]))")
_ANY_HASH = re.compile(r"#\s*(?P<hash>[0-9]{1,9})(?![0-9])")
_JOINED = re.compile(rf"(?:和|与|跟|到|至|[~～-])(?:{_ANY_HASH.pattern}|[0-9]{{1,9}}(?=[{_BLANKS}]|$))")
_SECOND = re.compile(rf"(?:{_ANY_HASH.pattern}|[0-9]{{1,9}}(?=[{_BLANKS}]|$))")
_BARE_AT_END = re.compile(rf"(?:^|[{_BLANKS}])(?P<bare>[0-9]{{1,9}})[{_BLANKS}]*$")
_DIGIT_FIRST = re.compile(r"[#+-]?\s*[0-9]")
_PHOTOS = re.compile(
    r"(?P<kind>申报|异议|记录|记分|编号)?\s*(?:(?P<hash>#)|第)?\s*(?P<number>[0-9]{1,9})[号件条笔]?(?:的?照片)?"
)
_KINDS = {"申报": Subject.CLAIM, "异议": Subject.OBJECTION, "记录": Subject.ENTRY, "记分": Subject.ENTRY}
_GROUP = re.compile(r"第?([0-9]{1,2}|[一二两三四五六七八九十]{1,3})\s*组?")
_QUARTER = re.compile(
    r"(?:(?P<year>20[0-9]{2})\s*年?\s*[-/]?\s*)?"
    r"(?:Q\s*(?P<q>[1-4])|第?\s*(?P<n>[1-4一二三四])\s*季度?|(?P<bare>[1-4]))",
    re.IGNORECASE,
)
_INVITATION = re.compile(r"[A-Z0-9]{4,64}")


def read_undo(line: Numbered, _: Lexicon) -> Undo | list[Mistake]:
    """``#123 原因``, ``123 原因`` or ``原因 #123``. Two numbers in front are refused: only one entry goes at a time."""
    text = line.text
    plain = text.plain
    lead = len(plain) - len(plain.lstrip(_BLANKS))
    front = _ENTRY.match(plain, lead)
    found = front or _ANY_HASH.search(plain) or _BARE_AT_END.search(plain)
    if not found:
        return _undo_replied(text, lead)
    groups = found.groupdict()
    digits = groups.get("hash") or groups.get("bare") or ""
    parts = (text.typed(0, found.start()), text.typed(found.end(), len(plain)))
    reason = " ".join(part for part in (part.strip(_EDGES) for part in parts) if part)
    mistakes = []
    if not int(digits):
        mistakes.append(Mistake(Fault.NO_NUMBER, line.number, text.typed(*found.span())))
    if second := front and (_JOINED.match(plain, front.end()) or _SECOND.match(plain, _skip(plain, front.end()))):
        mistakes.append(Mistake(Fault.TWO_NUMBERS, line.number, text.typed(*second.span())))
    if not reason:
        mistakes.append(Mistake(Fault.NO_REASON, line.number))
    household = exact_household(plain, _skip(plain, front.end())) if front else None
    return mistakes or Undo(int(digits), reason, household)


def _undo_replied(text: Tidy, at: int) -> Undo | list[Mistake]:
    """Without a number it is the entry of the message that was replied to; what looks like a number must be one."""
    household = exact_household(text.plain, at)
    if household is None and _DIGIT_FIRST.match(text.plain, at):
        return [Mistake(Fault.NO_NUMBER, 1, text.raw.strip())]
    return Undo(None, text.raw.strip(_EDGES), household)


def read_photos(line: Numbered, _: Lexicon) -> ShowPhotos | list[Mistake]:
    """Nothing, or a number: ``123``, ``#123``, ``申报 5``, ``异议5``."""
    argument = line.text.plain.strip(_BLANKS)
    if not argument:
        return ShowPhotos(None, None)
    found = _PHOTOS.fullmatch(argument)
    if not found or not int(found["number"]):
        return [Mistake(Fault.NO_PHOTO_NUMBER, line.number)]
    return ShowPhotos(Subject.ENTRY if found["hash"] else _KINDS.get(found["kind"] or ""), int(found["number"]))


def read_ranking(line: Numbered, _: Lexicon) -> Ranking | list[Mistake]:
    """Nothing, or a group: ``3``, ``3组``, ``三组``."""
    argument = line.text.plain.strip(_BLANKS)
    if not argument:
        return Ranking(None)
    found = _GROUP.fullmatch(argument)
    group = numeral(found[1]) if found else None
    return Ranking(group) if group else [Mistake(Fault.BAD_GROUP, line.number, line.text.raw.strip())]


def read_rules(line: Numbered, _: Lexicon) -> Rules:
    """Nothing, an item's code in any spelling, or part of a name."""
    argument = line.text.plain.strip(_BLANKS)
    code = item_code(argument)
    if code and code.end == len(argument):
        return Rules(str(code.value))
    return Rules(argument or None)


def read_notice(line: Numbered, lexicon: Lexicon) -> QueueNotices | NoticeVisits | list[Mistake]:
    """Nothing, or a quarter; or ``到 3-12 3-13`` for those told in person, with or without a quarter."""
    if told := _TOLD.match(line.text.plain):
        return _read_visits(line, told.end(), lexicon)
    argument = line.text.plain.strip(_BLANKS)
    if not argument:
        return QueueNotices(None)
    near = round_key(argument, lexicon.today) or ""
    quarter = _read_quarter(argument) or (near if "Q" in near else None)
    return QueueNotices(quarter) if quarter else [Mistake(Fault.BAD_QUARTER, line.number, line.text.raw.strip())]


def _read_quarter(word: str) -> str | None:
    """With or without its year: ``2026Q3``, ``Q3``, ``三季度``, ``2026年三季度``."""
    found = _QUARTER.fullmatch(word)
    if not found or (found["year"] and found["bare"]):
        return None
    return f"{found['year'] or ''}Q{numeral(found['q'] or found['n'] or found['bare'])}"


def _read_visits(line: Numbered, start: int, lexicon: Lexicon) -> NoticeVisits | list[Mistake]:
    """Households one behind the other, each known by a word; what is none is named."""
    households, quarter, faults = [], None, []
    for word in _WORD.finditer(line.text.plain, start):
        if (of := _read_quarter(word[0])) and not word[0].isdigit():
            quarter = of
            continue
        typed = line.text.typed(*word.span())
        read = read_household(Numbered(line.number, tidy(typed)), lexicon)
        if isinstance(read, Mistake):
            faults.append(Mistake(Fault.NO_HOUSEHOLD, line.number, typed))
        else:
            households.append(read)
    if not households and not faults:
        faults.append(Mistake(Fault.NO_HOUSEHOLD, line.number))
    return faults or NoticeVisits(tuple(households), quarter)


def read_callbacks(line: Numbered, _: Lexicon) -> CallbackList | list[Mistake]:
    """Nothing: who was called is ticked off by a button."""
    if line.text.plain.strip(_BLANKS):
        return [Mistake(Fault.ONLY_LISTS, line.number, line.text.raw.strip())]
    return CallbackList()


def read_join(line: Numbered, _: Lexicon) -> Join | list[Mistake]:
    """Nothing, or an invitation code; case, blanks and dashes do not matter."""
    code = re.sub(rf"[{_BLANKS}-]", "", line.text.plain).upper()
    if code and not _INVITATION.fullmatch(code):
        return [Mistake(Fault.BAD_CODE, line.number, line.text.raw.strip())]
    return Join(code or None)


def exact_household(plain: str, at: int) -> HouseholdRef | None:
    """The household that stands there by its place, its code or the end of its phone."""
    shape = read_shape(plain, at)
    return shape.value if shape and shape.exact and isinstance(shape.value, HouseholdRef) else None


def _skip(plain: str, at: int) -> int:
    return len(plain) - len(plain[at:].lstrip(_BLANKS))
