"""What is said to a text, once it is understood."""

from __future__ import annotations

import re
from dataclasses import replace

from domain.model.message import Handled
from domain.model.rulebook import Policy
from sms.inquiry import Inquiry
from sms.intents import INTENTS
from sms.mall import confirm_order, may_be_code
from sms.memory import Asks, Memory
from sms.places import without_place
from sms.replying import Reply, refused
from sms.understanding.cleaned import MOST_READ
from sms.understanding.emergencies import emergency_number
from sms.understanding.request import Intent, Request
from sms.wording import replies
from sms.wording.callbacks import at_once, with_person
from text.normalise import normalise


async def answer(inquiry: Inquiry, policy: Policy) -> Reply:
    """What is said: whoever is not helped hears whom to turn to, and what else was wished for is named."""
    if len(inquiry.said) > MOST_READ and INTENTS[inquiry.request.intent].acts:
        return refused(with_person(replies.too_long(len(inquiry.said), MOST_READ), policy.telephone))
    inquiry = await without_place(inquiry)
    confirmed = await confirm_order(inquiry, inquiry.said)
    reply = confirmed or await INTENTS[inquiry.request.intent].reply(inquiry)
    if reply.handled is Handled.REFUSED or (inquiry.request.intent is Intent.UNCLEAR and confirmed is None):
        reply = replace(reply, text=with_person(reply.text, policy.telephone))
    again = reply.handled is Handled.REFUSED and inquiry.memory.asks is Asks.ENTRY
    if reply.asks is None and confirmed is None and (again or _stays_asked(inquiry)):
        reply = replace(reply, asks=inquiry.memory)
    elif waiting := _still_waiting(inquiry):
        reply = replace(reply, asks=replace(reply.asks or Memory(), below=waiting))
    more = _not_done(inquiry.request, reply)
    if not more:
        return reply
    return reply.also_at_once(replies.with_more(more), at_once(emergency_number(normalise(inquiry.said))))


_BY_NUMBER = frozenset({Asks.GOODS, Asks.ORDER, Asks.PIECES, Asks.ITEM, Asks.CANCEL})
"""Where the next text may be a number of something else than the menu."""


def _not_done(request: Request, reply: Reply) -> list[str]:
    """How to text what else a text wished for, unless the reply says so; which household is meant, is asked first."""
    also, asks = request.args.get("also"), reply.asks.asks if reply.asks else Asks.NOTHING
    which_household = asks is Asks.HOUSEHOLD and reply.handled is Handled.ASKED
    if not isinstance(also, list) or which_household:
        return []
    wished = [INTENTS[Intent(one)] for one in also]
    return [
        one.offer_by_word if asks in _BY_NUMBER else one.offer
        for one in wished
        if not re.search(rf"回{one.digit}(?!\d)" if one.digit else "$^", reply.text)
    ]


def answer_let_go(said: str) -> Reply:
    """A number that is let go is told nothing of the household, and nothing is done for it; who helps at once it is."""
    return refused(f"{at_once(emergency_number(normalise(said)))}{replies.STILL_LET_GO}")


_NO_ANSWER = frozenset({Intent.UNCLEAR, Intent.HELP, Intent.MORE})
"""What does not answer a question, and asks none either."""


def _stays_asked(inquiry: Inquiry) -> bool:
    """Whether what was asked before may still be answered: who slipped tries again, and who has several households may
    look at the next one.
    """
    asks, request = inquiry.memory.asks, inquiry.request
    if asks is Asks.HOUSEHOLD and inquiry.memory.data["intent"] == request.intent:
        return not INTENTS[request.intent].acts
    if asks is Asks.GOODS:
        return request.intent in (*_NO_ANSWER, Intent.GOODS)
    return asks is not Asks.NOTHING and request.intent in _NO_ANSWER


def _still_waiting(inquiry: Inquiry) -> Memory | None:
    """The claim of before that waits while something else is looked up or done."""
    memory, request = inquiry.memory, inquiry.request
    waiting = replace(memory, rest="", listed=None, below=None) if memory.asks is Asks.CLAIM else memory.below
    another = request.intent is Intent.CLAIM or (
        request.args.get("problem") == "deed" and "looked_up" not in request.args
    )
    given_up = request.intent is Intent.CANCEL and not request.args
    return None if another or given_up else waiting


def may_act(request: Request, body: str) -> bool:
    """Whether a text has to be carried out even where its reply is saved; a bare code of four digits is one.

    So is a wish to be called, and one not to be.
    """
    called = request.intent is Intent.CALLBACK or request.args.get("problem") == "no-call"
    return INTENTS[request.intent].acts or called or may_be_code(body)
