"""The places of a line: which tokens are its household, item and points, and what is left over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.grammar.records import Fault, HouseholdBy, HouseholdRef
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokens import Kind, Token


@dataclass(slots=True)
class Places:
    """The places of a line while they are being filled."""

    wanted: frozenset[Kind]
    filled: dict[Kind, Token] = field(default_factory=dict)
    more: list[Token] = field(default_factory=list)
    """The further households that stand before the item: the line is an entry for each."""
    beside: dict[int, Token] = field(default_factory=dict)
    """The name beside an exact household, by where that begins: it must be its own."""
    item_beside: Token | None = None
    """The name beside an item's code, which must be the same item."""
    each: Token | None = None
    """What says that it holds for each of several households."""
    rivals: list[Token] = field(default_factory=list)
    """Other words that speak of an item, where a name of one was taken."""
    told: Token | None = None
    """The word of the reason that tells the item when nothing names it."""
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
            self.beside[token.start] = holder
        self.filled[token.kind] = token
        return True

    def names(self, text: Tidy) -> tuple[HouseholdRef, ...]:
        """The households of the line, in order; each with the name that stands beside it."""
        return tuple(self._named(token, text) for token in (self.filled[Kind.HOUSEHOLD], *self.more))

    @property
    def named(self) -> list[Token]:
        """What names the households."""
        home = self.filled.get(Kind.HOUSEHOLD)
        return [*([home] if home else []), *self.more, *self.beside.values()]

    def _named(self, token: Token, text: Tidy) -> HouseholdRef:
        ref, beside = _as_typed(token, text), self.beside.get(token.start)
        return replace(ref, head=_as_typed(beside, text).typed) if beside else ref

    @property
    def item(self) -> Token | None:
        """What names the item, or else tells it."""
        return self.filled.get(Kind.ITEM, self.told)

    @property
    def taken(self) -> set[int]:
        """Where the arguments begin."""
        others = [one for one in (self.item_beside, self.each) if one]
        return {token.start for token in (*self.filled.values(), *self.more, *self.beside.values(), *others)}

    def left(self, tokens: list[Token]) -> list[Token]:
        """What is not an argument."""
        taken = self.taken
        return [token for token in tokens if token.start not in taken]


def _as_typed(token: Token, text: Tidy) -> HouseholdRef:
    """The household with its name as it was typed, without the 家 that may stand behind it."""
    ref = token.value
    assert isinstance(ref, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
    if ref.by is not HouseholdBy.NAME:
        return ref
    at = text.plain.find(ref.text, token.start)
    return replace(ref, typed=text.typed(at, at + len(ref.text)) if at >= 0 else "")
