"""From a villager's text to a request: clear texts first, then acts by their grammar, then what it is most like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sms.intents import INTENTS
from sms.understanding.claims import read_claim
from sms.understanding.concepts import concepts_of
from sms.understanding.household import find_household, find_place
from sms.understanding.items import item_of
from sms.understanding.learned import Meaning, weights
from sms.understanding.merits import names_merit
from sms.understanding.opting import read_optin, read_optout
from sms.understanding.orders import SIGNED_NUMBER, bad_quantity, no_entry, not_on_the_menu
from sms.understanding.others import gives_points, person_of
from sms.understanding.periods import find_period, is_period
from sms.understanding.phrases import FILLER, core, everyday, squeeze, unaddressed
from sms.understanding.request import Intent, Request
from sms.understanding.signature import without_signature
from sms.understanding.sounds import by_sound
from sms.understanding.topics import courtesy, declines_call, is_foreign
from sms.understanding.words import BY_WORDS, MENU
from text.normalise import normalise

_LONGEST = 1000
"""Ten concatenated segments are 670 characters; what is beyond this is nobody's text."""
_DOUBT, _NO_CASE = 200, 800
"""By how much more a text must speak for nothing clear than for its case, to be asked about, and to be none."""
_CASE = 800
"""By how much more words behind an entry's number must speak for its dispute, to be a reason that no grammar knows."""
_MOST_CHOICES = 3
_FEWEST_CHOICES = 2
_DEFAULT_CHOICES = (Intent.BALANCE, Intent.DETAIL, Intent.HELP)
_CHOICES = {
    "complaint": (Intent.OBJECTION, Intent.CALLBACK),
    "cannot-score": (Intent.CLAIM, Intent.OBJECTION),
    "no-call": (Intent.CALLBACK,),
    "claim": (Intent.CLAIM,),
    "objection": (Intent.OBJECTION,),
    "optout": (Intent.OPTOUT,),
    "thanks": _DEFAULT_CHOICES,
    "greeting": _DEFAULT_CHOICES,
}
"""What is offered where a text is known to be about this."""
_DOUBTED: dict[Intent, dict[str, object]] = {
    Intent.CLAIM: {"choices": [str(Intent.CLAIM), str(Intent.CALLBACK)], "problem": "deed"},
    Intent.OBJECTION: {"choices": [str(Intent.OBJECTION), str(Intent.DETAIL)], "problem": "reason"},
}
"""What is asked where a text may open a case that people look into."""
_DIGITS = "".join(MENU)
_MENU = re.compile(rf"(?:回复?|发送?|按|选择?|点|输入)?(?:数字)?([{_DIGITS}])键?")
_LABELLED = re.compile(rf"([{_DIGITS}])(\D+)|(\D+)([{_DIGITS}])")
_SEVERAL = re.compile(rf"[{_DIGITS}](?:[\s,.、和]+[{_DIGITS}])+")
_RULES_ITEM = re.compile(r"5[\s.、:,]*(?![个分月日年点号块元天岁次人份])(\D.*)")
_WITHIN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")

_RULE_WORDS = re.compile(
    "(?:积分|评分|打分|加分|扣分|得分)?的?(?:规则|细则|标准|办法|规定|政策|制度)|guize|gz|rules"
    "|怎么(?:样|才|能|可以|会|要|多|快|少)*(?:加|得|赚|挣|攒|拿|获得|扣|评|打|算|计|记)积?分|(?:加|扣|算|计|值|得)(?:多少|几)个?积?分|积分怎么(?:算|来|得|加|扣)的?|[加扣得]积?分"
)
_ITEM_EDGE = re.compile(
    rf"^(?:\W|{FILLER}|的|是|有|关于|什么|哪些|怎么|做|查|看|说|讲|了解|知道|项目?|积分|可以|算不算|[能会吗呢么])+"
    rf"|(?:\W|{FILLER}|的|是|什么|哪些|怎么|怎么样|项目?|积分|还|又|可以|算不算|[加扣]不|[能会要被吗呢么])+$"
)
_LONGEST_ITEM = 12
_CLAUSE = re.compile(r"[,，。;；!！?？、\n]+|顺便|另外|还有(?=[^多几])|再(?=查|看|帮)")
_MOST_CLAUSES = 4
_NOT_THIS = re.compile(
    "^(?:我|们|现在)*(?:不是|不)(?:要|想)?(?:[问查看]|了解)[^,，。;；]{1,10}[,，。;；](?:我|们|是)*(?=.{2})"
)
"""不是查积分，我要看排名: what is behind it is meant."""
_THEN = re.compile(r"^\s*(?:然后|再|也|还|同时|并且?)(?!有)")


@dataclass(frozen=True, slots=True)
class CleanedText:
    """A text without its signature and its household's code, as the steps read it.

    ``plain`` is normalised; ``said`` has everyday words for dialect, ``words`` of it what is left without blanks and
    courtesies, and ``sentence`` no blanks within Chinese. ``named``: a household's code stood in it.
    """

    plain: str
    said: str
    words: str
    sentence: str
    named: bool


def understand(text: str) -> Request:
    """What a text asks for. Never raises; when it is not clear, the request says so and names the closest intents."""
    return decide(text)[1]


def decide(text: str) -> tuple[str, Request]:
    """The step that decided, and what the text asks for."""
    household, said = said_in(text)
    step, request = next((name, found) for name, read in _STEPS.items() if (found := read(said)))
    more = _of_whom(said.plain, request, household)
    return step, Request(request.intent, {**request.args, **more}) if more else request


def words_of(text: str) -> str:
    """What of a text is weighed."""
    said = said_in(text)[1]
    case = _by_grammar(said.plain)
    return _as_a_case(case) if case and _is_case(case) else unaddressed(squeeze(said.sentence))


def said_in(text: str) -> tuple[str | None, CleanedText]:
    """The code of the household that a text names, if any, and what else it says."""
    signed = without_signature(normalise(text[:_LONGEST]))
    household, plain = find_household(signed.replace("\n", " "))
    said = everyday(plain)
    sentence = _NOT_THIS.sub("", _WITHIN_HAN.sub("", said))
    return household, CleanedText(plain, said, core(squeeze(said)), sentence, household is not None)


def _of_whom(plain: str, request: Request, household: str | None) -> dict[str, object]:
    """Which household a request is about, by its code, its place or a name, and of when its figure is wanted."""
    if household is not None:
        return {"household": household}
    if not INTENTS[request.intent].of_a_household:
        return {}
    said, more = everyday(plain), dict[str, object]()
    if (place := find_place(plain)) is not None:
        more["place"] = place
    elif (person := person_of(said)) is not None:
        more["person"] = person
    if request.intent is Intent.BALANCE and (period := find_period(_WITHIN_HAN.sub("", said))):
        more["period"] = period
    return more


def _wordless(text: CleanedText) -> Request | None:
    """Nothing but courtesies and punctuation; a household's code alone asks for its points."""
    if text.words:
        return None
    if text.named:
        return Request(Intent.BALANCE)
    return Request(Intent.HELP) if "?" in text.plain else _unclear(_DEFAULT_CHOICES, courtesy(text.plain))


def _no_number(text: CleanedText) -> Request | None:
    """A number that is none of a list."""
    if not_on_the_menu(text.plain):
        return _unclear(_DEFAULT_CHOICES)
    return _unclear([Intent.OBJECTION]) if no_entry(text.plain) else None


def _signed(text: CleanedText) -> Request | None:
    """A text with a minus or a currency in it."""
    plain = text.plain
    if not SIGNED_NUMBER.search(plain):
        return None
    return (
        read_optout(plain)
        or read_optin(plain)
        or bad_quantity(plain)
        or (_unclear(_DEFAULT_CHOICES) if is_foreign(plain) else None)
        or _signed_claim(plain)
        or _unclear(_offered(text.words))
    )


def _beside_the_point(plain: str, sentence: str) -> Request | None:
    """Texts that are not for us, and what no text can do."""
    if is_foreign(plain):
        return _unclear(_DEFAULT_CHOICES)
    return _unclear(_CHOICES["cannot-score"], "cannot-score") if gives_points(sentence) else None


def _named(text: CleanedText) -> Request | None:
    """A name of what is scored, or a period, and nothing else."""
    if item := item_of(text.words):
        return Request(Intent.RULES, {"item": item})
    return Request(Intent.BALANCE) if is_period(text.words) else None


def _one_of_several(plain: str) -> Request | None:
    """A question and an act in one text: the question is answered, and the act is named."""
    pieces = [_THEN.sub("", piece) for piece in _CLAUSE.split(plain) if piece.strip()]
    if not 1 < len(pieces) <= _MOST_CLAUSES:
        return None
    understood = [_clear(piece) for piece in pieces]
    asked = [one for one in understood if one and not INTENTS[one.intent].acts]
    wished = [str(one.intent) for one in understood if one and INTENTS[one.intent].acts]
    if not wished or len({one.intent for one in asked}) != 1:
        return None
    return Request(asked[0].intent, {**asked[0].args, "also": list(dict.fromkeys(wished))})


def _clear(piece: str) -> Request | None:
    """What a clause asks for by itself; None where it is not clear."""
    said = everyday(piece)
    words = core(squeeze(said))
    if not words:
        return None
    request = (
        _whole(piece, words)
        or _act(piece)
        or _labelled(words)
        or _heard(words)
        or _most_like(_WITHIN_HAN.sub("", said))
    )
    return None if request.intent in (Intent.UNCLEAR, Intent.HELP) else request


def _whole(plain: str, words: str) -> Request | None:
    """Texts that are a word or a number of the menu, or several of its numbers."""
    intent = BY_WORDS.get(words)
    if intent:
        return Request(intent)
    if menu := _MENU.fullmatch(words):
        return Request(MENU[menu[1]])
    if item := _RULES_ITEM.fullmatch(plain):
        # What can be claimed is an item's name as well; asked for under 5, it is the rule that is wanted.
        asked = weights().ranked(squeeze(everyday(item[1])))[0][1].intent
        return _rules(item[1]) if asked in (Intent.RULES, Intent.CLAIM, Intent.UNCLEAR) else None
    if several := _SEVERAL.fullmatch(plain):
        return _unclear(MENU[digit] for digit in several[0] if digit in MENU)
    return None


def _labelled(words: str) -> Request | None:
    """A number of the menu with its own word: 1 积分, 排名3. But 兑4 orders: an act goes before."""
    labelled = _LABELLED.fullmatch(words)
    digit, label = (labelled[1] or labelled[4], labelled[2] or labelled[3]) if labelled else ("", "")
    return Request(MENU[digit]) if labelled and BY_WORDS.get(label) == MENU[digit] else None


def _by_grammar(plain: str) -> Request | None:
    """The act that a normalised text is by the grammar of one."""
    return next(filter(None, (intent.read(plain) for intent in reversed(INTENTS.values()) if intent.read)), None)


def _is_case(found: Request) -> bool:
    """Whether it opens a case that people look into, with words of its own."""
    about = found.intent is Intent.CLAIM or (found.intent is Intent.OBJECTION and found.args["entry"] is not None)
    return about and bool(found.args.get("content"))


def _act(plain: str) -> Request | None:
    """Something to do, if that is beyond doubt: a case only where the weights do not speak against its grammar."""
    found = _by_grammar(plain)
    if found is None:
        return None
    if found.args.get("problem") == "reason":
        stated = Request(Intent.OBJECTION, {name: found.args[name] for name in ("entry", "content")})
        return stated if _against(stated) <= -_CASE else found
    if not _is_case(found):
        return found
    against = _against(found)
    if against <= _DOUBT:
        return found
    return (
        Request(Intent.UNCLEAR, {**found.args, **_DOUBTED[found.intent]})
        if against < _NO_CASE
        else _unclear([found.intent])
    )


def _against(case: Request) -> int:
    """By how much more its words speak for nothing clear than for a case."""
    sums = {meaning.intent: told for told, meaning in reversed(weights().ranked(_as_a_case(case)))}
    return sums[Intent.UNCLEAR] - sums[case.intent]


def _as_a_case(case: Request) -> str:
    """Its words as most write them."""
    keyword = "申报" if case.intent is Intent.CLAIM else "异议0"
    return squeeze(everyday(f"{keyword}{case.args['content']}"))


def _signed_claim(plain: str) -> Request | None:
    """A claim in whose words the number stands as it was written."""
    claim = read_claim(plain)
    return claim if claim and SIGNED_NUMBER.search(str(claim.args["content"])) else None


def _heard(words: str) -> Request | None:
    """What sounds like a clear text; an act is only offered."""
    intents = by_sound(words)
    if len(intents) != 1:
        return _unclear(intents) if intents else None
    return _unclear(intents) if INTENTS[intents[0]].acts else Request(intents[0])


def _most_like(said: str) -> Request:
    """What most of the pieces of a sentence speak for. An act is only offered, and nobody comes who is not wanted."""
    words = unaddressed(squeeze(said))
    meaning = weights().ranked(words)[0][1]
    if meaning in (Meaning(Intent.CALLBACK), Meaning(Intent.UNCLEAR)) and declines_call(said):
        return _known_as("no-call", words)
    if meaning.intent is Intent.UNCLEAR:
        return _known_as(meaning.about, words) if meaning.about else _unclear(_offered(words))
    if INTENTS[meaning.intent].acts:
        return _unclear([meaning.intent, *_offered(words)] if INTENTS[meaning.intent].offer else _offered(words))
    if meaning.intent is Intent.RULES:
        return _rules(said)
    return Request(meaning.intent, {"topic": meaning.about} if meaning.about else {})


def _known_as(problem: str, words: str) -> Request:
    """Not clear, but what it is about is."""
    return _unclear(_CHOICES.get(problem) or _offered(words), problem)


def _offered(words: str) -> list[Intent]:
    """What can be offered of that which a text names: acts first, which may be meant, and help last."""
    named = set(concepts_of(words))
    offered = [name for name, intent in INTENTS.items() if intent.offer and named & set(intent.concepts.split())]
    if names_merit(words):
        offered.append(Intent.CLAIM)
    return sorted(offered, key=lambda name: (not INTENTS[name].acts, name is Intent.HELP))


def _rules(said: str) -> Request:
    """The rules, or one item of them when few words are left that could name it."""
    pieces = (_ITEM_EDGE.sub("", _ITEM_EDGE.sub("", piece)) for piece in _RULE_WORDS.split(said))
    item = max(pieces, key=len)
    return Request(Intent.RULES, {"item": item} if 0 < len(item) <= _LONGEST_ITEM else {})


def _unclear(intents: Iterable[Intent], problem: str | None = None) -> Request:
    """Two or three choices, the closest first; ``problem``: what is known of the text all the same."""
    choices = list(dict.fromkeys(intents))[:_MOST_CHOICES] or list(_DEFAULT_CHOICES)
    beside = (INTENTS[choices[0]].beside, *_DEFAULT_CHOICES)
    missing = (intent for intent in beside if intent not in choices)
    while len(choices) < _FEWEST_CHOICES:
        choices.append(next(missing))
    args: dict[str, object] = {"choices": [str(choice) for choice in choices]}
    return Request(Intent.UNCLEAR, args if problem is None else {**args, "problem": problem})


_STEPS: dict[str, Callable[[CleanedText], Request | None]] = {
    "courtesy": _wordless,
    "sign": _signed,
    "no number": _no_number,
    "word": lambda text: _whole(text.plain, text.words),
    "not ours": lambda text: _beside_the_point(text.plain, text.sentence),
    "act": lambda text: _act(text.plain),
    "label": lambda text: _labelled(text.words),
    "several": lambda text: _one_of_several(text.plain),
    "name": _named,
    "sound": lambda text: _heard(text.words),
    "sentence": lambda text: _most_like(text.sentence),
}
"""The first that finds something decides; the last always does."""
