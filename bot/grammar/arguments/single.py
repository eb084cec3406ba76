"""Lines that name one thing: a household, or what a claim is worth."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.grammar.entry_line.assemble import assemble
from bot.grammar.entry_line.by_place import is_good
from bot.grammar.records import Fault, HouseholdRef, Lexicon, Mistake
from bot.grammar.rules import CARD, WORTH, Numbered
from bot.grammar.words.characters import HAN
from bot.grammar.words.persons import person
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Points, Token, is_marked
from text.normalise import NUMERAL_CHARACTERS

_ODD = re.compile("[0-9%半]")
"""What may be an amount, and was not read as one."""
_SURPLUS = re.compile(rf"[0-9%]|{HAN}{{1,3}}[月日号季度分]|(?:半|两|{HAN})+$")
"""An amount or one more number."""
_OTHER_TIME = re.compile(
    rf"(?:上{{1,2}}|前|去|昨)[个两几]?(?:[月年天日周季晚]|星期|礼拜)|[0-9{NUMERAL_CHARACTERS}]{{1,4}}年?(?:[月日号]|季度)"
    r"|[0-9]{4}(?:年|-?[Qq][1-4]|-[0-9]{1,2})"
)
"""A month, a day, a quarter: ``3-12 10月`` asks for something else than how 3-12 stands."""


def read_household(line: Numbered, lexicon: Lexicon) -> HouseholdRef | Mistake:
    """Read a line that names a household and nothing else of weight (``/cha``)."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, CARD.kinds, lexicon, needs_reason=False)
    left = places.left(tokens)
    surplus = next((token for token in left if token.kind is Kind.HOUSEHOLD and token.exact), None)
    named = places.filled.get(Kind.HOUSEHOLD)
    if surplus and named and not named.exact and isinstance(surplus.value, HouseholdRef):
        return replace(surplus.value, head=_name(named))
    if clash := places.clash[1] if places.clash else surplus:
        return Mistake(Fault.SEVERAL_HOUSEHOLDS, line.number, line.text.typed(clash.start, clash.end))
    if named and (other := _OTHER_TIME.search(line.text.plain, named.end)):
        return Mistake(Fault.OTHER_TIME, line.number, line.text.typed(*other.span()))
    if named and (surplus := next((token for token in left if _is_surplus(line.text.plain, token)), None)):
        return Mistake(Fault.SURPLUS, line.number, line.text.typed(surplus.start, surplus.end))
    if named:
        (household,) = places.names(line.text)
        head = next(filter(None, map(_name, left)), "")
        return replace(household, head=head) if head else household
    return Mistake(Fault.NO_HOUSEHOLD, line.number, line.text.raw.strip())


def _is_surplus(plain: str, token: Token) -> bool:
    return token.kind is not Kind.HOUSEHOLD and _SURPLUS.search(plain, token.start, token.end) is not None


def _name(token: Token) -> str:
    """The name that a token is: of a head, or of somebody whom nobody knows."""
    return token.value.text if isinstance(token.value, HouseholdRef) else person(str(token.value))


def read_worth(line: Numbered, lexicon: Lexicon) -> tuple[str | None, int | None] | list[Mistake]:
    """Read an item and points, either of which may be missing. A lone number with no 分 may be meant otherwise."""
    tokens = tokenise(line.text.plain, lexicon)
    places = assemble(tokens, WORTH.kinds, lexicon, needs_reason=False)
    item, points = places.filled.get(Kind.ITEM), places.filled.get(Kind.POINTS)
    left = places.left(tokens)
    faults: list[tuple[Fault, Token]] = [places.clash] if places.clash else []
    if odd := next((token for token in left if token.kind is Kind.WORD and _ODD.search(str(token.value))), None):
        faults.append((Fault.UNCLEAR_POINTS, odd))
    if item is None and (unknown := next((token for token in left if token.kind is Kind.WORD), None)):
        faults.append((Fault.NO_ITEM, unknown))
    if points is not None:
        faults += [(Fault.TWO_POINTS, token) for token in left if token.kind is Kind.POINTS and not token.loose]
        if isinstance(points.value, Points) and not is_good(points.value, WORTH.sign):
            faults.append((Fault.BAD_POINTS, points))
        elif item is None and not is_marked(points):
            faults.append((Fault.UNCLEAR_POINTS, points))
    if faults:
        return [Mistake(fault, line.number, line.text.typed(token.start, token.end)) for fault, token in faults]
    amount = points.value.value if points and isinstance(points.value, Points) else None
    return str(item.value) if item else None, amount
