"""Which word of a reason tells the item, where nothing names it."""

from __future__ import annotations

from bot.grammar.records import Lexicon
from bot.grammar.tokens import Kind, Token


def telling(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The word that has an item's name in it, describes one or sounds like one, in this order."""
    return _told(tokens, lexicon) or _misspelt(tokens, lexicon)


def _told(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The word that has an item's name in it, else the one that describes an item; none when a word that does neither
    stands where the item should, before the points.
    """
    words = [token for token in tokens if token.kind is Kind.WORD]
    found = next((word for word in words if word.tells), None)
    found = found or next((word for word in words if lexicon.describes_item(str(word.value))), None)
    if found is None or found is words[0]:
        return found
    between = (token for token in tokens if words[0].start < token.start < found.start)
    return None if any(token.kind is Kind.POINTS and not token.counts for token in between) else found


def _misspelt(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The first word, when it sounds like an item: ``3-12 拉圾 2 没分类``."""
    first = next((token for token in tokens if token.kind is Kind.WORD), None)
    return first if first and lexicon.sounds_like_item(str(first.value)) else None
