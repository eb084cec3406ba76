"""What a sentence mentions: households and amounts, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.grammar.entry_line.prepared import Prepared
from bot.grammar.records import HouseholdBy, HouseholdRef, Lexicon, Sign
from bot.grammar.words.amounts import LEAD, SIGNS, marked_points
from bot.grammar.words.characters import AND, JOINING, SEPARATORS
from bot.grammar.words.household_forms import GROUP, OF_HOUSEHOLD
from bot.grammar.words.literals import read_literal
from bot.grammar.words.tokens import Points
from text.normalise import numeral

_BEFORE = re.compile(rf"(?:[给对把向关于到去让由户主村组队的号分、,:;。{JOINING}(\s]|[上下中]午|早上|晚上|傍晚|夜里)$")
"""What the name of a household may stand behind in a sentence."""
_LONGEST_BEFORE = 2
"""Characters that are looked back at: more would make a long line slow, each of whose characters may begin a name."""
_FRONT = re.compile(f"[{SEPARATORS}(]*")
_BEHIND = re.compile(f"[{SEPARATORS}:(){JOINING}都各均加扣减罚]|两[家户]|$")
_GROUP = re.compile(f"{GROUP.pattern}$")
_BESIDE = re.compile(r"[\s():的]*(?:户主)?[\s():]*")
_JOINT = re.compile(rf"[\s、,]*{AND}?\s*")
_TO = re.compile("(?:给|对|把|向|关于|到|让)$")
_FAMILY = re.compile(rf"[{SEPARATORS}]*(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:家(?![里门禽风具畜庭])|户(?![主口外]))的?")
_HOME = {"家", "户"}
_LONGEST_HEAD = 12
_LONG_NAME = 3
"""Characters: shorter names (石头, 白云) are words as well, so that more must tell them."""
_BEGUN = re.compile(r"[0-9./#@-]|(?<=[0-9]):")
_CLAUSE = re.compile("[,;。]")
_EARLIER = re.compile("[上前][次回]|[以之]前|原来|[已曾]|去年|说好|罚[了过]")
_NUMBER = re.compile("[0-9一二两三四五六七八九十百-]")
_NO_START = re.compile(r"[0-9.:点时第一二两三四五六七八九十百~到至/、-]\s?$")
_DONE = re.compile("[扣加减罚][了过]")
_VERB_OF_ITEM = re.compile(r"(?<![参增])(?P<verb>[加扣减罚])\s?(?:[环文志]\s?[0-9]{1,2}|[\u4e00-\u9fff]{2,4})\s?$")
"""``扣环2`` in front of ``两分``: the verb belongs to the points."""
_LONGEST_OF_ITEM = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A household in a sentence, ``plain[start:end]``. ``sure``: more than a short name tells that it is one."""

    start: int
    end: int
    ref: HouseholdRef
    sure: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """Points in a sentence. ``done``: they may have been taken off already (扣了2分)."""

    start: int
    end: int
    points: Points
    done: bool

    @property
    def sign(self) -> Sign | None:
        """As the verb says, or the sign."""
        return self.points.sign


def households(line: Prepared, lexicon: Lexicon) -> list[Mention]:
    """The households that a sentence mentions, in order; a place and the name beside it are one."""
    found: list[Mention] = []
    at = 0
    while at < len(line.plain):
        one = _place(line.plain, at) or _head(line, at, lexicon, found)
        if one is None:
            at += 1
            continue
        at = one.end
        beside = bool(found) and not line.is_joined(one.start) and _is_beside(line.plain, found[-1], one)
        found.append(_merged(found.pop(), one) if beside else one)
    return [_with_preposition(line.plain, one) for one in found] or _stranger(line.plain)


def _with_preposition(plain: str, one: Mention) -> Mention:
    to = _TO.search(plain[: one.start])
    return replace(one, start=to.start()) if to else one


def _stranger(plain: str) -> list[Mention]:
    """Who stands in front like a household, though no head is called so: ``刘德华家``."""
    found = _FAMILY.match(plain)
    if not found:
        return []
    return [Mention(found.start("name"), found.end(), HouseholdRef(HouseholdBy.NAME, found["name"]), sure=False)]


def is_known(one: Mention, lexicon: Lexicon) -> bool:
    """Whether it is a place, or the name of a head."""
    return one.ref.by is not HouseholdBy.NAME or lexicon.is_head(one.ref.text)


def are_joined(plain: str, found: list[Mention]) -> bool:
    """Whether several households are listed one after the other, and not told apart by what stands between."""
    return all(_joins(one, other, plain[one.end : other.start]) for one, other in pairwise(found))


def _joins(one: Mention, other: Mention, between: str) -> bool:
    """A comma joins what is written alike; in ``王芳，3-12`` somebody is spoken to."""
    alike = (one.ref.by is HouseholdBy.NAME) == (other.ref.by is HouseholdBy.NAME)
    return _JOINT.fullmatch(between) is not None and (alike or "," not in between)


def amounts(plain: str) -> list[Amount]:
    """The points that a sentence names, with the words that belong to them; not those that it tells of (上次扣2分)."""
    return [one for one in _amounts(plain) if not _EARLIER.search(plain, _clause(plain, one.start), one.end)]


def _place(plain: str, at: int) -> Mention | None:
    if at and _BEGUN.match(plain, at - 1):
        return None
    shape = read_literal(plain, at)
    if shape is None or not isinstance(shape.value, HouseholdRef) or plain[at : shape.end].isdigit():
        return None
    return Mention(at, _end(plain, shape.end), shape.value, sure=True)


def _head(line: Prepared, at: int, lexicon: Lexicon, found: list[Mention]) -> Mention | None:
    """The longest name of a head that stands here like a household, and not within a word."""
    plain = line.plain
    front = _FRONT.match(plain)
    first = front is not None and front.end() >= at
    beside = bool(found) and _BESIDE.fullmatch(plain, found[-1].end, at) is not None
    apart = first or beside or _BEFORE.search(_before(plain, at)) is not None
    for end in range(min(len(plain), at + _LONGEST_HEAD), at + 1, -1):
        if not lexicon.is_head(plain[at:end]):
            continue
        of, long = plain[end : end + 1] in _HOME or OF_HOUSEHOLD.match(plain, end), end - at >= _LONG_NAME
        sure = bool(of or long or beside or _BEHIND.match(plain, end))
        if (of and long) or (apart and (sure or first)):
            return _named(line, at, end, sure=sure)
    return None


def _before(plain: str, at: int) -> str:
    return plain[max(0, at - _LONGEST_BEFORE) : at]


def _named(line: Prepared, at: int, end: int, *, sure: bool) -> Mention:
    plain = line.plain
    group = _GROUP.search(plain[:at])
    number = numeral(group[1]) if group else None
    sure = sure or group is not None
    ref = HouseholdRef(HouseholdBy.NAME, plain[at:end], number, typed=line.typed.typed(at, end), unsure=not sure)
    return Mention(group.start() if group else at, _end(plain, end), ref, sure)


def _end(plain: str, end: int) -> int:
    of = OF_HOUSEHOLD.match(plain, end)
    return of.end() if of else end


def _is_beside(plain: str, one: Mention, other: Mention) -> bool:
    """Whether they are a place and a name of one household."""
    names = [mention.ref.by is HouseholdBy.NAME for mention in (one, other)]
    return sorted(names) == [False, True] and _BESIDE.fullmatch(plain, one.end, other.start) is not None


def _merged(one: Mention, other: Mention) -> Mention:
    place, name = (other, one) if one.ref.by is HouseholdBy.NAME else (one, other)
    return Mention(one.start, other.end, replace(place.ref, head=name.ref.typed), sure=True)


def _amounts(plain: str) -> Iterator[Amount]:
    at = 0
    while at < len(plain):
        lead = LEAD.match(plain, at)
        token = marked_points(plain, lead.end()) if lead else None
        if token is None or not isinstance(token.value, Points) or _goes_on(plain, at):
            at += 1
            continue
        done = _DONE.search(plain, at, token.end) is not None
        yield _with_verb(plain, Amount(at, token.end, token.value, done))
        at = token.end


def _with_verb(plain: str, amount: Amount) -> Amount:
    """Its sign as said by a verb in front of the item: ``扣环2两分``."""
    front = max(0, amount.start - _LONGEST_OF_ITEM)
    found = _VERB_OF_ITEM.search(plain[front : amount.start]) if amount.sign is None else None
    if found is None:
        return amount
    return replace(amount, points=replace(amount.points, sign=SIGNS[found["verb"]]))


def _goes_on(plain: str, at: int) -> bool:
    """Whether a number that begins here is the end of another (``1-2分``, ``9:02``)."""
    return _NUMBER.match(plain, at) is not None and _NO_START.search(_before(plain, at)) is not None


def _clause(plain: str, at: int) -> int:
    """Where the clause begins in which that stands."""
    return max((found.end() for found in _CLAUSE.finditer(plain, 0, at)), default=0)
