"""Several lines after one command: each is read by itself, and all of them count or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.grammar.command_names.call import Call, Form
from bot.grammar.command_names.leads import behind_lead
from bot.grammar.command_names.names import Names
from bot.grammar.entry_line.line import read_line
from bot.grammar.entry_line.prepared import days_of
from bot.grammar.pasted import rows
from bot.grammar.records import EntryLine, Fault, Lexicon, Mistake
from bot.grammar.rules import LineRules, Numbered
from bot.grammar.words.characters import LONGEST_ENTRY, SEPARATORS
from bot.grammar.words.days import without
from bot.grammar.words.household_spans import begins_with_household
from bot.grammar.words.tidy import Tidy, tidy
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind
from text.days import DayMention

MAX_LINES = 30
"""Lines of one message; more would make a confirmation that nobody reads."""
_LIST_NUMBER = re.compile(r"\s*(?:\(?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s?[、.):]|[-*•·]\s)\s*(?=\S)")
_CIRCLED = re.compile(r"\s*[①-⒇㈠-㈩]\s*")
"""``1、``, ``①`` or ``-`` in front of an entry counts the lines."""
_TITLE = "检查|巡查|走访|入户|[扣加]分|情况|结果|记录|名单|明细|清单|汇总|统计|台账|通报|登记|问题|如下"
_GROUP = "(?:第?[0-9一二三四五六七八九十]{1,3}[组队]|全村)"
_AROUND = rf"{SEPARATORS}()《》【】\[\]#*"
_HEADING = re.compile(
    rf"(?:(?:各位|大家)[^,。:]{{0,4}}好[,。!]*)?[{_AROUND}]*(?:{_GROUP}的?)?(?:[上下]午)?(?:{_TITLE}|的)*{_GROUP}?"
    rf"[{_AROUND}:]*"
)
"""``二组检查情况：``, ``各位好，今天扣分如下：``, ``今天检查2组``, with its day blanked out."""


@dataclass(frozen=True, slots=True)
class Calls:
    """The commands that lines may have: ``name`` is the one that was called, ``rules`` what each that may wants."""

    name: str
    rules: Mapping[str, LineRules]
    names: Names
    spoken: bool = False
    """The command stood within the first line."""


def read_lines(rest: Tidy, calls: Calls, lexicon: Lexicon) -> tuple[tuple[EntryLine, ...], tuple[Mistake, ...]]:
    """The entries that could be read, and everything that is wrong with the other lines; never both empty.

    A line may begin with its own command, which holds for it and those after it.
    """
    lines = without_list_numbers(lines_of(rest))
    if not lines:
        return (), (Mistake(Fault.NO_ARGUMENTS, 1, calls.name),)
    if len(lines) > MAX_LINES:
        return (), (Mistake(Fault.TOO_MANY_LINES, lines[MAX_LINES].number, str(MAX_LINES)),)
    if long := too_long(lines):
        return (), (long,)
    day, lines = under_day(lines, lexicon)
    lines, doubtful = rows(lines, lexicon)
    name, read = calls.name, list[EntryLine | Mistake](doubtful)
    for line in lines:
        call = _own_call(line, calls, lexicon)
        if call is not None and call.name not in calls.rules:
            read.append(Mistake(Fault.OTHER_COMMAND, line.number, f"/{call.spelling}"))
            continue
        of_line = call.name if call is not None and call.name is not None else name
        name = name if call and call.form is Form.WITHIN else of_line
        text = call.rest if call else line.text
        if another := calls.names.call_within(text):
            read.append(Mistake(Fault.OTHER_COMMAND, line.number, another))
        elif text.plain.strip():
            spoken = call.form is Form.WITHIN if call else calls.spoken and line is lines[0]
            parts = _entries(Numbered(line.number, text), lexicon)
            read += (one for part in parts for one in read_line(part, calls.rules[of_line], lexicon, spoken=spoken))
        elif line is lines[-1]:
            read.append(Mistake(Fault.NO_ARGUMENTS, line.number, of_line))
    mistakes = tuple(one for one in read if isinstance(one, Mistake))
    entries = (one if one.day else replace(one, day=day) for one in read if isinstance(one, EntryLine))
    return tuple(_told_apart(entries)), mistakes


def too_long(lines: Iterable[Numbered]) -> Mistake | None:
    """The first line that has too many characters to be read."""
    long = next((line for line in lines if len(line.text.plain) > LONGEST_ENTRY), None)
    return Mistake(Fault.LINE_TOO_LONG, long.number, str(LONGEST_ENTRY)) if long else None


def under_day(lines: list[Numbered], lexicon: Lexicon) -> tuple[date | None, list[Numbered]]:
    """The lines under a heading, and the day that it names; all of them where the first is none."""
    heading = _heading(lines[0], lexicon) if len(lines) > 1 else None
    if heading is None:
        return None, lines
    return (heading[0].day if heading else None), lines[1:]


def _heading(line: Numbered, lexicon: Lexicon) -> Sequence[DayMention] | None:
    """The day of what stands alone in front of the lines (``11月27日检查情况：``); empty when it names none.

    None for what is no heading.
    """
    said = days_of(line.text.plain, lexicon)
    found = _HEADING.fullmatch(without(line.text.plain, said)) if len(said) <= 1 else None
    says = found is not None and bool(said or re.search(_TITLE, found[0]))
    return said if says and all(one.day for one in said) else None


@dataclass(frozen=True, slots=True)
class Headed:
    """Lines under a heading, with the ``day`` that it names as typed, and what it says is done (加分, 扣分)."""

    day: str
    verb: str
    under: Tidy


def under_heading(text: Tidy, lexicon: Lexicon) -> Headed | None:
    """None where the first line is no heading."""
    lines = lines_of(text)
    said = _heading(lines[0], lexicon) if len(lines) > 1 else None
    if said is None:
        return None
    first, under = lines[0].text, without_list_numbers(lines[1:])
    verb = re.search("[扣加]分", first.plain)
    day = first.typed(said[0].start, said[0].end) if said else ""
    return Headed(day, verb[0] if verb else "", tidy("\n".join(line.text.raw for line in under)))


def openings(text: Tidy) -> list[Tidy]:
    """Where a message may begin with its command: at its front, behind a few words, or under a heading."""
    begin = without_first_number(text)
    led = behind_lead(begin)
    under = (line.text for line in without_list_numbers(lines_of(begin)[1:])[:1])
    return [begin, *([led.under] if led else []), *under]


def without_first_number(text: Tidy) -> Tidy:
    """Without the ``1、`` in front of a message whose next line has a number of a list as well."""
    lines = lines_of(text)
    if len(lines) < 2 or _without_list_number(lines[1]) is lines[1]:  # noqa: PLR2004 - two make a list
        return text
    first, bare = lines[0].text.raw, _without_list_number(lines[0]).text.raw
    return text if bare == first else tidy(text.raw.replace(first, bare, 1))


def _told_apart(lines: Iterable[EntryLine]) -> Iterator[EntryLine]:
    """Several entries of one line are counted through."""
    before: Counter[int] = Counter()
    for line in lines:
        part = before[line.number]
        yield line if line.part == part else replace(line, part=part)
        before[line.number] += 1


def _own_call(line: Numbered, calls: Calls, lexicon: Lexicon) -> Call | None:
    """The command that a line begins with, and what follows: that of the first line was taken off before.

    One within a sentence is that line's alone, and only among sentences.
    """
    call = calls.names.find_call(line.text) if line.number > 1 else None
    if call is None or (call.form is Form.WITHIN and not calls.spoken):
        return None
    return call if calls.names.is_plain(call, lexicon) else None


def lines_of(rest: Tidy) -> list[Numbered]:
    """Lines with something in them, by their number in the message."""
    numbered = (Numbered(number, tidy(line)) for number, line in enumerate(rest.raw.splitlines(), start=1))
    return [line for line in numbered if line.text.plain.strip()]


def without_list_numbers(lines: list[Numbered]) -> list[Numbered]:
    """``1、`` in front of the first line is the number of a list only where the next line has one as well."""
    first, rest = lines[:1], lines[1:]
    bare = [_without_list_number(line) for line in rest]
    listed = bool(rest) and bare[0] is not rest[0]
    return [
        *([_without_list_number(line) for line in first] if listed or (first and first[0].number > 1) else first),
        *bare,
    ]


def _without_list_number(line: Numbered) -> Numbered:
    if circled := _CIRCLED.match(line.text.raw):
        return Numbered(line.number, tidy(line.text.raw[circled.end() :]))
    found = _LIST_NUMBER.match(line.text.plain)
    return Numbered(line.number, line.text.cut(found.end())) if found else line


def _entries(line: Numbered, lexicon: Lexicon) -> Iterator[Numbered]:
    """One line, or several that a semicolon parts; between households it parts no entries."""
    start = 0
    for at in (found.end() for found in re.finditer(";\\s*", line.text.plain)):
        if not begins_with_household(line.text.plain[at:], lexicon):
            continue
        if any(token.kind is not Kind.HOUSEHOLD for token in tokenise(line.text.plain[start:at], lexicon)):
            yield Numbered(line.number, tidy(line.text.typed(start, at)))
            start = at
    yield Numbered(line.number, line.text.cut(start))
