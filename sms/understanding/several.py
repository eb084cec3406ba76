"""Several wishes in one text: one question is answered; what else is wished for is named, and not done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sms.intents import INTENTS
from sms.understanding.acts import act
from sms.understanding.cleaned import WITHIN_HAN
from sms.understanding.concepts import concepts_of
from sms.understanding.deeds_told import deed_told
from sms.understanding.emergencies import emergency_number
from sms.understanding.grammar import asks
from sms.understanding.listed_months import each_by_itself
from sms.understanding.menu import heard, labelled, whole
from sms.understanding.periods import find_period
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.sentences import most_like
from sms.understanding.words import BY_WORDS

_N = "[0-9一二三四五六七八九十]"
_FIGURES = "(?:积分|分数|排名|名次|明细|余额|排?第几|(?:多少|几)分)(?!榜|够|公示|超市|[表册])"
_LOOKS_UP = (
    "(?:我们?家?的?|[要想还您你请]|[帮给]我|麻烦|再|顺便)*+"
    f"(?:[查看问](?![望护病候门])[^,，。;；]{{0,6}}?|本月|上个?月|今年|总共|一共|有|还剩|[能可]以?加|加|得)?{_FIGURES}"
)
"""How a question begins that looks something up by itself."""
_CLAUSE = re.compile(
    f"[,，。;；!！?？\\n]+|(?<!{_N})(?<!月)、|、(?!{_N}{{1,2}}月)|顺便|另外|还有(?=[^多几])|再(?=查|看|帮)|(?<=多少|几分|少分)\\s?(?=排(?:第|几|名))"
    "|(?<=[^\\W不别没未误是要能以想])(?=(?:请|帮我|给我|然后|就|再|也)*退订)"
    "|(?<=\\w)\\s(?=(?:异议|申诉)\\s?#?[0-9]|申报\\s?[^\\W\\d])"
    "|(?<=[^\\W\\d兑换])\\s(?=[兑换]\\s?[0-9])"
    r"|(?<=多少|几分|少分|积分|分数|排名|第几)\s(?=(?:我们?|也|想|要|再|还|给)*[兑换](?!算|[^,，。;；]{0,6}(?:什么|啥|哪|多少|几)))"
    f"|(?:(?<=[兑换][0-9])|(?<=[兑换]\\s[0-9]))\\s(?!要?(?:多少|几))(?={_LOOKS_UP})"
)
_MOST_CLAUSES = 4
_THEN = re.compile(r"^\s*(?:然后|再|也|还|同时|并且?)(?!有)")
_AND = re.compile(r"[和跟与\s]+")
_BESIDE = re.compile(
    r"[\s,，。;；、](?:顺便|另外|同时|还有(?=查|看|问)|再(?=查|看|问))"
    rf"(?P<asked>(?={_LOOKS_UP})[^,，。;；]{{2,20}})[。!？?\s]{{0,3}}$"
)
"""Behind an act, a question that is none of its words."""
_TO_BE_DONE = re.compile("(?<!没)(?<!没有)(?:申报|申诉|异议|[报记](?:一?下|个|上)|登记)")
"""By which a clause without the grammar of an act wishes for one."""
_IN_FREE_WORDS = (Intent.CLAIM, Intent.OBJECTION)
_WHICH = re.compile("第几|几名|问")
_WANTED, _BEFORE = re.compile(r"[想要]|^\W*[兑换]"), re.compile("[了过]|[上那]次")
_ORDERS = frozenset({"show", "send"})
_CALLS = frozenset({"trouble", "find", "officer"})
"""Concepts by which a clause without a question wishes for something: 明细发一下; and those of a wish for a person."""
_ORDER = {Intent.HELP: 0, Intent.CALLBACK: 2, Intent.PAGE: 2}
"""What has no number on the menu goes before, and the link of a page leaves no room for more."""


def several(plain: str) -> Request | None:
    """The question of a normalised text to be answered, with ``also`` what else it wishes for; None of one wish.

    ``asked`` is the text without what it wants done, whose day is none of the question.
    """
    pieces = list(_pieces(each_by_itself(plain)))
    if not 1 < len(pieces) <= _MOST_CLAUSES:
        return None
    understood = [_clear(piece) for piece in pieces]
    wishes = list({_wish(one): one for one in reversed(understood) if one}.values())[::-1]
    asked = [one for one in wishes if not INTENTS[one.intent].acts]
    if len(wishes) == 1 or not asked:
        return None
    first = asked[0] if len(asked) == 1 else _first(asked, plain, clear=None not in understood)
    also = [str(one.intent) for one in wishes if one is not first and one.intent is not Intent.HELP]
    if not (first and also):
        return None
    told = [piece for piece, one in zip(pieces, understood, strict=True) if one is None or not INTENTS[one.intent].acts]
    return Request(first.intent, {**first.args, "also": also, "asked": "，".join(told)})


def act_and_question(plain: str) -> Request | None:
    """The case of a normalised text, with ``also`` the question behind it: 申报 献血，顺便查积分."""
    found = _BESIDE.search(plain)
    question = _clear(found["asked"]) if found else None
    if found is None or question is None or INTENTS[question.intent].acts:
        return None
    done = act(plain[: found.start()])
    if done is None or done.intent not in _IN_FREE_WORDS:
        return None
    return Request(done.intent, {**done.args, "also": [str(question.intent)]})


def _first(asked: Sequence[Request], plain: str, *, clear: bool) -> Request | None:
    """The question to be answered of several: what has no number on the menu, else the first; but what the whole text
    speaks for where that is a person, or where a clause is not ``clear``.
    """
    throughout = Request(Intent.CALLBACK) if emergency_number(plain) else _said(plain)
    spoken_for = next((one for one in asked if _wish(one) == _wish(throughout)), None)
    if not clear or (spoken_for and spoken_for.intent is Intent.CALLBACK):
        return spoken_for
    return min(asked, key=lambda one: _ORDER.get(one.intent, 1))


def _pieces(plain: str) -> Iterator[str]:
    """The clauses that have words; 积分和排名 are two, each a word of the menu, and so are 积分多少 退订."""
    for clause in _CLAUSE.split(plain):
        parts = [part for part in _AND.split(clause) if _words(part)]
        if all(_is_wish(part) for part in parts) or any(_is_about_notices(part) for part in parts):
            yield from parts
        elif _words(clause):
            yield _THEN.sub("", clause)


def _is_wish(part: str) -> bool:
    word = _words(part)
    return len(word) > 1 and word in BY_WORDS


def _is_about_notices(part: str) -> bool:
    """Whether it is all that it takes to opt out, or in again."""
    request = act(part)
    return request is not None and request.intent in (Intent.OPTOUT, Intent.OPTIN)


def _words(piece: str) -> str:
    return core(squeeze(everyday(piece)))


def _clear(piece: str) -> Request | None:
    """What a clause asks for by itself; None where it is not clear, or only tells of something."""
    words = _words(piece)
    if found := whole(piece, words) or act(piece) or labelled(words) or heard(words):
        return found if found.intent not in (Intent.UNCLEAR, Intent.HELP) else None
    of_when = squeeze(find_period(piece) or "")
    if of_when and (of_it := BY_WORDS.get(words.replace(of_when, "").removeprefix("的"))):
        return Request(of_it)
    request = deed_told(piece) or _said(piece)
    if wanted := _to_be_done(piece, request):
        return wanted
    vague = request.intent is Intent.UNCLEAR or (request.intent is Intent.HELP and not request.args)
    return request if _wishes(piece, request) and not vague else None


def _to_be_done(piece: str, request: Request) -> Request | None:
    """The act that a clause wishes for which is not done by its grammar: 帮我报个昨天的献血."""
    choices = request.args.get("choices")
    if request.intent is not Intent.UNCLEAR or not isinstance(choices, list) or not _TO_BE_DONE.search(piece):
        return None
    first = Intent(choices[0])
    return Request(first) if INTENTS[first].acts and not asks(piece) else None


def _wishes(piece: str, request: Request) -> bool:
    """Whether a clause that speaks for a request wishes for it, and does not only tell: 眼睛花了, 上次加了分."""
    named = set(concepts_of(_words(piece)))
    if request.intent is Intent.CALLBACK:
        return bool(named & _CALLS)
    if request.intent is Intent.GOODS and "exchange" in named and _WANTED.search(piece) and not _BEFORE.search(piece):
        return True
    return asks(piece) or (request.intent is not Intent.HELP and bool(_WHICH.search(piece) or named & _ORDERS))


def _said(plain: str) -> Request:
    return most_like(WITHIN_HAN.sub("", everyday(plain)))


def _wish(request: Request) -> tuple[Intent, object]:
    return request.intent, request.args.get("topic")
