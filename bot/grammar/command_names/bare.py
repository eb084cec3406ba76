"""What tells a command without its slash from talk between people."""

from __future__ import annotations

import re

from bot.grammar.entry_line.mentions import amounts, households, is_known
from bot.grammar.entry_line.prepared import prepare
from bot.grammar.entry_line.sentence import read_sentence
from bot.grammar.records import Lexicon, Sign
from bot.grammar.rules import Numbered
from bot.grammar.words.amounts import BANK_HAN
from bot.grammar.words.characters import HAN
from bot.grammar.words.clauses import is_subject
from bot.grammar.words.household_forms import WHOLE_GROUP
from bot.grammar.words.household_spans import household_at
from bot.grammar.words.measure_words import COUNTED
from bot.grammar.words.tidy import Tidy
from bot.grammar.words.tokeniser import tokenise
from bot.grammar.words.tokens import Kind, Token

_ASKS = re.compile(r"[?吗么呢]\s*$|了没有?\s*$|(?:可以|能|该|要)不|对不对|是不是|多少|为什么")
_SUGGESTS = re.compile(r"吧\s*$")
"""Neither a question nor an order."""
_TELLS = re.compile(
    "上次|以前|之前|已经|听说|如果|要是|万一|应该|打算|准备|不要|别|为啥|凭什么|怎么|谁|说|讲|觉得|认为|合理"
    r"|[该会能]扣|(?<![天日号晚午])的\s*$|^\s*(?:再不|下次)"
)
"""Words of those who talk about points."""
_TOLD = re.compile(r"了\s*$")
"""How those end who tell what happened; whoever gives an order may do so as well."""
_DONE = re.compile(r"分了[\s。!]*$")
"""How those end who tell of points."""
_FRONT = re.compile(
    r"[\s,。:]*(?:[给对把到去嗯呃请]|麻烦|帮[我忙]|(?:登|补)?记(?:一下|上)|报一下|[上下中]午|早上|晚上|傍晚|刚刚|检查|经查|发现|[\s,。:])*"
)
"""What may stand before the household of a sentence that is no talk."""


_WITHOUT_GROUP = re.compile(r"\s*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})号")
"""``扣十二号垃圾一分``: a household whose group is missing."""


def asks(text: Tidy) -> bool:
    """Whether somebody asks something."""
    return any(pattern.search(text.plain) for pattern in (_ASKS, _SUGGESTS))


def is_talk(text: Tidy) -> bool:
    """Whether somebody asks or tells about points, and orders nothing."""
    return asks(text) or any(pattern.search(text.plain) for pattern in (_TELLS, _TOLD))


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


def are_arguments(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether a text is nothing but households, groups, items, numbers and days, and not empty."""
    line = prepare(Numbered(1, text), lexicon)
    tokens = tokenise(line.plain, lexicon)
    spoken = (one for one in tokens if one.kind is Kind.WORD)
    return bool(tokens or line.said) and all(WHOLE_GROUP.fullmatch(str(one.value)) for one in spoken)


_OF_VILLAGE = {Kind.HOUSEHOLD, Kind.ITEM, Kind.WORD}


def are_of_village(text: Tidy, lexicon: Lexicon) -> bool:
    """The same with a household, a group or an item among them: anything has a day and a number (``link 今天``)."""
    named = {token.kind for token in _tokens(text, lexicon)}
    return are_arguments(text, lexicon) and not named.isdisjoint(_OF_VILLAGE)


def only_hints(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether a part of an item's name is all that speaks of points (``3-9的微信``)."""
    tokens = _tokens(text, lexicon)
    items = [token for token in tokens if token.kind is Kind.ITEM]
    whole = any(token.exact or lexicon.is_whole_item(str(token.value)) for token in items)
    return bool(items) and not whole and all(token.kind is not Kind.POINTS for token in tokens)


def is_of_household(whom: str, said: Tidy, lexicon: Lexicon) -> bool:
    """Whether ``whom`` is a household, of which a message says points (``给3-12扣2分``) and does not ask about them."""
    if asks(said):
        return False
    end = household_at(whom, 0, lexicon)
    while end is not None and end < len(whom):
        end = household_at(whom, end, lexicon)
    return end is not None


def is_sentence(text: Tidy, sign: Sign, lexicon: Lexicon, *, after_verb: bool = False) -> bool:
    """Whether a text is a sentence that begins with a household and says what its points are for, and how many.

    ``after_verb``: the verb stands before the text, so that its points need none.
    """
    if is_talk(text):
        return False
    sentence = read_sentence(prepare(Numbered(1, text), lexicon), sign, lexicon)
    if sentence is None or sentence.amount is None or sentence.amount.done or not sentence.is_known:
        return False
    has_verb = sentence.amount.sign == sign or (after_verb and sentence.amount.sign is None)
    return has_verb and _FRONT.fullmatch(sentence.front) is not None


def speaks_of_entries(
    text: Tidy, sign: Sign, lexicon: Lexicon, *, after_verb: bool = False, of_points: bool = False
) -> bool:
    """Whether a text that is no plain order has all of an entry in it: 请考核组给3-12加2分 献血, 3-12没分类扣2分吧.

    Nobody but who wrote it can tell whether it is meant, and they are asked, or told what cannot be read.
    ``of_points``: the verb in front says so (加分唐丽献血), so that no amount is needed.
    """
    if any(pattern.search(text.plain) for pattern in (_ASKS, _TELLS, _DONE)):
        return False
    line = prepare(Numbered(1, text), lexicon)
    paid = amounts(line.plain)
    signed = all(one.sign == sign or (after_verb and one.sign is None) for one in paid)
    known = any((one.sure or after_verb) and is_known(one, lexicon) for one in households(line, lexicon))
    known = known or (after_verb and _WITHOUT_GROUP.match(text.plain) is not None)
    of_item = _speaks_of_item(line.plain, lexicon)
    return (bool(paid) or of_points) and signed and known and of_item and not any(one.done for one in paid)


_AMOUNT_FIRST = re.compile(
    rf"(?:[0-9]{{1,3}}(?![0-9-])|[{HAN[1:-1]}{BANK_HAN}百]{{1,4}}+)(?!\s?[多几来]?{COUNTED.pattern}|[组队号户月日天点])"
)
"""``扣三垃圾没分``, ``罚二百 3-12 垃圾没分``: a number right behind the verb that counts nothing."""
_HAN_FIRST = re.compile(HAN)


def begins_with_amount(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether a number is what follows a verb, and behind it an item that something is said of: 扣20 卫生费 is talk.

    Behind one in characters a household as well: 加一垃圾桶 is talk.
    """
    amount = _AMOUNT_FIRST.match(text.plain)
    if is_talk(text) or amount is None:
        return False
    line = prepare(Numbered(1, text), lexicon)
    if any(one.sure and is_known(one, lexicon) for one in households(line, lexicon)):
        return _speaks_of_item(line.plain, lexicon)
    if _HAN_FIRST.match(text.plain):
        return False
    clause = re.split("[,;。]", line.plain[amount.end() :].lstrip())[0]
    told = any(is_subject(clause, item) for item in lexicon.items_within(clause))
    return told or bool(lexicon.described_within(clause))


def _speaks_of_item(plain: str, lexicon: Lexicon) -> bool:
    return bool(lexicon.items_within(plain) or lexicon.described_within(plain))


_SHORTEST_NAME, _LONGEST_NAME = 2, 6
"""Characters of whoever may be named in front of an item."""


def lacks_household(text: Tidy, lexicon: Lexicon) -> bool:
    """Whether an item with its points is what follows a verb, in front or behind a name that nobody bears.

    ``环2 1 堆物``, ``张三丰 垃圾 1 没分``, ``张三丰垃圾一分没分类``: whose points they are is asked for.
    """
    if is_talk(text):
        return False
    line = prepare(Numbered(1, text), lexicon)
    tokens = tokenise(line.plain, lexicon)[:3]
    if tokens and tokens[0].kind is Kind.WORD and _SHORTEST_NAME <= len(str(tokens[0].value)) <= _LONGEST_NAME:
        del tokens[0]
    paid = {one.start for one in amounts(line.plain) if not one.done}
    named = (end for start, end in lexicon.items_within(line.plain) if start <= _LONGEST_NAME)
    beside = [token.kind for token in tokens[:2]] == [Kind.ITEM, Kind.POINTS]
    return beside or any({end, end + 1} & paid for end in named)


def _tokens(text: Tidy, lexicon: Lexicon) -> list[Token]:
    return tokenise(prepare(Numbered(1, text), lexicon).plain, lexicon)
