"""Which word of a reason tells the item, where nothing names it."""

from __future__ import annotations

from bot.grammar.records import Lexicon
from bot.grammar.words.tokens import Kind, Token


def telling(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The word that has an item's name in it, describes one or sounds like one, in this order."""
    return _told(tokens, lexicon) or _misspelt(tokens, lexicon)


def _told(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The word that has an item's name in it, else the one that describes an item.

    Where words stand before the points, one of these: there the item should be.
    """
    words = [token for token in tokens if token.kind is Kind.WORD]
    points = next((token.start for token in tokens if token.kind is Kind.POINTS and not token.counts), 0)
    words = [word for word in words if word.start < points] or words
    told = next((word for word in words if word.tells), None)
    return told or next((word for word in words if lexicon.describes_item(str(word.value))), None)


def _misspelt(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The first word, when it sounds like an item: ``3-12 拉圾 2 没分类``."""
    first = next((token for token in tokens if token.kind is Kind.WORD), None)
    return first if first and lexicon.sounds_like_item(str(first.value)) else None
