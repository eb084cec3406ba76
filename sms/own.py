"""Which of the phone's households a text means, and its standing of today."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from typing import TypeVar

from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.model.message import Handled
from domain.model.people import Household
from domain.model.standing import Standing
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.replying import Reply, asked, refused
from sms.understanding.given_names import calls, may_call
from sms.understanding.numbers import is_number_of
from sms.understanding.others import is_called
from sms.understanding.request import Args, Intent
from sms.wording import replies

A = TypeVar("A")


def of_household(
    example: str, handler: Callable[[Inquiry, Standing, A], Awaitable[Reply]]
) -> Callable[[Inquiry, A], Awaitable[Reply]]:
    """Answers for one household of the phone, or asks which. ``example``: how a text names it, ``{}`` its code."""

    async def answer(inquiry: Inquiry, arguments: A) -> Reply:
        try:
            called = await _called(inquiry)
            standing = _own_household(inquiry, called)
        except Refused as stop:
            return refused(replies.refusal(stop)) if stop.code != "which-household" else _which(inquiry, example)
        reply = await handler(inquiry, await _current(inquiry, standing), arguments)
        of_another = called is not None and not called and reply.handled is Handled.DONE
        return replace(reply, text=f"{replies.ONLY_OWN}{reply.text}") if of_another else reply

    return answer


def _which(inquiry: Inquiry, example: str) -> Reply:
    own, request = [standing.household for standing in inquiry.standings], inquiry.request
    said, listed = replies.which_household(own, inquiry.town.units, example)
    wanted = Memory(Asks.HOUSEHOLD, {"intent": request.intent.value, "args": dict(request.args)})
    return asked(said, wanted, listed)


async def _called(inquiry: Inquiry) -> Collection[int] | None:
    """Which of the phone's households a word that may be a name calls by their heads; None where there is no such word.

    How our own texts are signed (【张堰积分】) calls nobody. Raises Refused (not-your-household) where it calls another
    head of their villages, and none of them as well.
    """
    given = str(inquiry.request.args.get("given", ""))
    own = [standing.household for standing in inquiry.standings]
    units = {one.unit for one in own}
    if not given or any(given in inquiry.town.current(unit).book.policy.signature for unit in units):
        return None
    heads = {head for unit in units for head in await inquiry.store.roster.heads(unit)}
    for is_so_called in (calls, may_call):
        if found := {one.id for one in own if is_so_called(given, one.head)}:
            return found
        if any(is_so_called(given, head) for head in heads):
            raise Refused("not-your-household", other=True)
    return ()


def _own_household(inquiry: Inquiry, called: Collection[int] | None) -> Standing:
    """The household meant, by its code, place, head or number, or of those that are ``called`` so.

    Raises Refused (which-household, not-your-household).
    """
    request = inquiry.request
    own = [standing for standing in inquiry.standings if _is_meant(standing.household, request.args, inquiry.phone)]
    own = [standing for standing in own if not called or standing.household.id in called]
    if not own:
        code, place, person, number = (request.args.get(name) for name in _NAMED_BY)
        raise Refused(
            "not-your-household",
            place=place if code is None else None,
            number=number,
            other=person is not None,
            claimed=request.intent is Intent.CLAIM,
        )
    if len(own) > 1:
        raise Refused("which-household")
    return own[0]


_NAMED_BY = ("household", "place", "person", "whose")


def _is_meant(household: Household, args: Args, phone: str) -> bool:
    """Whether whatever a text from this phone names a household by can be said of this one."""
    code, place, person, number = (args.get(name) for name in _NAMED_BY)
    return (
        code in (None, household.code)
        and place in (None, _place(household))
        and (person is None or is_called(str(person), household.head))
        and (number is None or is_number_of(str(number), household.code, household.number, phone))
    )


def _place(household: Household) -> str:
    return f"{household.group}-{household.number}"


async def _current(inquiry: Inquiry, standing: Standing) -> Standing:
    """The standing in today's round, which is opened when nobody has done so yet."""
    round_ = standing.current_round
    if round_ is not None and inquiry.now.date() in round_.period:
        return standing
    await ensure_current(inquiry.store, inquiry.town, standing.household.unit, inquiry.now)
    return await inquiry.store.standings.of_household(standing.household, inquiry.now.year)
