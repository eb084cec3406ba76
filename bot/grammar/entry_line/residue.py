"""What is left of a line when its arguments were taken is the reason; nothing in it may be an argument.

Whatever in it looks like a household, an item's code or the points, and was not read, stops the line: it is named, and
the person says what is meant. Numbers that count something (门口堆了3袋垃圾), names of people and households that
somebody had to do with (和3-13吵架) are what reasons are made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.grammar.entry_line.amounts_left import amount_left
from bot.grammar.entry_line.joined import BETWEEN, is_to_another
from bot.grammar.entry_line.places import Places
from bot.grammar.records import Fault, Lexicon
from bot.grammar.words.characters import EDGE, JOINING, SEPARATORS
from bot.grammar.words.household_forms import WHOLE_GROUP
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.measure_words import COUNTERS
from bot.grammar.words.numbers import GIVEN, TOTAL
from bot.grammar.words.parts import is_one_more, is_told_of, part_of, span_from
from bot.grammar.words.tokens import Kind, Token
from text.normalise import numeral

_HAN = "[一二两三四五六七八九十]"
_PLACE = re.compile(
    rf"(?<![0-9.:/])(?:[0-9]{{1,2}}-[0-9]{{1,4}}(?![0-9.:%/{COUNTERS}分-]|(?:[、,][0-9]+)+[{COUNTERS}])|第?(?:[0-9]{{1,2}}|{_HAN}{{1,3}})[组队]第?(?:[0-9]{{1,4}}|{_HAN}{{1,4}})[号户])"
)
_FURTHER = re.compile(rf"\s?[、,{JOINING} ]\s?(?:{_PLACE.pattern.replace('(?<![0-9.:/])', '', 1)})")
_SEVERAL = re.compile(
    "各(?=[扣加减记罚]|[0-9一两二三四五]分)|(?<![\u4e00-\u9fff])各(?=[0-9一两二三四五](?:[ ,、]|$))"
    rf"|(?<![^{SEPARATORS}])各自?(?=[{SEPARATORS}])"
    "|两[家户](?=吵|打|骂|争|闹|互|都|各|均|[ ,、])|双方"
)
"""It holds for several households."""
_EACH = re.compile("各自?")
_OTHERS = re.compile(
    rf"(?<![第0-9])(?:[0-9]{{1,2}}|{_HAN}{{1,2}})(?<![1一])[户家](?=[没未]|{EDGE})|(?<![^{SEPARATORS}]){WHOLE_GROUP.pattern}{EDGE}"
    rf"|(?<![0-9一二三四五六七八九十月第])(?:[0-9]{{1,2}}|{_HAN}{{1,3}})号(?:也(?!许)|\s?第?(?:[0-9]{{1,2}}|{_HAN}{{1,3}})[组队])"
)
"""Behind the one household that is named: ``2户没分类``, ``4组``, ``14号也``, ``二十号 三组``."""
_AND_OTHERS = re.compile(rf"等(?:[0-9]{{1,3}}|{_HAN}{{1,3}})(?:[户家](?!人)|人)|(?<=[0-9号户])[以之]外|除外|不算在内")
"""``宋平等三户``, ``3-6除外``: whose they are is not said."""
_COUNT = re.compile(rf"(?<!第)((?<![0-9-])[0-9]{{1,2}}|{_HAN}{{1,2}})(?:[户家人]|个人)(?![0-9\u4e00-\u9fff])")
_VERB = re.compile("[扣减加][\u4e00-\u9fff]{2,4}$")
_ALSO = re.compile(r"([\u4e00-\u9fff·]{2,12}?)家?(?:也|一[起道同])")
_PHONE = re.compile(r"1[3-9][0-9]{9}")


def unread(plain: str, tokens: list[Token], places: Places, lexicon: Lexicon) -> tuple[Fault, Token] | None:
    """The first part of a line that should have been an argument and is none; several households are one part."""
    fault, token = next(_unread(plain, tokens, places, lexicon), (None, None))
    if fault is None or token is None:
        return None
    return fault, _with_further(plain, token) if fault is Fault.TWO_HOUSEHOLDS else token


def _with_further(plain: str, household: Token) -> Token:
    """``3-13、3-14`` as one part."""
    end = household.end
    while further := _FURTHER.match(plain, end):
        end = further.end()
    return span_from(household, end)


def _unread(plain: str, tokens: list[Token], places: Places, lexicon: Lexicon) -> Iterator[tuple[Fault, Token]]:
    left = places.left(tokens)
    yield from ((Fault.TWO_HOUSEHOLDS, name) for name in (*_with_items(plain, left), *_as_well(left, lexicon)))
    home = places.filled.get(Kind.HOUSEHOLD)
    if home and not places.more and (several := _several(plain, tokens)):
        yield Fault.ONE_OF_SEVERAL, several
    if home and is_one_more(plain, home.start, home.end):
        yield Fault.ONE_OF_SEVERAL, span_from(home, home.end + 1)
    if further := _AND_OTHERS.search(plain):
        yield Fault.HOUSEHOLD_RANGE, Token(Kind.WORD, *further.span(), further[0])
    if home and not places.more and (others := _others(plain, [home, *places.beside.values()])):
        yield Fault.HOUSEHOLD_RANGE, others
    if places.more and (miscounted := _miscounted(plain, places)):
        yield Fault.HOUSEHOLD_RANGE, miscounted
    if unclear := GIVEN.search(plain) or (places.more and TOTAL.search(plain)):
        yield Fault.UNCLEAR_POINTS, Token(Kind.POINTS, *unclear.span(), unclear[0])
    yield from ((Fault.UNCLEAR_POINTS, apart) for apart in _verbs_apart(tokens))
    yield from ((Fault.TWO_HOUSEHOLDS, one) for one in _beside_arguments(plain, tokens, places))
    yield from ((Fault.TWO_HOUSEHOLDS, one) for one in _joined(plain, tokens, places))
    for token in left:
        if fault := _household(plain, token) or _item(plain, token) or _phone(plain, token, places):
            yield fault
    if Kind.POINTS in places.wanted and places.item and (fault := amount_left(plain, tokens, places)):
        yield fault


def _several(plain: str, tokens: list[Token]) -> Token | None:
    """What says that the line holds for several; the tokeniser parts ``各志愿1``."""
    if found := _SEVERAL.search(plain):
        return Token(Kind.WORD, *found.span(), found[0])
    pairs = ((each, item) for each, item in pairwise(tokens) if each.kind is Kind.WORD and item.kind is Kind.ITEM)
    return next((each for each, item in pairs if each.end == item.start and _EACH.fullmatch(str(each.value))), None)


def _others(plain: str, named: list[Token]) -> Token | None:
    end = max(one.end for one in named)
    found = (one for one in _OTHERS.finditer(plain, end) if not is_told_of(plain, one.start()))
    return next((Token(Kind.WORD, *one.span(), one[0]) for one in found), None)


def _miscounted(plain: str, places: Places) -> Token | None:
    """``何秀、顾全三户``: more or fewer than are named."""
    first, *others = sorted((places.filled[Kind.HOUSEHOLD], *places.more), key=lambda one: one.start)
    end = places.item.start if places.item else len(plain)
    found = _COUNT.search(plain, first.start, end)
    return Token(Kind.WORD, *found.span(), found[0]) if found and numeral(found[1]) != len(others) + 1 else None


def _with_items(plain: str, left: list[Token]) -> Iterator[Token]:
    """Names that have an item behind them, among what is no argument."""
    for name, item in pairwise(left):
        if name.kind is Kind.HOUSEHOLD and item.kind is Kind.ITEM and not is_told_of(plain, name.start):
            yield name


def _as_well(left: list[Token], lexicon: Lexicon) -> Iterator[Token]:
    """``钱进也堆``: the head of another household, of whom the same is said."""
    for token in left:
        found = _ALSO.match(str(token.value)) if token.kind is Kind.WORD else None
        if found and lexicon.is_head(found[1]):
            yield Token(Kind.WORD, token.start, token.start + found.end(1), found[1])


def _verbs_apart(tokens: list[Token]) -> Iterator[Token]:
    """``扣王建国2分``: who stands between the verb and its points was not read."""
    for word, points in pairwise(tokens):
        found = _VERB.search(str(word.value)) if word.kind is Kind.WORD and points.loose else None
        if found and points.kind is Kind.POINTS:
            yield Token(Kind.WORD, word.start + found.start(), points.end, "")


def _beside_arguments(plain: str, tokens: list[Token], places: Places) -> Iterator[Token]:
    """One more household: a name right in front of the item or the points."""
    taken = places.taken
    for before, after in pairwise(tokens):
        name = before.kind is Kind.HOUSEHOLD and before.start not in taken
        if name and after.start in taken and after.kind is not Kind.HOUSEHOLD and not is_told_of(plain, before.start):
            yield before


def _joined(plain: str, tokens: list[Token], places: Places) -> Iterator[Token]:
    """``垃圾 1 方正 和 石头 混装``: one more household, which 和 joins to one that was taken."""
    taken = places.taken
    homes = [token for token in tokens if token.kind is Kind.HOUSEHOLD]
    for before, after in pairwise(homes):
        if before.start not in taken or after.start in taken or not BETWEEN.fullmatch(plain, before.end, after.start):
            continue
        if not is_to_another(plain, after.end + (plain[after.end : after.end + 1] == " ")):
            yield after


def _household(plain: str, token: Token) -> tuple[Fault, Token] | None:
    if token.kind is Kind.HOUSEHOLD and token.exact and not is_told_of(plain, token.start):
        return Fault.TWO_HOUSEHOLDS, token
    if token.kind in {Kind.WORD, Kind.ITEM}:
        for found in _PLACE.finditer(plain, token.start):
            if found.end() <= token.end and not is_told_of(plain, found.start()):
                return Fault.TWO_HOUSEHOLDS, part_of(token, found)
    return None


def _item(plain: str, token: Token) -> tuple[Fault, Token] | None:
    if token.kind is Kind.ITEM and token.exact:
        return Fault.TWO_ITEMS, token
    code = item_code(plain, token.start) if token.kind is Kind.WORD else None
    return (Fault.TWO_ITEMS, code) if code and code.end <= token.end else None


def _phone(plain: str, token: Token, places: Places) -> tuple[Fault, Token] | None:
    """A whole telephone number names a household, but by its last four digits."""
    found = _PHONE.fullmatch(plain, token.start, token.end)
    return (Fault.WHOLE_PHONE, token) if found and Kind.HOUSEHOLD not in places.filled else None
