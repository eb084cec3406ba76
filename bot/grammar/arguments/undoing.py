"""The arguments of /che: an entry's number, and why it goes."""

from __future__ import annotations

import re

from bot.grammar.questions import asked
from bot.grammar.records import Fault, HouseholdRef, Lexicon, Mistake, Undo
from bot.grammar.rules import Numbered
from bot.grammar.words.characters import HAN, JOINING
from bot.grammar.words.literals import read_literal
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.tidy import Tidy
from text.normalise import numeral

_BLANKS = " \t\n,、;。"
_EDGES = "，,、；;。 \t\n"
_ENTRY = re.compile(
    r"(?:编号|记录|第(?=[^组队]*[号条笔]))?\s*(?:#\s*(?P<hash>[0-9]{1,9}+)|(?P<bare>[0-9]{1,9}+)"
    rf"(?:[号条笔]|(?!{COUNTED.pattern}))(?![0-9.:/%⁄-])|(?P<han>{HAN}{{1,3}})[号条笔])"
)
_ANY_HASH = re.compile(r"#\s*(?P<hash>[0-9]{1,9})(?![0-9])")
_SECOND = re.compile(rf"(?:{_ANY_HASH.pattern}|[0-9]{{1,9}}(?:号(?=[记写打弄搞看扣加重])|号?(?=[{_BLANKS}]|$)))")
_DONE_TO_BOTH = rf"[{JOINING}]\s?[0-9]{{1,9}}(?=都|[记写打弄搞看扣加]?错)"
_JOINED = re.compile(rf"(?:[{JOINING}]\s?|[到至~～-]){_SECOND.pattern}|{_DONE_TO_BOTH}")
_FURTHER = re.compile(
    rf"(?P<joined>[{JOINING}]\s?)?{_SECOND.pattern}(?(joined)(?!\s?(?:重复|重了|一样|相同|同一)))|{_DONE_TO_BOTH}"
)
"""Not the one that the entry repeats: ``#13 和 #12 重复``."""
_BARE_AT_END = re.compile(rf"(?:^|[{_BLANKS}])(?P<bare>[0-9]{{1,9}})[{_BLANKS}]*$")
_ALONE = re.compile(rf"(?:^|(?<=[{_BLANKS}]))[0-9]{{1,9}}(?=[{_BLANKS}])(?!\s*(?:分|{COUNTED.pattern}))")
"""A number amid the reason, which may be that of another entry than the one replied to."""
_LABEL = re.compile("^(?:原因|理由|事由)[:：]\\s*")
_CALLED_OFF = re.compile("(?:[先暂]|暂时)?[不别甭](?:用|要|再)*撤")
_DIGIT_FIRST = re.compile(r"[#+-]?\s*[0-9]")


def read_undo(line: Numbered, _: Lexicon) -> Undo | list[Mistake]:
    """``#123 原因``, ``123 原因`` or ``原因 #123``. Two numbers in front are refused: only one entry goes at a time."""
    if question := asked(line):
        return question
    if off := _CALLED_OFF.search(line.text.plain):
        return [Mistake(Fault.CALLED_OFF, line.number, line.text.typed(*off.span()))]
    text = line.text
    plain = text.plain
    lead = len(plain) - len(plain.lstrip(_BLANKS))
    front = _ENTRY.match(plain, lead)
    found = front or _ANY_HASH.search(plain) or _BARE_AT_END.search(plain)
    if not found:
        return _undo_replied(text, lead)
    groups = found.groupdict()
    entry = numeral(groups.get("hash") or groups.get("bare") or groups.get("han") or "") or 0
    parts = (text.typed(0, found.start()), text.typed(found.end(), len(plain)))
    said = (_LABEL.sub("", part.strip(_EDGES)) for part in parts)
    reason = " ".join(part for part in said if part)
    mistakes = []
    if not entry:
        mistakes.append(Mistake(Fault.NO_NUMBER, line.number, text.typed(*found.span())))
    if second := front and (_JOINED.match(plain, front.end()) or _FURTHER.match(plain, _skip(plain, front.end()))):
        mistakes.append(Mistake(Fault.TWO_NUMBERS, line.number, text.typed(*second.span())))
    if not reason:
        mistakes.append(Mistake(Fault.NO_REASON, line.number))
    household = exact_household(plain, _skip(plain, front.end())) if front else None
    return mistakes or Undo(entry, reason, household)


def _undo_replied(text: Tidy, at: int) -> Undo | list[Mistake]:
    """Without a number it is the entry of the message that was replied to; what looks like a number must be one."""
    household = exact_household(text.plain, at)
    if household is None and (_DIGIT_FIRST.match(text.plain, at) or _ALONE.search(text.plain)):
        return [Mistake(Fault.NO_NUMBER, 1, text.raw.strip())]
    return Undo(None, _LABEL.sub("", text.raw.strip(_EDGES)), household)


def exact_household(plain: str, at: int) -> HouseholdRef | None:
    """The household that stands there by its place, its code or the end of its phone."""
    shape = read_literal(plain, at)
    return shape.value if shape and shape.exact and isinstance(shape.value, HouseholdRef) else None


def _skip(plain: str, at: int) -> int:
    return len(plain) - len(plain[at:].lstrip(_BLANKS))
