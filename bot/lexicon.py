"""What the grammar can know of a unit's words: the items of its rulebooks, and the heads that were looked up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from bot.grammar.records import Sign
from domain.model.rulebook import Item, Rulebook
from rules import find
from rules.described import described, described_within, is_veto, nearest


@dataclass(slots=True)
class UnitWords:
    """A lexicon of the grammar. ``heads`` are folded names.

    ``asked_about`` gathers the words that the grammar asked about as names, so that only these are looked up.
    """

    books: tuple[Rulebook, ...]
    today: date
    heads: frozenset[str] = frozenset()
    village: str = ""
    villages: Collection[str] = ()
    asked_about: set[str] = field(default_factory=set)

    def is_item(self, token: str) -> bool:
        """A code, an alias or a part of a name."""
        return any(find.names_item(book, token) for book in self.books)

    def is_whole_item(self, token: str) -> bool:
        """A code, an alias or a whole name."""
        return any(find.names_whole_item(book, token) for book in self.books)

    def sounds_like_item(self, token: str) -> bool:
        """No name of an item, but one that sounds like it."""
        return any(find.sounds_like_item(book, token) for book in self.books)

    def mentions_item(self, token: str) -> bool:
        """A longer word with the name of an item in it."""
        return any(find.mentions_item(book, token) for book in self.books)

    def describes_item(self, token: str) -> bool:
        """In everyday words that a book lists."""
        return any(described(book, token) for book in self.books)

    def described_within(self, text: str) -> list[tuple[int, int]]:
        """By the book in force."""
        return [span for book in self.books[:1] for span in described_within(book, text)]

    def is_veto(self, token: str) -> bool:
        """By the first book that knows the word."""
        return any(is_veto(book, token) for book in self.books[:1])

    def is_merit(self, token: str) -> bool:
        """By the book in force."""
        found = [hit for book in self.books[:1] for hit in (*find.find_items(book, token), *described(book, token))]
        return any(isinstance(hit, Item) and hit.start == "zero" for hit in found)

    def nearest_items(self, token: str, sign: Sign | None) -> list[str]:
        """By the book in force."""
        found = [item for book in self.books[:1] for item in nearest(book, token, merits=sign == 1)]
        return [f"{item.code} {item.aliases[0] if item.aliases else item.wording}" for item in found]

    def items_within(self, text: str) -> list[tuple[int, int]]:
        """Where names of items stand, by the first book that knows any."""
        return next((found for book in self.books if (found := find.items_within(book, text))), [])

    def is_head(self, token: str) -> bool:
        """Exactly the folded name of a head. What has no letter is no name, and is not looked up."""
        if not any(map(str.isalpha, token)):
            return False
        self.asked_about.add(token)
        return token in self.heads
