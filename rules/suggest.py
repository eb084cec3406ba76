"""Which items a villager's own words may be about, for a claim."""

from __future__ import annotations

import re

from domain.model.rulebook import Item, Rulebook
from rules.find import find_items

_BREAKS = re.compile(r"[\W_]+")


def likely_items(book: Rulebook, words: str) -> list[Item]:
    """Items to suggest, the likeliest first: merits that the words name, obligations that they name, other merits."""
    named = _named(book, words)
    merits = [item for item in book.items.values() if item.start == "zero"]
    ordered = [*(item for item in named if item.start == "zero"), *named, *merits]
    return list({item.code: item for item in ordered}.values())


def one_merit(book: Rulebook, words: str) -> Item | None:
    """The merit that the words are about beyond doubt: the only one that they name."""
    merits = [item for item in _named(book, words) if item.start == "zero"]
    return merits[0] if len(merits) == 1 else None


def _named(book: Rulebook, words: str) -> list[Item]:
    """Items named by the words as a whole, else by one word of them (typed in pinyin, or misspelt)."""
    whole = _items(book, words)
    return whole or [item for word in _BREAKS.split(words) for item in _items(book, word)]


def _items(book: Rulebook, words: str) -> list[Item]:
    return [found for found in find_items(book, words) if isinstance(found, Item)]
