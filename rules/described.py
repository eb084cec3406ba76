"""Which items everyday words may be about that name none: 门口停车, 搭棚, 好人好事.

A rulebook's entry lists such words as ``spoken``. They describe, and may describe several entries, so that whoever
finds something here asks about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

from domain.model.rulebook import Item, Rulebook, Veto
from rules.find import find_items
from rules.keys import key, word_keys

Entry = TypeVar("Entry", bound=Item | Veto)

_KEPT = 64
_MOST_NEAR = 3
_SAYS_NOTHING = frozenset("无不没未有的了在乱是家户人一二两三个分次大小和与上下里中")
"""Characters that words of all kinds have in common."""


def described(book: Rulebook, text: str) -> list[Item | Veto]:
    """The items and vetoes of which ``text`` has a spoken word, in the order of the words; a longer hides a shorter."""
    return _described(_spoken(book), key(text))


@lru_cache(maxsize=4096)
def described_within(book: Rulebook, plain: str) -> Sequence[tuple[int, int]]:
    """Where a normalised text has such words, in order. Remembered: words come again."""
    found = list[tuple[int, int]]()
    for word, _ in _spoken(book):
        at = plain.find(word)
        if at >= 0 and all(at + len(word) <= start or at >= end for start, end in found):
            found.append((at, at + len(word)))
    return tuple(sorted(found))


def described_vetoes(book: Rulebook, text: str) -> list[Veto]:
    """The same among the vetoes alone."""
    return [entry for entry in described(book, text) if isinstance(entry, Veto)]


def nearest(book: Rulebook, text: str, *, merits: bool) -> list[Item]:
    """Two or three items to suggest for a word that names and describes none; all of them have something of it.

    ``merits``: for what is added, when nothing is like it, the merits.
    """
    wanted = set(key(text)) - _SAYS_NOTHING
    fitting = [item for item in book.items.values() if not merits or item.start == "zero"]
    ranked = sorted(fitting, key=lambda item: -_alike(item, wanted))
    alike = [item for item in ranked if _alike(item, wanted)][:_MOST_NEAR]
    return alike or (fitting[:_MOST_NEAR] if merits else [])


def is_veto(book: Rulebook, text: str) -> bool:
    """Whether a word names or describes vetoes and no item."""
    found = find_items(book, text) or described(book, text)
    return bool(found) and all(isinstance(entry, Veto) for entry in found)


def _alike(item: Item, wanted: set[str]) -> int:
    """The most characters that a name or spoken word of the item has in common with what was said."""
    return max(len(wanted.intersection(word)) for word in (*word_keys(item), *map(key, item.spoken)))


@lru_cache(maxsize=_KEPT)
def _spoken(book: Rulebook) -> Sequence[tuple[str, tuple[Item | Veto, ...]]]:
    """The entries by their spoken words, the longest first."""
    entries: dict[str, list[Item | Veto]] = {}
    all_: list[Item | Veto] = [*book.items.values(), *book.vetoes]
    for entry in all_:
        for word in entry.spoken:
            entries.setdefault(key(word), []).append(entry)
    return [(word, tuple(entries[word])) for word in sorted(entries, key=len, reverse=True)]


def _described(spoken: Iterable[tuple[str, tuple[Entry, ...]]], wanted: str) -> list[Entry]:
    found, rest = list[tuple[int, Entry]](), wanted
    for word, entries in spoken:
        if (at := rest.find(word)) >= 0:
            found += ((at, entry) for entry in entries)
            rest = rest.replace(word, " " * len(word))
    return list({entry.code: entry for _, entry in sorted(found, key=lambda one: one[0])}.values())
