"""What tells a command without its slash from talk between people."""

from __future__ import annotations

import re

from bot.grammar.around import arguments_only, days_of
from bot.grammar.records import Lexicon
from bot.grammar.shapes import Kind, Token, read_shape
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import tokenise

_OF = re.compile("(?:他们?|她们?)?家?的?$")
_ASKS = re.compile(r"[?吗么吧呢]\s*$|(?:可以|能|该|要)不|对不对|是不是|多少|为什么")


def is_entry(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether a text is nothing but an entry: it begins with an argument, and names a household, an item and points.

    Without points it must be a household's place and all of an item's name: 加王建国微信 is talk.
    """
    tokens = _tokens(text, lexicon)
    named = {token.kind for token in tokens}
    if not tokens or tokens[0].kind is Kind.WORD or not {Kind.HOUSEHOLD, Kind.ITEM} <= named:
        return False
    place = any(token.kind is Kind.HOUSEHOLD and token.exact for token in tokens)
    return Kind.POINTS in named or (place and not only_hints(text, lexicon))


def only_hints(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether a part of an item's name is all that speaks of points (``3-9的微信``)."""
    tokens = _tokens(text, lexicon)
    items = [token for token in tokens if token.kind is Kind.ITEM]
    whole = any(token.exact or lexicon.mentions_item(f"某{token.value}") for token in items)
    return bool(items) and not whole and all(token.kind is not Kind.POINTS for token in tokens)


def is_of_household(whom: str, said: Tidy, lexicon: Lexicon) -> bool:
    """Whether ``whom`` is a household, of which a message says points (``给3-12扣2分``) and does not ask about them."""
    if _ASKS.search(said.plain):
        return False
    shape = read_shape(whom, 0)
    if shape is not None:
        return shape.kind is Kind.HOUSEHOLD and _OF.fullmatch(whom, shape.end) is not None
    return any(lexicon.is_head(name) for name in (whom, _OF.sub("", whom)))


def _tokens(text: Tidy, lexicon: Lexicon) -> list[Token]:
    plain = arguments_only(text, days_of(text.plain, lexicon), lexicon).plain
    return tokenise(plain, lexicon)
