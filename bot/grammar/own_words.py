"""What the grammar makes of the name that a rulebook gives an item, tried on the lines that people write.

A village's own codes and short words may be anything; one that is read as a household, an amount, a day, a command or
another item would be entered as what nobody meant, so that its book is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.grammar.command_names.names import Names
from bot.grammar.entry_line.line import read_line
from bot.grammar.entry_line.prepared import spoken_of
from bot.grammar.records import EntryLine, Sign
from bot.grammar.rules import ADD, TAKE_OFF, VETO, LineRules, Numbered
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.measure_words import COUNTERS
from bot.grammar.words.tidy import tidy
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind
from text.days import scan
from text.normalise import numeral

_ANY_DAY = date(2000, 2, 29)
"""Whether a word is a day does not hang on today."""
_HEAD, _OTHER, _REASON = "某某某", "某某事", "没做好"
_WITH_POINTS = (
    f"3-12 {{}} 2 {_REASON}",
    f"3-12 2 {{}} {_REASON}",
    f"3-12 {{}} 2分 {_REASON}",
    f"{{}} 3-12 2 {_REASON}",
    f"{_HEAD} {{}} 2 {_REASON}",
)
_GLUED = f"3-12{{}} 2 {_REASON}"
_WITHOUT = (f"3-12 {{}} {_REASON}", f"{{}} 3-12 {_REASON}", f"{_HEAD} {{}} {_REASON}")
"""Lines that name the item in each place in which it may stand."""
_OF_ANOTHER = (f"3-12 {_OTHER} 2 {{}} {_REASON}", f"3-12 {_OTHER} {{}} {_REASON}")
"""Lines of another item, in which the word can only be one of the reason."""
_COUNTER = re.compile(f"[{COUNTERS}]+")
_COMMAND, _DAY, _UNIT, _AMOUNT, _PLACE = "命令", "日期或时间", "量词", "分数", "户"
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def read_as(names: Names, name: str, veto: bool) -> str | None:
    """What a code or short word of an item (or veto) is read as, in words; None: as that item, wherever it stands."""
    plain = tidy(name).plain
    if meaning := _by_itself(names, plain):
        return meaning
    if not all(_names_it(line.format(name), plain, points, wish) for line, points, wish in _lines(plain, veto=veto)):
        return _instead(name)
    if item_code(plain) is None and not all(_is_reason(line.format(name), plain) for line in _OF_ANOTHER):
        return _AMOUNT
    return None


def _by_itself(names: Names, plain: str) -> str | None:
    """What a word means that stands alone, or where a line begins."""
    call = names.find_call(tidy(f"{plain} 3-12 2 {_REASON}"))
    if call is not None and names.is_plain(call, _Village("")):
        return _COMMAND
    if any(said.plainly for said in scan(plain, _ANY_DAY)):
        return _DAY
    if _COUNTER.fullmatch(plain):
        return _UNIT
    return None if numeral(plain.rstrip("分点")) is None else _AMOUNT


def _lines(plain: str, *, veto: bool) -> Iterator[tuple[str, int | None, LineRules]]:
    """Each line with its points and the command that it follows."""
    if veto:
        yield from ((line, None, VETO) for line in _WITHOUT)
        return
    glued = (_GLUED,) if plain[-1:].isdigit() else ()
    for wish in (ADD, TAKE_OFF):
        yield from ((line, 2, wish) for line in (*_WITH_POINTS, *glued))
        yield from ((line, None, wish) for line in _WITHOUT)


def _names_it(line: str, plain: str, points: int | None, wish: LineRules) -> bool:
    """Whether the line is one entry for that item, with those points and the reason."""
    read = _entry(line, wish, plain)
    if read is None or read.household.text not in {"3-12", _HEAD}:
        return False
    return (read.item, read.points, read.reason, read.day) == (plain, points, _REASON, None)


def _is_reason(line: str, plain: str) -> bool:
    read = _entry(line, TAKE_OFF, _OTHER, plain)
    return read is not None and (read.item, read.reason) == (_OTHER, f"{plain} {_REASON}")


def _entry(line: str, wish: LineRules, *items: str) -> EntryLine | None:
    """The one entry that a line is in a village with those items; None when it is none, or several."""
    read = read_line(Numbered(1, tidy(line)), wish, _Village(*items))
    return read[0] if len(read) == 1 and isinstance(read[0], EntryLine) else None


def _instead(name: str) -> str:
    """What the word, or a part of it, is taken for where an item is looked for."""
    for line in (*_WITH_POINTS, _GLUED):
        text, start = tidy(line.format(name)).plain, line.index("{")
        end = start + len(name)
        if any(said.start < end and said.end > start for said in spoken_of(text, _ANY_DAY)):
            return _DAY
        for token in tokenise(text, _Village(name)):
            if token.exact and token.start < end and token.end > start:
                return {Kind.HOUSEHOLD: _PLACE, Kind.POINTS: _AMOUNT}.get(token.kind) or f"编号{token.value}"
    return _AMOUNT if any(character.isdigit() for character in name) else "别的"


@dataclass(frozen=True, slots=True)
class _Village:
    """One household that has a name, and a book with one item, or one more."""

    item: str
    another: str = ""

    @property
    def today(self) -> date:
        """Any day."""
        return _ANY_DAY

    @property
    def village(self) -> str:
        """No name."""
        return ""

    @property
    def villages(self) -> Collection[str]:
        """None."""
        return ()

    def is_item(self, token: str) -> bool:
        """Whether it is an item's name."""
        return token in {self.item, self.another}

    def is_whole_item(self, token: str) -> bool:
        """The same."""
        return self.is_item(token)

    def sounds_like_item(self, _: str) -> bool:
        """Nothing does."""
        return False

    def mentions_item(self, token: str) -> bool:
        """Whether it has the item's name in it."""
        return bool(self.item) and self.item in token

    def describes_item(self, _: str) -> bool:
        """Nothing does."""
        return False

    def described_within(self, _: str) -> Sequence[tuple[int, int]]:
        """Nowhere."""
        return ()

    def is_veto(self, _: str) -> bool:
        """A book is asked for its names one by one."""
        return False

    def is_merit(self, _: str) -> bool:
        """None is known."""
        return False

    def nearest_items(self, _: str, __: Sign | None) -> Sequence[str]:
        """None."""
        return ()

    def items_within(self, _: str) -> Sequence[tuple[int, int]]:
        """Nowhere: a name must be read in its place."""
        return ()

    def is_head(self, token: str) -> bool:
        """Whether it is the name of the household's head."""
        return token == _HEAD
