"""Everyday words of a rulebook's items: put beside them, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from domain.model.rulebook import Item, Rulebook, Veto
from rules.keys import code_keys, key, word_keys
from rules.problems import Problem

Words = Mapping[str, Sequence[str]]
"""By the code of an item or a veto."""


def with_spoken(book: Rulebook, words: Words) -> Rulebook:
    """The book with these words beside those that it has; codes that are not in it count for nothing."""

    def more(of: tuple[str, ...], code: str) -> tuple[str, ...]:
        return (*of, *words.get(code, ()))

    return _changed(book, more) if words else book


def without_names(book: Rulebook) -> Rulebook:
    """The book without those words that are names of items in it: what a village calls an item is that item."""
    names = _names(book).keys()

    def others(of: tuple[str, ...], _: str) -> tuple[str, ...]:
        return tuple(word for word in of if key(word) not in names)

    return _changed(book, others)


def unknown_codes(book: Rulebook, words: Words, file: str) -> Iterator[Problem]:
    """Words of what is not in the book."""
    there = {*book.items, *book.veto_by_code}
    yield from (Problem(file, code, "细则里没有这一项，不能写 spoken") for code in words if code not in there)


def spoken_problems(book: Rulebook, file: str) -> Iterator[Problem]:
    """Words that are names already, or stand twice beside one item."""
    owners = _names(book)
    for entry in _entries(book):
        seen = set[str]()
        for word in entry.spoken:
            if key(word) in seen:
                yield Problem(file, entry.code, f"spoken 里的「{word}」写了两次")
            elif owner := owners.get(key(word)):
                yield Problem(file, entry.code, f"spoken 里的「{word}」已经是 {owner} 的名称，不用再写")
            seen.add(key(word))


def _entries(book: Rulebook) -> list[Item | Veto]:
    return [*book.items.values(), *book.vetoes]


def _names(book: Rulebook) -> dict[str, str]:
    """The codes of entries by the keys of all their names."""
    return {name: entry.code for entry in _entries(book) for name in (*code_keys(entry.code), *word_keys(entry))}


def _changed(book: Rulebook, change: Callable[[tuple[str, ...], str], tuple[str, ...]]) -> Rulebook:
    def item(one: Item) -> Item:
        return replace(one, spoken=change(one.spoken, one.code))

    categories = (
        replace(
            category,
            aspects=tuple(replace(aspect, items=tuple(map(item, aspect.items))) for aspect in category.aspects),
        )
        for category in book.categories
    )
    vetoes = (replace(veto, spoken=change(veto.spoken, veto.code)) for veto in book.vetoes)
    return replace(book, categories=tuple(categories), vetoes=tuple(vetoes))
