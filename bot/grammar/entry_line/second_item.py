"""A second item of which a line says something: whose points they are is asked (``垃圾没分类。卫生差。扣1分``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.grammar.records import Lexicon
from bot.grammar.words.clauses import is_subject
from bot.grammar.words.tokens import Kind, Token

_ALSO = re.compile("[也又还]")
_BAD = "差脏乱臭很太"
"""Where what is said of the first item may end within a word: ``卫生差垃圾没分类``."""


def second_items(item: Token, behind: Sequence[Token], lexicon: Lexicon) -> Iterator[Token]:
    """Those of the tokens ``behind`` an item that speak of one, maybe the same; 又 or something else must part them."""
    for last, token, after in zip([item, *behind], behind, [*behind[1:], None], strict=False):
        word = str(token.value)
        said = word.lstrip(_BAD)
        is_apart = token.start > last.end or said != word
        if token.tells and (is_apart or _ALSO.search(said)) and _is_about_item(said, lexicon):
            yield token
        follows = str(after.value) if after and after.start == token.end else ""
        if token.kind is Kind.ITEM and follows and (is_apart or _ALSO.match(follows)):
            yield token


def _is_about_item(said: str, lexicon: Lexicon) -> bool:
    return any(is_subject(said, one) for one in lexicon.items_within(said))
