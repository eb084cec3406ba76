"""Texts that follow a question about an objection: to which entry, and why."""

from __future__ import annotations

import re

from sms.conversation.own_words import is_free
from sms.listed import NEXT_PAGE, number_said
from sms.memory import Memory
from sms.understanding.agreeing import agrees
from sms.understanding.grammar import asks, free_words
from sms.understanding.objections import DAY_BEHIND, disputes, lacks_number, names_entry, read_objection
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.reasons import contradicts
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import gives_up, has_second_thoughts
from sms.understanding.slips import is_mistyped
from sms.understanding.unclear import known_as

_ENTRY_AND_REASON = re.compile(
    rf"\W*(?:第|#|编号)?\s*([0-9]{{1,9}})(?![0-9]|[年月日个次分袋]|{DAY_BEHIND})\s*[号条]?[\s,，.。:：、]*(.*)",
    re.DOTALL,
)
_BY_ORDER = re.compile(
    "(?:(?:倒数)?第[一二两三四五]|[最靠]?(?:上|下|前|后)(?:面|边|头)?的?(?:那|一)?|头一|末)[条个笔项](?:那|记录)?.{0,20}|(?:最[上下前后末]|[上下])[面头边]的?那?[条个笔项]?",
)
"""Which of the entries, by how they stand there: each is told by its number alone."""
_NO_REASON = re.compile("没有?(?:了|原因)?|不写了?|无")
_OFFERED_BESIDE = frozenset({0, 2, 6, NEXT_PAGE})
"""Help, the last changes, a person and the next page: had by their numbers by whoever looks for that of an entry."""


def objection_offered(memory: Memory, plain: str, request: Request) -> Request | None:
    """Only what would have been done at once behind its keyword: nobody was asked for it. A reason alone asks where."""
    numbered = _ENTRY_AND_REASON.fullmatch(plain)
    if not numbered:
        wrong = is_free(plain, request) and contradicts(everyday(plain)) and not _says_nothing(plain)
        return known_as("disputed", "") if wrong else None
    needs_somebody = request.intent is Intent.CALLBACK and not contradicts(everyday(numbered[2]))
    if not numbered[2] or needs_somebody or request.args.get("topic") == "redress":
        return None
    found = read_objection(f"异议 {plain}")
    if found is None or found.intent is not Intent.OBJECTION:
        return None
    sure = not memory.data.get("only_listed") or found.args.get("several") or _is_wrong(numbered[2], request)
    return found if sure else _why(found)


def is_of_entry(plain: str) -> bool:
    """Whether a text begins with what may be the number of an entry: 1 不是昨天是前天."""
    return _ENTRY_AND_REASON.fullmatch(plain) is not None


def _says_nothing(plain: str) -> bool:
    """Whether words that sound like a reason are none."""
    return has_second_thoughts(plain) or is_mistyped(plain) or lacks_number(plain)


def _is_wrong(words: str, request: Request) -> bool:
    """Whether words behind a number say that the entry is wrong, so that nobody need be asked."""
    if request.intent is Intent.OBJECTION or request.args.get("problem") == "disputed":
        return True
    return contradicts(everyday(words)) and not asks(words)


def _why(objection: Request) -> Request:
    """What is wrong is asked first; what was said is kept."""
    return Request(Intent.UNCLEAR, {"choices": [Intent.OBJECTION], "problem": "reason", **objection.args})


def entry_chosen(memory: Memory, plain: str, request: Request) -> Request | None:
    """A number of the menu that a reply offers is that, unless an entry bears it that was listed."""
    listed, before = memory.data.get("numbers"), str(memory.data.get("content", ""))
    if lacks_number(plain) or _BY_ORDER.fullmatch(plain):
        return _which(before)
    if number_said(plain) in _OFFERED_BESIDE and not (isinstance(listed, list) and number_said(plain) in listed):
        return None
    found = _ENTRY_AND_REASON.fullmatch(plain)
    doubted = request.intent is Intent.UNCLEAR and "problem" not in request.args and contradicts(everyday(plain))
    if found is None and doubted and is_free(plain, request):
        return Request(Intent.OBJECTION, {"entry": None, "content": plain})
    words = free_words(found[2]) if found else ""
    if has_second_thoughts(words):
        return Request(Intent.CANCEL) if gives_up(words) else None
    if found and request.intent not in (Intent.OPTOUT, Intent.OPTIN) and not asks(words):
        return Request(Intent.OBJECTION, {"entry": int(found[1]), "content": f"{before} {words}".strip()})
    return None


def reason_told(memory: Memory, plain: str, request: Request) -> Request | None:
    """Why, in free words; or that no reason is given."""
    entry, before = int(str(memory.data["entry"])), str(memory.data.get("content", ""))
    if number_said(plain) == entry:
        return _why(_told(entry, before))
    if agrees(plain) or _NO_REASON.fullmatch(squeeze(plain)):
        return _told(entry, before)
    if lacks_number(plain):
        return _which(before)
    if _says_nothing(plain) or names_entry(plain):
        return None
    if request.intent is Intent.OBJECTION or is_free(plain, request) or disputes(plain):
        return _told(entry, f"{before} {plain}".strip())
    return None


def _which(said: str) -> Request:
    """The entries are listed, again where they were; what was ``said`` is kept."""
    return Request(Intent.OBJECTION, {"entry": None, "content": said})


def _told(entry: int, content: str) -> Request:
    return Request(Intent.OBJECTION, {"entry": entry, "content": content, "told": True})
