"""A text read in the light of what was asked just before. Pure: no answer is given here, only what is asked for.

What is clear by itself is never read otherwise; an act is only completed when its question was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sms.goods_conversation import goods_chosen, order_answered, pieces_said
from sms.intents import INTENTS
from sms.listed import NEXT_PAGE, number_said
from sms.memory import Asks, Memory
from sms.understanding.acts import act
from sms.understanding.agreeing import agrees, declines
from sms.understanding.claims import is_only_when, read_claim
from sms.understanding.grammar import asks, free_words
from sms.understanding.household import find_household, find_places
from sms.understanding.merits import names_merit
from sms.understanding.objections import DAY_BEHIND, disputes, names_entry, read_objection
from sms.understanding.others import person_of
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.reasons import contradicts
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import gives_up, has_second_thoughts
from sms.understanding.slips import is_slip
from sms.understanding.unclear import known_as, unclear
from sms.understanding.wanting_more import wants_more
from sms.understanding.words import BY_WORDS
from text.normalise import normalise

_ENTRY_AND_REASON = re.compile(
    rf"\W*(?:第|#|编号)?\s*([0-9]{{1,9}})(?![0-9]|[年月日个次分袋]|{DAY_BEHIND})\s*[号条]?[\s,，.。:：、]*(.*)",
    re.DOTALL,
)
_NO_REASON = re.compile("没有?(?:了|原因)?|不写了?|无")
_NOT_DONE = re.compile(
    "(?:那|这)?(?:个|件)?(?:也|都)?(?:不是|没有?|不)(?:我们?|我家|我们家|自己|他|她)?(?:家)?(?:[做干弄搞修扫去]的?|是)?[的了啊呀吧]?"
)
_ONLY_PLACES = re.compile(r"[0-9一二三四五六七八九十组号户第\-—–、]+")
_NOT_I = re.compile("(?:这个?|那)?(?:都|也)?不是(?:我们?|我家)的?")
"""Of a number that was just asked something, it denies what was asked about, and not the number."""
_NO_NEED = re.compile("(?:那|就|现在|谢谢)*(?:不用|不必|不需要|没事|不要?|no)(?:麻烦)?(?:了|啦|吧|谢谢)*")
_NOT_FREE = frozenset({Intent.UNCLEAR, Intent.RULES, Intent.HELP, Intent.DETAIL, Intent.CALLBACK})
"""What free words are most like; by itself it is not clear enough to be no answer."""


def in_light_of(memory: Memory, text: str, request: Request, *, talking: bool = False) -> Request:
    """What a text asks for after what was asked; ``request`` is how it is understood by itself.

    ``talking``: its number was answered of late, so that 打错了 speaks of a slip, and not of the number.
    """
    plain = normalise(text)
    if memory.goes_on and (number_said(plain) == NEXT_PAGE or wants_more(plain)):
        return Request(Intent.MORE)
    if memory.waits and declines(everyday(plain)):
        return Request(Intent.CANCEL)
    reader = _READERS.get(memory.asks)
    found = reader(memory, plain, request) if reader else None
    return found or _no_answer(memory, plain, request) or (_slip(plain, request) if talking else None) or request


def _no_answer(memory: Memory, plain: str, request: Request) -> Request | None:
    """What was asked is given up, or a number is sent back that was not listed."""
    denied = _NOT_I.fullmatch(squeeze(plain)) is not None
    if denied and memory.asks is Asks.ENTRY:
        return unclear([Intent.OBJECTION, Intent.DETAIL])
    if memory.waits and (denied or is_slip(plain) or (request.intent is Intent.UNCLEAR and gives_up(plain))):
        return Request(Intent.CANCEL)
    number = number_said(plain)
    if number is None or number in _ALWAYS or memory.asks not in _BY_NUMBER:
        return None
    return known_as("not-listed", "")


def _slip(plain: str, request: Request) -> Request | None:
    return unclear([Intent.HELP, Intent.NOT_OURS]) if request.intent is Intent.NOT_OURS and is_slip(plain) else None


def _is_free(plain: str, request: Request) -> bool:
    """Whether a text may be somebody's own words: no question, no menu, no act, no wish to stop."""
    words = core(squeeze(everyday(plain)))
    if words in BY_WORDS or number_said(plain) is not None or asks(plain):
        return False
    return request.intent in _NOT_FREE or (not INTENTS[request.intent].acts and names_merit(everyday(plain)))


def _claim(memory: Memory, plain: str, request: Request) -> Request | None:
    if not _is_free(plain, request) or agrees(plain) or read_claim(plain):
        return None
    household, words = find_household(plain)
    before, undated = str(memory.data.get("content", "")), "day" in memory.data
    all_of_it = words if before in words else f"{before} {words}"
    claimed = act(f"申报 {all_of_it}")
    if before and is_only_when(words) and (undoubted := act(f"申报 {before}")):
        claimed = Request(undoubted.intent, {**undoubted.args, "content": all_of_it})
    if claimed is None or claimed.intent not in (Intent.CLAIM, Intent.UNCLEAR):
        return None
    needs_somebody = request.intent is Intent.CALLBACK and claimed.intent is Intent.UNCLEAR
    if (undated and needs_somebody) or not (undated or _adds(claimed, before)):
        return None
    named = {"household": household} if household else {}
    return Request(claimed.intent, {**claimed.args, **named, **({"undated": before} if undated else {})})


def _adds(claimed: Request, before: str) -> bool:
    """Whether a claim, or what may be one, has words that were not there before."""
    known = claimed.args.get("content")
    return known != before and (known is not None or "problem" in claimed.args)


def _deed(memory: Memory, plain: str, request: Request) -> Request | None:
    """Yes, no, when it was done, which is asked about with it, or what was done instead."""
    if is_only_when(plain):
        content = f"{memory.data['content']} {plain}"
        choices = [str(Intent.CLAIM), str(Intent.CALLBACK)]
        return Request(Intent.UNCLEAR, {**memory.data, "choices": choices, "problem": "deed", "content": content})
    if _NOT_DONE.fullmatch(squeeze(everyday(plain))):
        return Request(Intent.CANCEL)
    if agrees(plain) or number_said(plain) == 1:
        return Request(Intent.CLAIM, memory.data)
    return _claim(Memory(), plain, request)


def _offered(memory: Memory, plain: str, request: Request) -> Request | None:
    """Only what would have been done at once behind its keyword: nobody was asked for it. A reason alone asks where."""
    if memory.data["intent"] == Intent.CLAIM:
        found = _claim(Memory(), plain, request)
        return found if found and found.intent is Intent.CLAIM else None
    numbered = _ENTRY_AND_REASON.fullmatch(plain)
    if not numbered:
        wrong = _is_free(plain, request) and contradicts(everyday(plain)) and not has_second_thoughts(plain)
        return known_as("disputed", "") if wrong else None
    needs_somebody = request.intent is Intent.CALLBACK and not contradicts(everyday(numbered[2]))
    if not numbered[2] or needs_somebody or request.args.get("topic") == "redress":
        return None
    found = read_objection(f"异议 {plain}")
    if found is None or found.intent is not Intent.OBJECTION:
        return None
    sure = not memory.data.get("only_listed") or found.args.get("several") or _is_wrong(numbered[2], request)
    return found if sure else _why(found)


def _is_wrong(words: str, request: Request) -> bool:
    """Whether words behind a number say that the entry is wrong, so that nobody need be asked."""
    if request.intent is Intent.OBJECTION or request.args.get("problem") == "disputed":
        return True
    return contradicts(everyday(words)) and not asks(words)


def _why(objection: Request) -> Request:
    """What is wrong is asked first; what was said is kept."""
    return Request(Intent.UNCLEAR, {"choices": [Intent.OBJECTION], "problem": "reason", **objection.args})


def _entry(memory: Memory, plain: str, request: Request) -> Request | None:
    """A number of the menu that a reply offers is that, unless an entry bears it that was listed."""
    listed = memory.data.get("numbers")
    if number_said(plain) in _OFFERED_BESIDE and not (isinstance(listed, list) and number_said(plain) in listed):
        return None
    found = _ENTRY_AND_REASON.fullmatch(plain)
    doubted = request.intent is Intent.UNCLEAR and "problem" not in request.args and contradicts(everyday(plain))
    if found is None and doubted and _is_free(plain, request):
        return Request(Intent.OBJECTION, {"entry": None, "content": plain})
    words = free_words(found[2]) if found else ""
    if has_second_thoughts(words):
        return Request(Intent.CANCEL) if gives_up(words) else None
    if found and request.intent not in (Intent.OPTOUT, Intent.OPTIN) and not asks(words):
        content = f"{memory.data.get('content', '')} {words}".strip()
        return Request(Intent.OBJECTION, {"entry": int(found[1]), "content": content})
    return None


def _reason(memory: Memory, plain: str, request: Request) -> Request | None:
    entry, before = int(str(memory.data["entry"])), str(memory.data.get("content", ""))
    if agrees(plain) or _NO_REASON.fullmatch(squeeze(plain)):
        return _told(entry, before)
    if has_second_thoughts(plain) or names_entry(plain):
        return None
    if request.intent is Intent.OBJECTION or _is_free(plain, request) or disputes(plain):
        return _told(entry, f"{before} {plain}".strip())
    return None


def _told(entry: int, content: str) -> Request:
    return Request(Intent.OBJECTION, {"entry": entry, "content": content, "told": True})


def _household(memory: Memory, plain: str, _request: Request) -> Request | None:
    code, rest = find_household(plain)
    places = [] if code else find_places(plain)
    said = core(squeeze(everyday(rest if code else plain)))
    person = None if code or places else person_of(f"{said}积分")
    if (code and said) or (places and not _ONLY_PLACES.fullmatch(said)):
        return None
    names = {"household": code} if code else {"place": "、".join(places)} if places else {"person": person}
    if not any(names.values()):
        return None
    args = memory.data["args"]
    return Request(Intent(str(memory.data["intent"])), {**(args if isinstance(args, dict) else {}), **names})


def _item(memory: Memory, plain: str, _request: Request) -> Request | None:
    name = _chosen(memory.data["names"], plain)
    return None if name is None else Request(Intent.RULES, {"item": name})


def _cancel(memory: Memory, plain: str, _request: Request) -> Request | None:
    """By number, or by a word of a listed name; one that several have is asked about again."""
    redemption = _chosen(memory.data["redemptions"], plain)
    if redemption is not None:
        return Request(Intent.CANCEL, {"redemption": redemption})
    words, names = core(squeeze(everyday(plain))), memory.data.get("names")
    named = words and isinstance(names, list) and any(words in name for name in names)
    return Request(Intent.CANCEL, {"goods": words}) if named else None


def _chosen(by_number: object, plain: str) -> object:
    """What was listed by the number that a text is; None for none."""
    return by_number.get(str(number_said(plain))) if isinstance(by_number, dict) else None


def _called(_memory: Memory, plain: str, _request: Request) -> Request | None:
    return known_as("no-call", "") if _NO_NEED.fullmatch(squeeze(plain)) else None


def _out(_memory: Memory, plain: str, _request: Request) -> Request | None:
    """A slip is told how to get notices again."""
    return unclear([Intent.OPTIN, Intent.HELP]) if is_slip(plain) else None


def _withdraw(_memory: Memory, plain: str, request: Request) -> Request | None:
    words = squeeze(plain)
    kind = next((kind for named, kind in _KINDS.items() if words.startswith(named)), None)
    number = number_said(words[2:] if kind else words)
    if number is None or request.intent is Intent.WITHDRAW:
        return None
    return Request(Intent.WITHDRAW, {"number": number, "kind": kind, "reason": ""})


_KINDS = {"申报": "claim", "异议": "objection"}


_BY_NUMBER = frozenset({Asks.ITEM, Asks.CANCEL})
"""What was asked to be answered by a number of a list."""
_ALWAYS = frozenset({0, 6, NEXT_PAGE})
"""Help, a person and the next page are had by their numbers whatever was asked."""
_OFFERED_BESIDE = _ALWAYS | {2}
"""And the last changes, by whoever looks for the number of an entry."""

_READERS: dict[Asks, Callable[[Memory, str, Request], Request | None]] = {
    Asks.CLAIM: _claim,
    Asks.DEED: _deed,
    Asks.OFFERED: _offered,
    Asks.ENTRY: _entry,
    Asks.REASON: _reason,
    Asks.GOODS: goods_chosen,
    Asks.ORDER: order_answered,
    Asks.PIECES: pieces_said,
    Asks.HOUSEHOLD: _household,
    Asks.ITEM: _item,
    Asks.CANCEL: _cancel,
    Asks.CALLED: _called,
    Asks.OUT: _out,
    Asks.WITHDRAW: _withdraw,
}
