"""A sentence in free words: what its pieces most speak for."""

from __future__ import annotations

import re

from sms.intents import INTENTS
from sms.understanding.emergencies import emergency_number
from sms.understanding.grammar import asks
from sms.understanding.learned import Meaning, weights
from sms.understanding.objections import names_entry
from sms.understanding.phrases import FILLER, squeeze, unaddressed
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import has_second_thoughts
from sms.understanding.topics import declines_call, scoffs
from sms.understanding.unclear import known_as, offered, unclear

_RULE_WORDS = re.compile(
    "(?:积分|评分|打分|加分|扣分|得分)?的?(?:规则|细则|标准|办法|规定|政策|制度|规矩)|guize|gz|rules"
    "|怎么(?:样|才|能|可以|会|要|多|快|少)*(?:加|得|赚|挣|攒|拿|获得|扣|评|打|算|计|记)积?分|(?:加|扣|算|计|值|得)(?:多少|几)个?积?分|积分怎么(?:算|来|得|加|扣)的?|[加扣得]积?分"
)
_ITEM_EDGE = re.compile(
    rf"^(?:\W|{FILLER}|的|是|有|关于|什么|哪些|怎么|做|查|看|说|讲|了解|知道|项目?|积分|可以|算不算|[能会吗呢么])+"
    rf"|(?:\W|{FILLER}|的|是|什么|哪些|怎么|怎么样|项目?|积分|还|又|发(?:一份|过来|来)?|一份|[给看听]|可以|算不算|[加扣]不|[能会要被吗呢么]|(?<=..)(?:多少|几)个?积?分)+$"
)
_LONGEST_ITEM = 12
_DOUBT = 150
"""By how much more a text must speak for a meaning than for the next, not to be asked which of both it is."""
_MAY_CALL = (Meaning(Intent.CALLBACK), Meaning(Intent.UNCLEAR), Meaning(Intent.RULES))
"""What a text may seem to ask for that tells of an emergency, or that nobody need come."""
_TO_OBJECT = Meaning(Intent.UNCLEAR, "objection")


def most_like(said: str) -> Request:
    """What most of the pieces of a sentence speak for. An act is only offered, and nobody comes who is not wanted."""
    words = unaddressed(squeeze(said))
    (told, meaning), (next_told, other) = weights().ranked(words)[:2]
    if scoffs(said):
        meaning = Meaning(Intent.UNCLEAR, "complaint")
    doubted = told - next_told < _DOUBT
    if (meaning in _MAY_CALL or (doubted and other in _MAY_CALL)) and (called := _of_a_call(said, words)):
        return called
    problem = _problem(meaning, said)
    alike = meaning.intent is other.intent or (problem and problem == _problem(other, said))
    if doubted and not alike and not meaning.about:
        return unclear([*_offerable(meaning.intent, other.intent), *offered(words)])
    if problem:
        return known_as(problem, words)
    if meaning.intent is Intent.UNCLEAR or INTENTS[meaning.intent].acts:
        return unclear([*_offerable(meaning.intent), *offered(words)])
    if meaning.intent is Intent.RULES:
        return rules_asked(said)
    return Request(meaning.intent, {"topic": meaning.about} if meaning.about else {})


def _problem(meaning: Meaning, said: str) -> str:
    """What is known of a text that asks for nothing clear; whoever says what is wrong need not be told how to."""
    says_it = meaning.intent is Intent.OBJECTION or (meaning == _TO_OBJECT and not asks(said.replace("怎么会", "")))
    if says_it and not (has_second_thoughts(said) or names_entry(said)):
        return "disputed"
    return meaning.about if meaning.intent is Intent.UNCLEAR else ""


def _offerable(*intents: Intent) -> list[Intent]:
    return [intent for intent in intents if INTENTS[intent].offer]


def _of_a_call(said: str, words: str) -> Request | None:
    """A call that is declined, or an emergency, which somebody has to hear of."""
    if declines_call(said):
        return known_as("no-call", words)
    return Request(Intent.CALLBACK) if emergency_number(said) else None


def rules_asked(said: str) -> Request:
    """The rules, or one item of them when few words are left that could name it."""
    pieces = (_ITEM_EDGE.sub("", _ITEM_EDGE.sub("", piece)) for piece in _RULE_WORDS.split(said))
    item = max(pieces, key=len)
    return Request(Intent.RULES, {"item": item} if 0 < len(item) <= _LONGEST_ITEM else {})
