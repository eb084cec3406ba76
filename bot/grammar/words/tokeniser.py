"""Cut one line into tokens.

Separators part the line into chunks. A chunk is one argument, or several glued together (``3-12垃圾2分``), or an
argument glued to the beginning of the reason (``3-12没扔垃圾``), or a word of the reason. Names, which only the
lexicon can tell, are cut off a longer chunk only where something unmistakable follows, so that 王建国 is never
taken for 王建.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, zip_longest

from bot.grammar.records import HouseholdBy, HouseholdRef, Lexicon
from bot.grammar.words.amounts import LEAD, points_at_end
from bot.grammar.words.characters import AND
from bot.grammar.words.chunks import chunks
from bot.grammar.words.clauses import is_predicate
from bot.grammar.words.household_forms import GROUP, OF_HOUSEHOLD
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tokens import Kind, Token
from text.normalise import numeral

_WORDY = re.compile(r"[a-zA-Z\u4e00-\u9fff]")
_SIGNS = "+-"
_AND = re.compile(AND)
_EACH = re.compile("各自?")
_HEAD_LENGTHS = range(5, 1, -1)
_ITEM_LENGTHS = range(12, 1, -1)
_ROW = re.compile("(?P<names>[\u4e00-\u9fff]{2,9}?)(?P<count>[2-9两二三四五六七八九](?:[人家户]|个人))?")
_PREDICATE = "没不未乱又太很"
"""``垃圾没分类``: an item, and what was wrong with it."""
_GLUED_AT_MOST = 40
"""Longer chunks are prose; nobody glues that many arguments."""


def tokenise(line: str, lexicon: Lexicon) -> list[Token]:
    """All of a plain line as tokens in order; nothing but separators lies between them."""
    parts = (_Chunk(line, start, end, lexicon) for start, end in chunks(line, lexicon))
    return _counting_no_heads([token for part in parts for token in part.tokens()])


def _counting_no_heads(tokens: list[Token]) -> list[Token]:
    """``3 张伟``: 张 begins a name, and counts nothing."""
    return [
        replace(token, counts=False) if token.counts and after and after.kind is Kind.HOUSEHOLD else token
        for token, after in zip_longest(tokens, tokens[1:])
    ]


@lru_cache(maxsize=1024)
def _names_in(said: str) -> tuple[str, ...]:
    """Of whom ``王建国家的`` may speak: 王建国家的, 王建国家 or 王建国. Remembered, since it is asked again."""
    name = said.removeprefix("户主").replace(" ", "")
    short = name.removesuffix("的")
    shorter = (short[: len(short) - cut] for cut in range(4))
    return tuple(
        one
        for one in dict.fromkeys((name, *shorter))
        if one and (one == name or OF_HOUSEHOLD.fullmatch(name.removeprefix(one)))
    )


@dataclass(frozen=True, slots=True)
class _Chunk:
    line: str
    start: int
    end: int
    lexicon: Lexicon

    def tokens(self) -> list[Token]:
        return self._each() or self._bare_tokens()

    def _bare_tokens(self) -> list[Token]:
        whole = (
            self._head(self.start, self.end)
            or self._shape(self.start, self.end)
            or self._head_of_group(self.start, self.end)
            or self._item(self.start, self.end)
        )
        if whole:
            return [whole]
        if pair := self._pair():
            return pair
        if row := self._row():
            return row
        if self.end - self.start <= _GLUED_AT_MOST and (glued := self._glued(self.start, ())):
            return glued
        front = [replace(token, loose=True) for token in self._front()]
        return [*front, *self._words(front[-1].end if front else self.start)]

    def _shape(self, at: int, end: int | None = None) -> Token | None:
        token = read_literal(self.line, at)
        if token and token.kind is Kind.HOUSEHOLD and (of := OF_HOUSEHOLD.match(self.line, token.end, self.end)):
            token = replace(token, end=of.end())
        return token if token and token.end <= self.end and end in (None, token.end) else None

    def _head(self, at: int, end: int) -> Token | None:
        for name in _names_in(self.line[at:end]):
            if self.lexicon.is_head(name):
                return Token(Kind.HOUSEHOLD, at, end, HouseholdRef(HouseholdBy.NAME, name))
        return None

    def _head_of_group(self, at: int, end: int) -> Token | None:
        """``3组李秀英``: a name, and where."""
        found = GROUP.match(self.line, at, end)
        head = self._head(found.end(), end) if found else None
        if found is None or head is None or not isinstance(head.value, HouseholdRef):
            return None
        return replace(head, start=at, value=replace(head.value, group=numeral(found[1])))

    def _pair(self) -> list[Token] | None:
        """``王建国和赵志强``: two heads."""
        for found in _AND.finditer(self.line, self.start, self.end):
            first, second = self._head(self.start, found.start()), self._head(found.end(), self.end)
            if first and second:
                return [first, second]
            for head in self._heads(found.end()) if first else ():
                if (rest := self._glued(head.end, ())) is not None:
                    return [*([first] if first else []), head, *rest]
        return None

    def _row(self) -> list[Token] | None:
        """``许多傅贵``, ``许多傅贵三人``, ``马兰三户``: nothing but heads, and perhaps how many."""
        found = _ROW.fullmatch(self.line, self.start, self.end)
        if found is None:
            return None
        end = found.end("names")
        # All parts are asked about at once: which of them are heads is looked up together.
        heads = {(at, to) for at in range(self.start, end) for to in range(at + 2, end + 1) if self._is_in_row(at, to)}
        rows = list(islice(_rows(self.start, end, heads), 2))
        row = rows[0] if len(rows) == 1 else []
        count = [self._word(*found.span("count"))] if found["count"] else []
        return (
            [*(token for at, to in row if (token := self._head(at, to))), *count]
            if len(row) + len(count) > 1 and row
            else None
        )

    def _is_in_row(self, at: int, to: int) -> bool:
        return to - at in _HEAD_LENGTHS and self.lexicon.is_head(self.line[at:to])

    def _each(self) -> list[Token] | None:
        """``各志愿1``: an item, and in front of it that it holds for each of several households."""
        found = _EACH.match(self.line, self.start, self.end)
        behind = replace(self, start=found.end())._bare_tokens() if found and found.end() < self.end else []
        if found is None or not behind or behind[0].kind is not Kind.ITEM:
            return None
        return [Token(Kind.WORD, *found.span(), found[0]), *behind]

    def _item(self, at: int, end: int) -> Token | None:
        name = self.line[at:end]
        name = name.removesuffix("了")
        if len(name) > 1 and name[-1] not in _SIGNS and _WORDY.search(name) and self.lexicon.is_item(name):
            return Token(Kind.ITEM, at, end, name)
        return None

    def _heads(self, at: int) -> Iterator[Token]:
        group = GROUP.match(self.line, at, self.end)
        read = self._head_of_group if group else self._head
        ends = ((group.end() if group else at) + length for length in _HEAD_LENGTHS)
        return (token for end in ends if end <= self.end and (token := read(at, end)))

    def _items(self, at: int) -> Iterator[Token]:
        """Whole names: a part of one may as well be part of another word (``在河道里``)."""
        ends = (at + length for length in _ITEM_LENGTHS)
        tokens = (token for end in ends if end <= self.end and (token := self._item(at, end)))
        return (token for token in tokens if self.lexicon.is_whole_item(str(token.value)))

    def _glued(self, at: int, seen: tuple[tuple[Kind, bool], ...]) -> list[Token] | None:
        """The rest of the chunk as nothing but arguments, one of a kind; None when it cannot be read so.

        A name may stand beside a place (``3-12王建国``).
        """
        if at == self.end:
            return []
        shape = self._shape(at)
        for token in (*([shape] if shape else []), *self._heads(at), *self._items(at)):
            kind = _part(token)
            if kind in seen:
                continue
            if (rest := self._glued(token.end, (*seen, kind))) is not None:
                return [token, *rest]
        return None

    def _front(self) -> list[Token]:
        """Arguments at the front of a chunk that goes on as a reason."""
        shape = self._shape(self.start)
        if shape and shape.exact and not _is_code(shape):
            return [shape, *self._follow(shape)]
        for household in (*([shape] if shape and _is_code(shape) else []), *self._heads(self.start)):
            following = self._follow(household)
            if any(token.kind is Kind.ITEM for token in following):
                return [household, *following]
        for head in self._heads(self.start):
            place = self._shape(head.end)
            if place and place.kind is Kind.HOUSEHOLD and place.exact:
                return [head, place, *self._follow(place, beside=True)]
        for item in self._items(self.start):
            following = self._follow(item)
            if following or self.line[item.end].isdigit() or self.line[item.end] in _PREDICATE:
                return [item, *following]
        misspelt = self._misspelt(self.start)
        return [misspelt, *self._follow(misspelt)] if misspelt else []

    def _follow(self, first: Token, *, beside: bool = False) -> list[Token]:
        """What may come glued behind the first argument: a name ``beside`` a place, exact forms, and an item's name."""
        found = [first]
        while (at := found[-1].end) < self.end:
            kinds = {_part(token) for token in found}
            token = self._shape(at)
            if not (token and (token.exact or found[-1].kind is Kind.ITEM)):
                token = None if (Kind.ITEM, True) in kinds else next(self._items(at), None)
            if token and token.kind is Kind.ITEM and not self._is_named(token):
                token = None
            if token is None and len(found) == 1 and first.exact and not beside:
                token = next(self._heads(at), None) or self._misspelt(at)
            if not token or _part(token) in kinds:
                break
            found.append(token)
        return found[1:]

    def _is_named(self, item: Token) -> bool:
        """Whether an item glued to a household is what is spoken of: not the 垃圾 of 垃圾桶."""
        return item.exact or self._shape(item.end) is not None or is_predicate(self.line, item.end)

    def _misspelt(self, at: int) -> Token | None:
        """A word that sounds like an item and has points behind it: the 辣圾 of ``3-12辣圾2没分类``."""
        lead = LEAD.match(self.line, at)
        for end in (at + length for length in _ITEM_LENGTHS if at + length <= self.end):
            if lead and lead.end() >= end:  # 一共2分 sounds like 义工
                break
            points = self._shape(end)
            if points and points.kind is Kind.POINTS and self.lexicon.sounds_like_item(self.line[at:end]):
                return self._word(at, end)
        return None

    def _words(self, at: int) -> list[Token]:
        """The rest as one word of the reason, and the points that end it."""
        points = points_at_end(self.line, at, self.end)
        end = points.start if points else self.end
        return [*([self._word(at, end)] if at < end else []), *([points] if points else [])]

    def _word(self, at: int, end: int) -> Token:
        """A word of the reason, which may tell the item when nothing else does."""
        said = self.line[at:end]
        if self.lexicon.is_item(said):
            return Token(Kind.ITEM, at, end, said)
        return Token(Kind.WORD, at, end, said, tells=self.lexicon.mentions_item(said))


def _rows(start: int, end: int, heads: Collection[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Those heads as rows from start to end without a gap: more than one where it is not said who is meant."""
    if start == end:
        yield []
    for at, to in sorted(heads):
        if at == start:
            yield from ([(at, to), *rest] for rest in _rows(to, end, heads))


def _part(token: Token) -> tuple[Kind, bool]:
    """What there is but one of in a chunk: a name is no place."""
    return token.kind, token.kind is not Kind.HOUSEHOLD or token.exact


def _is_code(token: Token) -> bool:
    """A bare number of many digits may as well be an amount of money: it wants company."""
    return isinstance(token.value, HouseholdRef) and token.value.by is HouseholdBy.CODE
