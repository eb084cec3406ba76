"""Which item a person means by a word: a code, an alias, a part of the wording, or something that sounds like one.

It runs on every command, so each book is indexed once. Several answers mean: ask, never guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from domain.model.rulebook import Item, Rulebook, Veto
from rules.keys import LATIN, code_keys, key, word_keys
from text.pinyin import closest, spell

Entry = TypeVar("Entry", bound=Item | Veto)

_SHORTEST_PART = 2
_LONG_PART = 4
"""Characters that tell the item whatever they are: 宅前屋后."""
_LONGEST_SOUND = 12
"""Longer texts are sentences: how alike they sound as a whole says nothing."""
_KEPT_INDEXES = 64


def find_items(book: Rulebook, text: str) -> list[Item | Veto]:
    """The items and vetoes that ``text`` may mean, the likeliest first; an exact name gives just one.

    A part of the name of a category or an aspect (环境, 公德) may mean each of its items.
    """
    wanted = key(text)
    index = _index(book)
    if wanted in index.exact or len(wanted) < _SHORTEST_PART:
        return _found(index, wanted)
    grouped = [item for name, items in _groups(book) if wanted in name for item in items]
    return _once([*_by_part(index, wanted), *grouped]) if grouped else _found(index, wanted)


def find_vetoes(book: Rulebook, text: str) -> list[Veto]:
    """Like ``find_items`` among the vetoes alone: there 违建 can only mean 新增违法建筑.

    What is no exact name may mean each veto that it has two characters in common with (违法搭建).
    """
    index, wanted = _veto_index(book), key(text)
    if wanted in index.exact:
        return _found(index, wanted)
    pairs = {wanted[at : at + _SHORTEST_PART] for at in range(len(wanted) - 1)}
    alike = _once(veto for word, veto in index.words.items() if any(pair in word for pair in pairs))
    return alike or _found(index, wanted)


def names_veto(book: Rulebook, text: str) -> bool:
    """Whether a word is a veto's code or name, at least two characters of one, or has a name of one in it."""
    index, wanted = _veto_index(book), key(text)
    return wanted in index.exact or (len(wanted) >= _SHORTEST_PART and bool(_by_part(index, wanted)))


def names_item(book: Rulebook, text: str) -> bool:
    """Whether a word is an item's or veto's code or name, or at least two characters of one that say which it is.

    Likeness of sound does not count: this is for telling items from people's names and reasons.
    """
    wanted = key(text)
    return _is_part(book, wanted) and not _says_little(book, wanted)


def _is_part(book: Rulebook, wanted: str) -> bool:
    return wanted in _index(book).exact or (len(wanted) >= _SHORTEST_PART and wanted in _names(book))


@lru_cache(maxsize=4096)
def _says_little(book: Rulebook, wanted: str) -> bool:
    """Whether a short part of a wording has nothing of what people call the item: the 参加 of 参加义务献血活动."""
    if len(wanted) >= _LONG_PART or wanted in _index(book).exact or any(wanted in name for name, _ in _groups(book)):
        return False
    around = [entry for word, entry in _index(book).words.items() if wanted in word]
    called = {key(word) for entry in around for word in (*entry.aliases, *entry.spoken)}
    return bool(called) and not any(word in wanted or wanted in word for word in called)


def names_whole_item(book: Rulebook, text: str) -> bool:
    """Whether a word is a code, an alias or a whole name, and not merely a part of one."""
    return key(text) in _index(book).exact


def sounds_like_item(book: Rulebook, text: str) -> bool:
    """Whether a short word is no name of an item or veto, but sounds like one (拉圾)."""
    return not _is_part(book, key(text)) and bool(_by_sound(_index(book), key(text)))


def items_within(book: Rulebook, plain: str) -> list[tuple[int, int]]:
    """Where a normalised text has names of items, vetoes, aspects or categories; names that overlap are one place."""
    hits = sorted(hit.span() for word in _spoken_words(book) for hit in re.finditer(re.escape(word), plain))
    found: list[tuple[int, int]] = []
    for start, end in hits:
        if found and start < found[-1][1]:
            first, last = found.pop()
            found.append((first, max(last, end)))
        else:
            found.append((start, end))
    return found


@lru_cache(maxsize=_KEPT_INDEXES)
def _spoken_words(book: Rulebook) -> tuple[str, ...]:
    """Names that are spoken as they are written."""
    words = {*_index(book).words, *(name for name, _ in _groups(book))}
    return tuple(word for word in words if len(word) >= _SHORTEST_PART)


@lru_cache(maxsize=4096)
def mentions_item(book: Rulebook, text: str) -> bool:
    """Whether a word names an item or has a name of one in it: ``没扔垃圾``. Remembered: words come again."""
    wanted = key(text)
    return _is_part(book, wanted) or any(word in wanted for word in _index(book).words)


@lru_cache(maxsize=_KEPT_INDEXES)
def _names(book: Rulebook) -> str:
    """All names of items, vetoes, aspects and categories, one a line: whether a word is part of one is one search.

    It is asked a dozen times a message, and name by name that was a tenth of the time of a ``/kou``.
    """
    return "\n".join((*_index(book).words, *(name for name, _ in _groups(book))))


@lru_cache(maxsize=_KEPT_INDEXES)
def _groups(book: Rulebook) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The key of each category's and each aspect's name, with its items."""
    categories = [
        (category.name, tuple(item for aspect in category.aspects for item in aspect.items))
        for category in book.categories
    ]
    aspects = [(aspect.name, aspect.items) for category in book.categories for aspect in category.aspects]
    return tuple((key(name), items) for name, items in (*categories, *aspects))


@dataclass(frozen=True, slots=True)
class _Index(Generic[Entry]):
    exact: dict[str, Entry]
    """By the keys of codes, aliases and wordings, which are unique in a checked book."""
    words: dict[str, Entry]
    """By the keys of aliases and wordings, in the order of the book."""
    longest_first: tuple[str, ...]
    """The keys of ``words``."""


@lru_cache(maxsize=_KEPT_INDEXES)
def _index(book: Rulebook) -> _Index[Item | Veto]:
    return _indexed([*book.items.values(), *book.vetoes])


@lru_cache(maxsize=_KEPT_INDEXES)
def _veto_index(book: Rulebook) -> _Index[Veto]:
    return _indexed(book.vetoes)


def _indexed(entries: Sequence[Entry]) -> _Index[Entry]:
    words = {word: entry for entry in entries for word in word_keys(entry)}
    exact = words | {code: entry for entry in entries for code in code_keys(entry.code)}
    for entry in entries:
        if entry.code[0] not in LATIN:
            exact.setdefault(spell(entry.code[0])[0] + entry.code[1:], entry)
    return _Index(exact, words, tuple(sorted(words, key=len, reverse=True)))


def _found(index: _Index[Entry], wanted: str) -> list[Entry]:
    if not wanted:
        return []
    if wanted in index.exact:
        return [index.exact[wanted]]
    return _by_part(index, wanted) or _by_sound(index, wanted)


def _by_part(index: _Index[Entry], wanted: str) -> list[Entry]:
    """Entries with a word inside ``wanted`` (a longer word hides the shorter ones in it), or else around it."""
    inside, rest = [], wanted
    for word in index.longest_first:
        if word in rest:
            inside.append(index.words[word])
            rest = rest.replace(word, " ")
    return _once(inside) or _once(entry for word, entry in index.words.items() if wanted in word)


def _by_sound(index: _Index[Entry], wanted: str) -> list[Entry]:
    if len(wanted) > _LONGEST_SOUND:
        return []
    words = (word for word in index.words if len(word) <= _LONGEST_SOUND)
    return _once(index.words[word] for word in closest(wanted, words))


def _once(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.code: entry for entry in entries}.values())
