"""A text read in the light of what was asked just before. Pure: no answer is given here, only what is asked for.

What is clear by itself is never read otherwise; an act is only completed when its question was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sms.conversation.choices import household_chosen, item_chosen, to_cancel_chosen, withdrawal_chosen
from sms.conversation.claims import (
    claim_offered,
    claim_told,
    deed_answered,
    deed_asked,
    filed_corrected,
    looked_up_or_claimed,
)
from sms.conversation.goods import goods_chosen, order_answered, pieces_said
from sms.conversation.objections import entry_chosen, is_of_entry, objection_offered, reason_told
from sms.listed import NEXT_PAGE, number_said
from sms.memory import Asks, Memory
from sms.understanding.agreeing import declines
from sms.understanding.claims import is_only_when
from sms.understanding.corrected import corrected
from sms.understanding.merits import names_merit
from sms.understanding.opting import wants_after_all
from sms.understanding.orders import asks_for_code
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.second_thoughts import gives_up
from sms.understanding.slips import is_slip
from sms.understanding.unclear import known_as, unclear
from sms.understanding.wanting_more import wants_more
from text.normalise import normalise

_NOT_I = re.compile("(?:这个?|那)?(?:都|也)?不是(?:我们?|我家)的?")
"""Of a number that was just asked something, it denies what was asked about, and not the number."""
_SO_BE_IT = re.compile(r"^那?就是?|[吧的呀啊]+\W*$")
"""Around a day that was asked for: 就9号吧."""
_OF_THE_CLAIM = re.compile(r"^\W*(?:那|就|是)|吧\W*$")
"""By which a day behind listed changes answers the question for one."""
_NO_NEED = re.compile(
    "(?:那|就|现在|谢谢)*(?:不用|不必|不需要|没事|不要?|no)(?:麻烦)?(?:了|啦|吧|谢谢)*"
    "(?:(?<=了)[^\\W\\d_]{1,5}(?:回?来|好|会|到家)了)?"
)
"""Of a person who was asked for, and perhaps why: 不用了，儿子回来了."""


def in_light_of(memory: Memory, text: str, request: Request, *, talking: bool = False) -> Request:
    """What a text asks for after what was asked; ``request`` is how it is understood by itself.

    ``talking``: its number was answered of late, so that 打错了 speaks of a slip, and not of the number.
    """
    plain = normalise(text)
    if memory.goes_on and (number_said(plain) == NEXT_PAGE or wants_more(plain)):
        return Request(Intent.MORE)
    if memory.waits and declines(everyday(plain)):
        return Request(Intent.CANCEL)
    looked_up = "only_listed" in memory.data
    if memory.below and (looked_up or memory.asks is Asks.OFFERED) and _is_of_claim(plain):
        return _below(memory.below, plain, request, looked_up=looked_up) or request
    reader = _READERS.get(memory.asks)
    found = reader(memory, plain, request) if reader else None
    if found := found or _no_answer(memory, plain, request):
        return found
    if memory.below and (found := _below(memory.below, plain, request, looked_up=False)):
        return found
    return (_slip(plain, request) if talking else None) or request


def _is_of_claim(plain: str) -> bool:
    """Whether a text behind listed entries is about the claim that waits: its day, or what was done instead."""
    return is_only_when(plain) or (corrected(plain).anew and not is_of_entry(plain))


def _below(memory: Memory, plain: str, request: Request, *, looked_up: bool) -> Request | None:
    """What answers a question of before: the day that was asked for, or a deed; nothing that is clear by itself."""
    if request.intent is not Intent.UNCLEAR and not (names_merit(everyday(plain)) or _is_of_claim(plain)):
        return None
    found = claim_told(memory, plain, request)
    if found is None:
        return None
    if looked_up and "day" in memory.data and is_only_when(plain) and not _OF_THE_CLAIM.search(plain):
        return looked_up_or_claimed(found, plain)
    if "day" in memory.data and (is_only_when(_SO_BE_IT.sub("", plain)) or corrected(plain).anew):
        return found
    if not names_merit(everyday(plain)):
        return None
    return deed_asked(found) if found.intent is Intent.CLAIM else found


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


def _offered(memory: Memory, plain: str, request: Request) -> Request | None:
    reader = claim_offered if memory.data["intent"] == Intent.CLAIM else objection_offered
    return reader(memory, plain, request)


def _code(_memory: Memory, plain: str, request: Request) -> Request | None:
    """Who asks for the code that was just told is told it again, and not what goods there are."""
    return unclear([Intent.GOODS, Intent.CANCEL]) if request.intent is Intent.GOODS and asks_for_code(plain) else None


def _called(_memory: Memory, plain: str, _request: Request) -> Request | None:
    return known_as("no-call", "") if _NO_NEED.fullmatch(squeeze(plain)) else None


def _out(_memory: Memory, plain: str, request: Request) -> Request | None:
    """A slip, and who wants them after all and nothing else that is known, is told how to get notices again."""
    if is_slip(plain):
        return unclear([Intent.OPTIN, Intent.HELP])
    no_other_wish = request.intent in _NO_OTHER_WISH and "problem" not in request.args
    return known_as("optout", "") if no_other_wish and wants_after_all(plain) else None


_BY_NUMBER = frozenset({Asks.ITEM, Asks.CANCEL})
"""What was asked to be answered by a number of a list."""
_ALWAYS = frozenset({0, 6, NEXT_PAGE})
"""Help, a person and the next page are had by their numbers whatever was asked."""

_NO_OTHER_WISH = frozenset({Intent.UNCLEAR, Intent.MORE})
"""What 后悔了 and 还是要的 are taken for by themselves."""

_READERS: dict[Asks, Callable[[Memory, str, Request], Request | None]] = {
    Asks.CLAIM: claim_told,
    Asks.FILED: filed_corrected,
    Asks.DEED: deed_answered,
    Asks.OFFERED: _offered,
    Asks.ENTRY: entry_chosen,
    Asks.REASON: reason_told,
    Asks.GOODS: goods_chosen,
    Asks.ORDER: order_answered,
    Asks.PIECES: pieces_said,
    Asks.HOUSEHOLD: household_chosen,
    Asks.ITEM: item_chosen,
    Asks.CANCEL: to_cancel_chosen,
    Asks.CALLED: _called,
    Asks.CODE: _code,
    Asks.OUT: _out,
    Asks.WITHDRAW: withdrawal_chosen,
}
