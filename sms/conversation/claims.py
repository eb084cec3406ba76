"""Texts that follow a question about a claim: what was done, when, and whether it was."""

from __future__ import annotations

import re

from sms.conversation.own_words import is_free
from sms.listed import number_said
from sms.memory import Memory
from sms.understanding.acts import act
from sms.understanding.agreeing import agrees
from sms.understanding.claims import is_only_when, looks_at_day, read_claim
from sms.understanding.corrected import Corrected, corrected, denies_what_was_told, without_days
from sms.understanding.grammar import asks
from sms.understanding.household import find_household
from sms.understanding.merits import names_merit
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.unclear import DEFAULT_CHOICES, known_as
from text.days_by_sound import with_days

_NOT_DONE = re.compile(
    "不对|(?:那|这)?(?:个|件)?(?:也|都)?(?:不是|没有?|不)(?:我们?|我家|我们家|自己|他|她)?(?:家)?(?:[做干弄搞修扫去]的?|是)?[的了啊呀吧]?"
)

_OF_GOODS = frozenset({Intent.GOODS, Intent.REDEEM})
_CORRECTED = re.compile(r"^(?:我|[啊哎][呀哟]|哦|噢|日子|日期|时间|[打写搞弄发报记]错了?|不对|不是今天|应该|\W)+")
"""What stands before the right day."""
_IS = re.compile(r"^就?是")
_PUTS_RIGHT = re.compile(
    r"\W{0,3}(?:(?:哦|噢|我|不对|错了|那?还是)\W{0,3}){0,4}(?P<put>改成|改为|改报|换成|应该是|应为)"
)
"""How a text begins that puts another deed or day in the place of what was told."""
_ALL_OF_THEM = re.compile(
    "(?:这?[两二三几]|这些)?[件个样]?(?:事情?)?[都全](?:要|是|有|做了?|报)+(?:[的了啊呀]|我们?做的)*"
)
"""两件都要报: of several deeds it chooses none."""
_ANOTHER = re.compile(r"\W*(?:还有|另外|再加|也有)\W*(?P<deed>.+)")
_A_DEED = "献血"
"""Stands for what was filed: whatever it was, it is not changed."""


def claim_told(memory: Memory, plain: str, request: Request) -> Request | None:
    """What was done, and when, behind what was said of it before, unless that is put right."""
    before, undated = str(memory.data.get("content", "")), "day" in memory.data
    said = _put_right(before, plain, request) or corrected(with_days(plain))
    plain, before = said.words, "" if said.anew and names_merit(said.words) else before
    is_day = undated and is_only_when(plain)
    needs_somebody = undated and not is_day and request.intent is Intent.CALLBACK
    chooses_none = not undated and _ALL_OF_THEM.fullmatch(squeeze(plain)) is not None
    told = is_day or (is_free(plain, request) and not _looks_up(plain, request) and not chooses_none)
    if needs_somebody or not told or agrees(plain) or read_claim(plain):
        return None
    household, words = find_household(plain)
    all_of_it = words if before in words else f"{before} {words}"
    claimed = act(f"申报 {all_of_it}")
    if before and is_only_when(words) and (undoubted := act(f"申报 {before}")):
        claimed = Request(undoubted.intent, {**undoubted.args, "content": all_of_it})
    if claimed is None or claimed.intent not in (Intent.CLAIM, Intent.UNCLEAR):
        return None
    if not (undated or _adds(claimed, before)):
        return None
    named = {"household": household} if household else {}
    return Request(claimed.intent, {**claimed.args, **named, **({"undated": before} if undated else {})})


def _put_right(before: str, plain: str, request: Request) -> Corrected | None:
    """What was told of a deed before, with the deed or the day put in its place: 改成捐款, not 换成洗衣粉."""
    puts = _PUTS_RIGHT.match(plain)
    if puts is None or request.intent in _OF_GOODS:
        return None
    said = corrected(f"{before}，不对，{puts['put']}{with_days(plain[puts.end() :])}")
    return said if said.anew else None


def _looks_up(plain: str, request: Request) -> bool:
    """Whether the changes of a time are asked for: 昨天明细."""
    asked_for = request.intent is Intent.DETAIL and "period" in request.args and not names_merit(everyday(plain))
    return asked_for or looks_at_day(plain)


def _adds(claimed: Request, before: str) -> bool:
    """Whether a claim, or what may be one, has words that were not there before."""
    known = claimed.args.get("content")
    return known != before and (known is not None or "problem" in claimed.args)


def deed_answered(memory: Memory, plain: str, request: Request) -> Request | None:
    """Yes, no, when it was done, which is asked about with it, or what was done instead, whose day is asked for."""
    if is_only_when(plain):
        return deed_asked(
            Request(Intent.CLAIM, {**memory.data, "content": f"{memory.data['content']} {with_days(plain)}"})
        )
    content = str(memory.data["content"])
    if changed := _put_right(content, plain, request):
        return deed_asked(Request(Intent.CLAIM, {**memory.data, "content": changed.words}))
    right = _CORRECTED.sub("", corrected(with_days(plain)).words)
    if right != plain and is_only_when(right):
        day = _IS.sub("", right)
        return deed_asked(Request(Intent.CLAIM, {**memory.data, "content": f"{without_days(content)} {day}"}))
    if _NOT_DONE.fullmatch(squeeze(everyday(plain))):
        return Request(Intent.CANCEL)
    if agrees(plain) or number_said(plain) == 1:
        return Request(Intent.CLAIM, memory.data)
    put_right = corrected(with_days(plain)).anew
    return claim_told(Memory(data={"content": "", "day": True}) if put_right else Memory(), plain, request)


def deed_asked(claim: Request) -> Request:
    """Whether the words of a claim tell of a deed is asked first."""
    choices = [str(Intent.CLAIM), str(Intent.CALLBACK)]
    return Request(Intent.UNCLEAR, {**claim.args, "choices": choices, "problem": "deed"})


def looked_up_or_claimed(claim: Request, day: str) -> Request:
    """Whether a day behind listed changes is that of the claim that waits, or of other changes, is asked first."""
    asked_about = deed_asked(claim)
    return Request(asked_about.intent, {**asked_about.args, "looked_up": day.strip(" ,.:，。的")})


def filed_corrected(_memory: Memory, plain: str, request: Request) -> Request | None:
    """Another day for what is filed, or another deed: a filed claim is not changed, and each has a text of its own."""
    open_to_it = request.intent in (Intent.UNCLEAR, Intent.MORE) and request.args.get("problem") != "deed"
    another = _ANOTHER.fullmatch(plain) if open_to_it else None
    if another and not asks(plain) and names_merit(everyday(another["deed"])):
        return known_as("claim", "")
    denied = (denies_what_was_told(plain) and _may_be_of_a_claim(request)) or _put_right(_A_DEED, plain, request)
    anew = denied or is_only_when(_CORRECTED.sub("", plain))
    return known_as("amend", "") if anew else None


def _may_be_of_a_claim(request: Request) -> bool:
    """Whether a text speaks for no other wish: 不是我，是我老公, but not 打错了，是查积分."""
    choices = request.args.get("choices")
    return isinstance(choices, list) and (str(Intent.CLAIM) in choices or choices == list(DEFAULT_CHOICES))


def claim_offered(_memory: Memory, plain: str, request: Request) -> Request | None:
    """Only a deed beyond doubt: nobody was asked for it."""
    found = claim_told(Memory(), plain, request)
    return found if found and found.intent is Intent.CLAIM else None
