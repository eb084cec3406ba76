"""Entries that somebody wrote without their command: ``3-12 垃圾 -2 没分类``.

They are asked about, never recorded as they stand; a line among them that is no entry is named. A message without any
such line is talk between people.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.grammar.command_names.bare import asks, is_entry, is_talk
from bot.grammar.entry_line.line import read_line
from bot.grammar.entry_line.prepared import prepare
from bot.grammar.lines import MAX_LINES, lines_of, too_long, under_day, without_list_numbers
from bot.grammar.records import EntryLine, Fault, Lexicon, LogEntries, Mistake, Mistakes, Sign
from bot.grammar.rules import ADD, TAKE_OFF, LineRules, Numbered
from bot.grammar.words.characters import LONGEST_ENTRY
from bot.grammar.words.household_forms import household_place
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Points

_MAY_BE = re.compile(
    r"\s*[口叩寇]?(?:户\s?:\s?|(?:[+-][0-9]{1,3}分?|[0-9]{1,3}分)\s)?(?:第?[0-9一二三四五六七八九十]{1,3}\s?[-_组队杠][^\n]*?[0-9一二两三四五六七八九十]"
    r"|[\u4e00-\u9fff]{2,5}\s[^\n]*?(?:[+-][0-9]|[0-9一二两三四五六七八九十]\s?分|[扣加减罚][0-9])"
    r"|[\u4e00-\u9fff]{4,12}?[扣加减罚][0-9])"
)
"""A place with one more number, or a word with points behind it; all other chat is none of our business."""


def may_be_unsaid(text: Tidy) -> bool:
    """Whether a message may be entries without a command; quick, for all the chat that is none."""
    return _MAY_BE.match(text.plain) is not None


def read_unsaid(text: Tidy, lexicon: Lexicon) -> LogEntries | Mistakes | None:
    """A message with lines that are entries with their points, perhaps under a heading; None = talk."""
    day, lines = under_day(without_list_numbers(lines_of(text)), lexicon)
    if not 0 < len(lines) <= MAX_LINES or not any(may_be_unsaid(line.text) for line in lines):
        return None
    # Each is looked at, also behind one that is none yet: which of their words are heads is asked for all at once.
    meant = [_is_meant(line.text.ends(LONGEST_ENTRY), lexicon) for line in lines]
    others = [line for line, is_meant in zip(lines, meant, strict=True) if not is_meant]
    if not any(meant) or any(asks(line.text) for line in others):
        return None
    if others:
        return Mistakes(tuple(Mistake(Fault.NOT_AN_ENTRY, line.number, line.text.raw.strip()) for line in others))
    if long := too_long(lines):
        return Mistakes((long,))
    read = [one for line in lines for one in _read(line, lexicon)]
    mistakes = tuple(one for one in read if isinstance(one, Mistake))
    entries = (replace(one, day=one.day or day) for one in read if isinstance(one, EntryLine))
    return Mistakes(mistakes) if mistakes else LogEntries(tuple(entries), True)


_SIGNED = re.compile(r"(?:^|(?<=[ ,、\u4e00-\u9fff]))[+-][0-9]{1,3}(?=[ ,、。]|分|$)")
"""``4-12 -1 污水倒沟``, ``2组3号 何秀 门前杂物 -1``: what else is missing is asked for."""


def _is_meant(line: Tidy, lexicon: Lexicon) -> bool:
    if is_talk(line) or _points(line, lexicon) is None:
        return False
    return is_entry(line, lexicon) or (_SIGNED.search(line.plain) is not None and _is_of_item(line.plain, lexicon))


def _is_of_item(plain: str, lexicon: Lexicon) -> bool:
    """Whether it begins with a household's place, and a word names or tells an item."""
    if household_place(plain, len(plain) - len(plain.lstrip())) is None:
        return False
    return lexicon.mentions_item(plain) or bool(lexicon.described_within(plain))


def _points(line: Tidy, lexicon: Lexicon) -> Points | None:
    """The points, unless what they count stands behind them (3 袋)."""
    tokens = tokenise(prepare(Numbered(1, line), lexicon).plain, lexicon)
    amounts = (one.value for one in tokens if one.kind is Kind.POINTS and not one.counts)
    return next((one for one in amounts if isinstance(one, Points)), None)


def _read(line: Numbered, lexicon: Lexicon) -> list[EntryLine] | list[Mistake]:
    points = _points(line.text, lexicon)
    sign: Sign | None = points.sign if points else None
    rules: LineRules = TAKE_OFF if sign == -1 else ADD
    read = read_line(line, rules, lexicon)
    return [replace(one, open=sign is None) for one in read if isinstance(one, EntryLine)] or read
