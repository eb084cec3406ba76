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
Household, item and points that stand together are taken wherever they stand (``早上8点 3-12 垃圾 2 没分类``).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.grammar.persons import person
from bot.grammar.records import Fault, HouseholdBy, HouseholdRef, Lexicon
from bot.grammar.shapes import OF_AT_END, Kind, Token, item_code
from bot.grammar.tidy import Tidy
from bot.grammar.tokens import is_marked

_PERSON = re.compile(r"[\u4e00-\u9fff]{1,12}|[\u4e00-\u9fff]{1,12}(?:·[\u4e00-\u9fff]{1,12})+")
_WITH = re.compile("[和与跟同及/]")
"""``3-12和王家``: somebody else is named, whom nobody knows."""
_TWO: dict[Kind, Fault] = {Kind.HOUSEHOLD: Fault.TWO_HOUSEHOLDS, Kind.ITEM: Fault.TWO_ITEMS}


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
    rival: Token | None = None
    """Another word of the reason that tells an item, when the item was found amid the reason."""
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
        beside = [self.item_beside] if self.item_beside else []
        return {token.start for token in (*self.filled.values(), *self.more, *self.beside.values(), *beside)}

    def left(self, tokens: list[Token]) -> list[Token]:
        """What is not an argument."""
        taken = self.taken
        return [token for token in tokens if token.start not in taken]


def assemble(tokens: list[Token], wanted: frozenset[Kind], lexicon: Lexicon, *, needs_reason: bool) -> Places:
    """Fill the places of one line."""
    tokens = _with_names_beside(_with_item(tokens, wanted, lexicon), wanted, lexicon)
    tokens = _with_stranger(tokens, wanted, needs_reason=needs_reason)
    places = Places(wanted)
    rest = tokens[_from_front(tokens, places) :]
    if is_marked(tokens[-1] if rest else None) and _is_bare(places.filled.get(Kind.POINTS)):
        places.clash = places.clash or (Fault.TWO_POINTS, tokens[-1])
    _find_rivals(rest, places)
    _from_back(rest, places)
    _from_between(rest, places)
    places.rival = _rival(rest, places)
    if Kind.ITEM in places.wanted and Kind.ITEM not in places.filled:
        places.told = _told(tokens, lexicon) or _misspelt(tokens, lexicon)
        behind = next((token for token in tokens if places.told and token.start >= places.told.end), None)
        if behind and behind.kind is Kind.POINTS and not behind.counts:
            places.take(behind)
    return places


def _as_typed(token: Token, text: Tidy) -> HouseholdRef:
    """The household with its name as it was typed, without the 家 that may stand behind it."""
    ref = token.value
    assert isinstance(ref, HouseholdRef)  # noqa: S101 - tokens of this kind hold nothing else
    if ref.by is not HouseholdBy.NAME:
        return ref
    at = text.plain.find(ref.text, token.start)
    return replace(ref, typed=text.typed(at, at + len(ref.text)) if at >= 0 else "")


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
    name = OF_AT_END.sub("", word) or word
    return [*tokens[:first], _stranger(tokens[first], name), *tokens[first + 1 :]]


def _from_front(tokens: list[Token], places: Places) -> int:
    """Fill places in order; returns where the reason begins."""
    for index, token in enumerate(tokens):
        if places.full:
            return index
        if places.take(token):
            continue
        if (household := _apposition(token, places)) is not None:
            places.beside[household.start] = token
            continue
        if _is_item_again(tokens, index, places):
            places.item_beside = token
            continue
        if _is_further(token, tokens[index - 1] if index else None, places):
            places.more.append(token)
            continue
        if token.kind in _TWO and token.kind in places.wanted and _clashes(token, places.filled[token.kind]):
            places.clash = places.clash or (_TWO[token.kind], token)
            continue
        return index
    return len(tokens)


def _apposition(token: Token, places: Places) -> Token | None:
    """The household that a name says again (``3-12 王建国``): the last one, exact and with no name yet."""
    if token.kind is not Kind.HOUSEHOLD or token.exact or Kind.HOUSEHOLD not in places.filled:
        return None
    household = (places.filled[Kind.HOUSEHOLD], *places.more)[-1]
    return household if household.exact and household.start not in places.beside else None


def _is_item_again(tokens: list[Token], index: int, places: Places) -> bool:
    """``环4 垃圾 2``: an item and one of its names, and points behind them."""
    token, item = tokens[index], places.filled.get(Kind.ITEM)
    said_twice = token.kind is Kind.ITEM and item is not None and not token.exact
    if not said_twice or places.item_beside or Kind.POINTS not in places.wanted - places.filled.keys():
        return False
    return index + 1 < len(tokens) and tokens[index + 1].kind is Kind.POINTS and not tokens[index + 1].counts


def _is_further(token: Token, before: Token | None, places: Places) -> bool:
    """One more household before the item is named, or right behind another: as many entries as households."""
    if token.kind is not Kind.HOUSEHOLD or token.kind not in places.wanted:
        return False
    listed = [places.filled[Kind.HOUSEHOLD], *places.more, *places.beside.values()]
    behind = before is not None and any(before.start == one.start for one in listed)
    return not places.filled.keys() - {Kind.HOUSEHOLD} or (behind and Kind.POINTS not in places.filled)


def _clashes(token: Token, holder: Token) -> bool:
    """Two households, or two item codes; a second name of an item is more likely a word of the reason."""
    return token.kind is Kind.HOUSEHOLD or (token.exact and holder.exact)


def _from_back(tokens: list[Token], places: Places) -> None:
    for token in reversed(tokens):
        if not places.full and places.take(token):
            continue
        if _is_before_its_code(token, places):
            places.item_beside = token
        return


def _is_before_its_code(token: Token, places: Places) -> bool:
    """``养鸡 环3`` at the end: the name in front of the code."""
    item = places.filled.get(Kind.ITEM)
    if token.kind is not Kind.ITEM or token.exact or item is None or not item.exact or places.item_beside:
        return False
    following = min((one.start for one in places.filled.values() if one.start > token.start), default=None)
    return following == item.start


def _find_rivals(tokens: list[Token], places: Places) -> None:
    """Where the front named none, two different exact forms further on are one too many."""
    for kind, fault in _TWO.items():
        exact = [token for token in tokens if token.kind is kind and token.exact and not token.loose]
        second = next((token for token in exact if token.value != exact[0].value), None)
        if second and kind in places.wanted and kind not in places.filled:
            places.clash = places.clash or (fault, second)


def _from_between(tokens: list[Token], places: Places) -> None:
    for run in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if not places.filled and {token.kind for token in run} == places.wanted and not any(one.counts for one in run):
            places.filled |= {token.kind: token for token in run}
    for before, (item, points) in zip([None, *tokens], pairwise(tokens), strict=False):
        if before and _WITH.match(str(before.value)):
            continue
        if places.filled.keys() == places.wanted - {Kind.ITEM, Kind.POINTS} and _are_item_and_points(item, points):
            places.filled |= {Kind.ITEM: item, Kind.POINTS: points}
    for kind in _TWO:
        found = [token for token in tokens if token.kind is kind and not token.loose]
        if found and kind not in places.filled:
            places.take(next((token for token in found if token.exact), found[0]))


def _are_item_and_points(item: Token, points: Token) -> bool:
    """``3-12 昨晚 垃圾 2 没分类``: they stand together."""
    together = item.kind is Kind.ITEM and points.kind is Kind.POINTS
    return together and not points.counts and not item.loose and not points.loose


def _rival(rest: list[Token], places: Places) -> Token | None:
    item = places.filled.get(Kind.ITEM)
    if item is None or item.exact or item not in rest[:-1]:
        return None
    return next((one for one in rest if one is not item and (one.tells or one.kind is Kind.ITEM)), None)


def _told(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The word that has an item's name in it, else the one that describes an item; none when a word that does neither
    stands where the item should, before the points.
    """
    words = [token for token in tokens if token.kind is Kind.WORD]
    telling = next((word for word in words if word.tells), None)
    telling = telling or next((word for word in words if lexicon.describes_item(str(word.value))), None)
    if telling is None or telling is words[0]:
        return telling
    between = (token for token in tokens if words[0].start < token.start < telling.start)
    return None if any(token.kind is Kind.POINTS and not token.counts for token in between) else telling


def _misspelt(tokens: list[Token], lexicon: Lexicon) -> Token | None:
    """The first word, when it sounds like an item: ``3-12 拉圾 2 没分类``."""
    first = next((token for token in tokens if token.kind is Kind.WORD), None)
    return first if first and lexicon.sounds_like_item(str(first.value)) else None


def _is_bare(token: Token | None) -> bool:
    return token is not None and not is_marked(token)
