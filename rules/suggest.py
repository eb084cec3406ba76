"""Which items a villager's own words may be about, for a claim."""

from __future__ import annotations

import re

from domain.model.rulebook import Item, Rulebook
from rules.find import find_items, sounds_like_item
from rules.keys import key, word_keys
from text.pinyin import in_wu, spell

_BREAKS = re.compile(r"[\W_]+")
_SYLLABLES = re.compile("[a-z]+|.")


def likely_items(book: Rulebook, words: str) -> list[Item]:
    """Items to suggest, the likeliest first: merits that the words name, obligations that they name, other merits."""
    named = _named(book, words)
    merits = [item for item in book.items.values() if item.start == "zero"]
    ordered = [*(item for item in named if item.start == "zero"), *named, *merits]
    return list({item.code: item for item in ordered}.values())


def one_merit(book: Rulebook, words: str) -> Item | None:
    """The merit that the words are about beyond doubt: the only one that they name, and not by a near sound."""
    merits = [item for item in _named(book, words) if item.start == "zero"]
    if len(merits) != 1 or _only_nearly_heard(book, words, merits[0]):
        return None
    return merits[0]


def _only_nearly_heard(book: Rulebook, words: str, item: Item) -> bool:
    """Whether only Chinese characters that sound nearly as the item does name it: the 下雪 and 小学 of 献血."""
    naming = [word for word in (words, *_BREAKS.split(words)) if item in _items(book, word)]
    sounds = [_heard(name) for name in word_keys(item)]
    return all(
        sounds_like_item(book, word) and not word.isascii() and _heard(key(word)) not in sounds for word in naming
    )


def _heard(word: str) -> list[str]:
    """Its syllables, some of them perhaps typed (献xue), as speakers of Wu hear them."""
    return [in_wu(spell(one)) for one in _SYLLABLES.findall(word)]


def _named(book: Rulebook, words: str) -> list[Item]:
    """Items named by the words as a whole, else by one word of them (typed in pinyin, or misspelt)."""
    whole = _items(book, words)
    return whole or [item for word in _BREAKS.split(words) for item in _items(book, word)]


def _items(book: Rulebook, words: str) -> list[Item]:
    return [found for found in find_items(book, words) if isinstance(found, Item)]
