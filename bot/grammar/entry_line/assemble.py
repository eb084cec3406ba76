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
from itertools import pairwise, takewhile

from bot.grammar.entry_line.meant import as_meant
from bot.grammar.entry_line.places import Places
from bot.grammar.entry_line.second_item import second_items
from bot.grammar.entry_line.telling import telling
from bot.grammar.records import Fault, Lexicon
from bot.grammar.words.characters import AND
from bot.grammar.words.tokens import Kind, Token, is_marked

_WITH = re.compile(rf"{AND}|/")
"""``3-12和王家``: somebody else is named, whom nobody knows."""
_EACH = re.compile("各自?|每[户家人]|[都均]|(?:[2-9]|[两二三四五六七八九十])(?:[户家人]|个人)")
_TWO: dict[Kind, Fault] = {Kind.HOUSEHOLD: Fault.TWO_HOUSEHOLDS, Kind.ITEM: Fault.TWO_ITEMS}


def assemble(tokens: list[Token], wanted: frozenset[Kind], lexicon: Lexicon, *, needs_reason: bool) -> Places:
    """Fill the places of one line."""
    tokens = as_meant(tokens, wanted, lexicon, needs_reason=needs_reason)
    places = Places(wanted)
    rest = tokens[_from_front(tokens, places, needs_reason=needs_reason) :]
    if is_marked(tokens[-1] if rest else None) and _is_bare(places.filled.get(Kind.POINTS)):
        places.clash = places.clash or (Fault.TWO_POINTS, tokens[-1])
    _find_rivals(rest, places)
    _from_back(rest, places)
    _from_between(rest, places)
    _with_place_beside(rest, places)
    places.rivals = _rivals(rest, places, lexicon, added=not needs_reason)
    if Kind.ITEM in places.wanted and Kind.ITEM not in places.filled:
        places.told = telling(tokens, lexicon)
        behind = next((token for token in tokens if places.told and token.start >= places.told.end), None)
        if behind and behind.kind is Kind.POINTS and not behind.counts:
            places.take(behind)
    return places


def _from_front(tokens: list[Token], places: Places, *, needs_reason: bool) -> int:
    """Fill places in order; returns where the reason begins."""
    for index, token in enumerate(tokens):
        if places.full:
            return index
        if _has_its_own_name(tokens, index, places):
            places.more.append(token)
            continue
        if places.take(token):
            continue
        if (household := _apposition(token, places)) is not None:
            places.beside[household.start] = token
            continue
        if _is_item_again(tokens, index, places) or (not needs_reason and _is_last_item(tokens, index, places)):
            places.item_beside = token
            continue
        if _is_further(tokens, index, places):
            places.more.append(token)
            continue
        if _says_each(tokens, index, places):
            places.each = token
            continue
        if token.kind in _TWO and token.kind in places.wanted and _clashes(token, places.filled[token.kind]):
            places.clash = places.clash or (_TWO[token.kind], token)
            continue
        return index
    return len(tokens)


def _has_its_own_name(tokens: list[Token], index: int, places: Places) -> bool:
    """``王建国和2-6``, ``王建国、2-6钱进``: the place is not that of the name in front: 和 says so, or another name."""
    token, holder = tokens[index], places.filled.get(Kind.HOUSEHOLD)
    if token.kind is not Kind.HOUSEHOLD or holder is None or holder.exact or not token.exact or len(places.filled) > 1:
        return False
    if token.joined:
        return True
    glued = next((one for one in tokens[index + 1 : index + 2] if one.start == token.end), None)
    own = glued is not None and glued.kind is Kind.HOUSEHOLD and not glued.exact and glued.value != holder.value
    return own and holder.end < token.start


def _apposition(token: Token, places: Places) -> Token | None:
    """The household that a name says again (``3-12 王建国``): the last one, exact and with no name yet."""
    if token.kind is not Kind.HOUSEHOLD or token.exact or token.joined or Kind.HOUSEHOLD not in places.filled:
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


def _is_last_item(tokens: list[Token], index: int, places: Places) -> bool:
    """``献血 志愿`` and nothing more: a second item rather than the reason."""
    token, item = tokens[index], places.filled.get(Kind.ITEM)
    behind = index > 0 and tokens[index - 1] is item and index == len(tokens) - 1
    return behind and token.kind is Kind.ITEM and not token.exact and places.item_beside is None


def _is_further(tokens: list[Token], index: int, places: Places) -> bool:
    """One more household before the item is named, or right behind another: as many entries as households.

    Not the one that a word of the reason begins with (``环4 3-6 4-5反映``).
    """
    token, before, behind = tokens[index], tokens[index - 1] if index else None, tokens[index + 1 : index + 2]
    if token.kind is not Kind.HOUSEHOLD or token.kind not in places.wanted:
        return False
    if not places.filled.keys() - {Kind.HOUSEHOLD}:
        return True
    listed = [places.filled[Kind.HOUSEHOLD], *places.more, *places.beside.values()]
    of_reason = any(one.kind is Kind.WORD and one.start == token.end for one in behind)
    follows = before is not None and any(before.start == one.start for one in listed)
    return follows and not of_reason and Kind.POINTS not in places.filled


def _says_each(tokens: list[Token], index: int, places: Places) -> bool:
    """``4-5、4-6 各 垃圾 1``: that it holds for each, right behind several and in front of the item or the points."""
    token = tokens[index]
    if token.kind is not Kind.WORD or not places.more or not _EACH.fullmatch(str(token.value)):
        return False
    behind = tokens[index + 1 : index + 2]
    return tokens[index - 1].kind is Kind.HOUSEHOLD and any(one.kind in {Kind.ITEM, Kind.POINTS} for one in behind)


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


def _with_place_beside(tokens: list[Token], places: Places) -> None:
    """``没人管 2-6 钱进 卫生 1``: the place beside the name that was taken, or the name beside the place."""
    home = places.filled.get(Kind.HOUSEHOLD)
    if home is None or home.start in places.beside or home not in tokens:
        return
    for place, name in (pair for one, other in pairwise(tokens) for pair in ((one, other), (other, one))):
        if (
            not place.exact
            or name.exact
            or place.joined
            or name.joined
            or {place.kind, name.kind} != {Kind.HOUSEHOLD}
            or home not in (place, name)
        ):
            continue
        places.filled[Kind.HOUSEHOLD], places.beside[place.start] = place, name
        return


def _are_item_and_points(item: Token, points: Token) -> bool:
    """``3-12 昨晚 垃圾 2 没分类``: they stand together."""
    together = item.kind is Kind.ITEM and points.kind is Kind.POINTS
    return together and not points.counts and not item.loose and not points.loose


def _rivals(rest: list[Token], places: Places, lexicon: Lexicon, *, added: bool) -> list[Token]:
    """Other words that speak of an item, where a name of one was taken."""
    item = places.filled.get(Kind.ITEM)
    if item is None or item.exact:
        return []
    if item in rest[:-1]:
        return [one for one in rest if one is not item and (one.tells or one.kind is Kind.ITEM)][:1]
    points = places.filled.get(Kind.POINTS)
    if points is None or points in rest:
        return list(second_items(item, list(takewhile(lambda one: one is not points, rest)), lexicon, added=added))
    return []


def _is_bare(token: Token | None) -> bool:
    return token is not None and not is_marked(token)
