"""Tokens that mean something else than they look like: heads called like an item, names that nobody bears."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.grammar.records import HouseholdBy, HouseholdRef, Lexicon
from bot.grammar.words.household_forms import OF_AT_END, WHOLE_GROUP
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.persons import person
from bot.grammar.words.tokens import Kind, Token

_PERSON = re.compile(r"[A-Za-z]{3,20}|[\u4e00-\u9fff]{1,12}|[\u4e00-\u9fff]{1,12}(?:·[\u4e00-\u9fff]{1,12})+")


def as_meant(tokens: list[Token], wanted: Collection[Kind], lexicon: Lexicon, *, needs_reason: bool) -> list[Token]:
    """The tokens of a line, each as what it is in this company."""
    tokens = _with_names_beside(_with_item(tokens, wanted, lexicon), wanted, lexicon)
    return _with_stranger(tokens, wanted, needs_reason=needs_reason)


def _with_item(tokens: list[Token], wanted: Collection[Kind], lexicon: Lexicon) -> list[Token]:
    """A head may be called 卫生: where that names a household beside another, and nothing names an item, it is one."""
    if Kind.ITEM not in wanted or any(token.kind is Kind.ITEM for token in tokens):
        return tokens
    names = [token for token in tokens if token.kind is Kind.HOUSEHOLD]
    either = next((token for token in reversed(names) if _item_of_name(token, lexicon)), None)
    if either is None or len(names) == 1:
        return tokens
    return [_item_of_name(token, lexicon) or token if token is either else token for token in tokens]


def _item_of_name(token: Token, lexicon: Lexicon) -> Token | None:
    """The name of a head as the item that is called so too."""
    if token.exact or not isinstance(token.value, HouseholdRef):
        return None
    name = token.value.text
    if code := item_code(name):
        return replace(code, start=token.start, end=token.end) if code.end == len(name) else None
    return replace(token, kind=Kind.ITEM, value=name) if lexicon.is_whole_item(name) else None


def _with_names_beside(tokens: list[Token], wanted: Collection[Kind], lexicon: Lexicon) -> list[Token]:
    """Names of nobody right beside a household, before anything else is said: ``3-12 刘德华 垃圾 2``."""
    if Kind.HOUSEHOLD not in wanted or all(token.kind is not Kind.HOUSEHOLD for token in tokens):
        return tokens
    found = list[Token]()
    for index, token in enumerate(tokens):
        behind = bool(found) and found[-1].kind is Kind.HOUSEHOLD and index + 1 < len(tokens)
        before = not found and len(tokens) > 1 and tokens[1].kind is Kind.HOUSEHOLD
        beside = (behind or before) and token.kind is Kind.WORD and not lexicon.describes_item(str(token.value))
        name = person(str(token.value)) if beside else ""
        found.append(_stranger(token, name) if name else token)
    return found


def _stranger(token: Token, name: str) -> Token:
    return replace(token, kind=Kind.HOUSEHOLD, value=HouseholdRef(HouseholdBy.NAME, name), stranger=True)


def _with_stranger(tokens: list[Token], wanted: Collection[Kind], *, needs_reason: bool) -> list[Token]:
    """When nothing names a household, the first short word is meant as one, though no head is called so.

    The only word at the end of a line that needs a reason is that reason.
    """
    if Kind.HOUSEHOLD not in wanted or any(token.kind is Kind.HOUSEHOLD for token in tokens):
        return tokens
    first = next((index for index, token in enumerate(tokens) if token.kind is Kind.WORD), None)
    if first is None or (needs_reason and first == len(tokens) - 1):
        return tokens
    word = str(tokens[first].value)
    if WHOLE_GROUP.fullmatch(word) or not _PERSON.fullmatch(word):
        return tokens
    name = OF_AT_END.sub("", word) or word
    return [*tokens[:first], _stranger(tokens[first], name), *tokens[first + 1 :]]
