"""Decide which tokens of a line are its arguments and which are the reason.

The rule, in the order in which it is applied:

1. *From the front*, tokens fill the empty places (household, item, points) up to the first word that is no argument.
   When all are filled, everything that follows is the reason, whatever it looks like.
2. *From the back*, tokens fill what is still empty, up to the first word that is no argument.
3. *In between* lies the reason. Only a household or an item may still be taken from there, never points: in
   ``门口堆了3袋垃圾 2 天`` the 2 is not points.

So a bare number is points only where no reason stands before it, or none after it. An exact form (``3-12``, ``环4``)
displaces a name taken before; the name then belongs to the reason. What would be a guess (two households, two item
codes, a bare number in front and marked points at the end, marked points amid the reason) is a mistake instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.grammar.commands import Fault, HouseholdBy, HouseholdRef
from bot.grammar.shapes import Kind, Token
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import is_marked

_PERSON = re.compile(r"[\u4e00-\u9fff]{1,12}|[\u4e00-\u9fff]{1,12}(?:·[\u4e00-\u9fff]{1,12})+")
_TWO: dict[Kind, Fault] = {Kind.HOUSEHOLD: Fault.TWO_HOUSEHOLDS, Kind.ITEM: Fault.TWO_ITEMS}


@dataclass(slots=True)
class Places:
    """The places of a line while they are being filled."""

    wanted: Collection[Kind]
    filled: dict[Kind, Token] = field(default_factory=dict)
    more: list[Token] = field(default_factory=list)
    """The further households that stand before the item: the line is an entry for each."""
    beside: list[Token] = field(default_factory=list)
    """Names beside an exact household, which must be its own."""
    clash: tuple[Fault, Token] | None = None

    @property
    def full(self) -> bool:
        """Nothing more is looked for."""
        return len(self.filled) == len(self.wanted)

    def take(self, token: Token) -> bool:
        """Fill the token's place if it is wanted and empty, or held by a name that this exact form displaces."""
        if token.kind not in self.wanted:
            return False
        holder = self.filled.get(token.kind)
        if holder is not None and (not token.exact or holder.exact or token.kind is Kind.POINTS):
            return False
        if holder is not None and token.kind is Kind.HOUSEHOLD:
            self.beside.append(holder)
        self.filled[token.kind] = token
        return True

    def names(self, text: Tidy) -> tuple[HouseholdRef, ...]:
        """The households of the line, in order; the first with the name that stands beside it."""
        first, *others = (_as_typed(token, text) for token in (self.filled[Kind.HOUSEHOLD], *self.more))
        heads = [_as_typed(token, text).typed for token in self.beside]
        return (replace(first, head=heads[0]) if heads else first, *others)

    def left(self, tokens: list[Token]) -> list[Token]:
        """What is not an argument."""
        taken = {token.start for token in (*self.filled.values(), *self.more, *self.beside)}
        return [token for token in tokens if token.start not in taken]


def assemble(tokens: list[Token], wanted: Collection[Kind], *, needs_reason: bool) -> Places:
    """Fill the places of one line."""
    tokens = _with_stranger(tokens, wanted, needs_reason=needs_reason)
    places = Places(wanted)
    rest = tokens[_from_front(tokens, places) :]
    if is_marked(tokens[-1] if rest else None) and _is_bare(places.filled.get(Kind.POINTS)):
        places.clash = places.clash or (Fault.TWO_POINTS, tokens[-1])
    _find_rivals(rest, places)
    _from_back(rest, places)
    _from_between(rest, places)
    return places


def _as_typed(token: Token, text: Tidy) -> HouseholdRef:
    """The household with its name as it was typed, without the 家 that may stand behind it."""
    ref = token.value
    assert isinstance(ref, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
    if ref.by is not HouseholdBy.NAME:
        return ref
    at = text.plain.find(ref.text, token.start)
    return replace(ref, typed=text.typed(at, at + len(ref.text)))


def _with_stranger(tokens: list[Token], wanted: Collection[Kind], *, needs_reason: bool) -> list[Token]:
    """When nothing names a household, the first short Chinese word is meant as one, though no head is called so.

    The only word at the end of a line that needs a reason is that reason.
    """
    if Kind.HOUSEHOLD not in wanted or any(token.kind is Kind.HOUSEHOLD for token in tokens):
        return tokens
    first = next((index for index, token in enumerate(tokens) if token.kind is Kind.WORD), None)
    if first is None or (needs_reason and first == len(tokens) - 1):
        return tokens
    word = str(tokens[first].value)
    if not _PERSON.fullmatch(word):
        return tokens
    person = replace(tokens[first], kind=Kind.HOUSEHOLD, value=HouseholdRef(HouseholdBy.NAME, word))
    return [*tokens[:first], person, *tokens[first + 1 :]]


def _from_front(tokens: list[Token], places: Places) -> int:
    """Fill places in order; returns where the reason begins."""
    for index, token in enumerate(tokens):
        if places.full:
            return index
        if places.take(token):
            continue
        if _is_apposition(token, places):
            places.beside.append(token)
            continue
        if _is_further(token, places):
            places.more.append(token)
            continue
        if token.kind in _TWO and token.kind in places.wanted and _clashes(token, places.filled[token.kind]):
            places.clash = places.clash or (_TWO[token.kind], token)
            continue
        return index
    return len(tokens)


def _is_apposition(token: Token, places: Places) -> bool:
    """A head's name beside an exact household (``3-12 王建国``) says it twice; it does not begin the reason."""
    household = places.filled.get(Kind.HOUSEHOLD)
    is_name = token.kind is Kind.HOUSEHOLD and not token.exact
    return is_name and household is not None and household.exact and not places.more and not places.beside


def _is_further(token: Token, places: Places) -> bool:
    """One more household before the item is named: as many entries as households."""
    return token.kind is Kind.HOUSEHOLD and token.kind in places.wanted and not places.filled.keys() - {Kind.HOUSEHOLD}


def _clashes(token: Token, holder: Token) -> bool:
    """Two households, or two item codes; a second name of an item is more likely a word of the reason."""
    return token.kind is Kind.HOUSEHOLD or (token.exact and holder.exact)


def _from_back(tokens: list[Token], places: Places) -> None:
    for token in reversed(tokens):
        if places.full or not places.take(token):
            return


def _find_rivals(tokens: list[Token], places: Places) -> None:
    """Where the front named none, two different exact forms further on are one too many."""
    for kind, fault in _TWO.items():
        exact = [token for token in tokens if token.kind is kind and token.exact and not token.loose]
        second = next((token for token in exact if token.value != exact[0].value), None)
        if second and kind in places.wanted and kind not in places.filled:
            places.clash = places.clash or (fault, second)


def _from_between(tokens: list[Token], places: Places) -> None:
    for kind in _TWO:
        found = [token for token in tokens if token.kind is kind and not token.loose]
        if found and kind not in places.filled:
            places.take(next((token for token in found if token.exact), found[0]))


def _is_bare(token: Token | None) -> bool:
    return token is not None and not is_marked(token)
