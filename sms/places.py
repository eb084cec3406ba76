"""The name of a phone's own village or town, and how its texts are signed, are nobody's: 秦望村积分, 张堰积分."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sms.inquiry import Inquiry
from sms.intents import INTENTS
from sms.understanding.engine import understand
from sms.understanding.others import is_called
from text.normalise import normalise

_KIND = re.compile("[村镇乡]$")
_SHORTEST = 2
_NAMED_BY = frozenset({"household", "place", "given", "whose"})


async def without_place(inquiry: Inquiry) -> Inquiry:
    """The inquiry as its text has it without such names, where one was read as a person's and no head is called so, or
    where nobody is named beside it. Behind 秦望家 it stays: somebody's home is meant.
    """
    request, said = inquiry.request, normalise(inquiry.said)
    person = _KIND.sub("", str(request.args.get("person", "")))
    places = [place for place in _places(inquiry, person) if place in said]
    named = bool(_NAMED_BY & request.args.keys()) or ("person" in request.args and person not in places)
    if not places or named or not INTENTS[request.intent].of_a_household or await _call_a_head(inquiry, places):
        return inquiry
    again = understand(re.sub(f"(?:{'|'.join(map(re.escape, places))})[村镇乡]?(?![家户屋])", " ", said))
    return replace(inquiry, request=again) if again.intent is request.intent else inquiry


def _units(inquiry: Inquiry) -> set[str]:
    return {standing.household.unit for standing in inquiry.standings}


def _places(inquiry: Inquiry, person: str) -> Sequence[str]:
    """What village and town are called without 村 and 镇, and the ``person`` where that is a part of the signature.

    Not the 李家 of 李家村: it may be a household.
    """
    books = {unit: inquiry.town.current(unit).book for unit in _units(inquiry)}
    names = [_KIND.sub("", name) for unit, book in books.items() for name in (inquiry.town.units[unit], book.town)]
    signed = any(person in book.policy.signature for book in books.values())
    wanted = (*names, *([person] if signed else []))
    return [name for name in wanted if len(name) >= _SHORTEST and not name.endswith("家")]


async def _call_a_head(inquiry: Inquiry, places: Sequence[str]) -> bool:
    heads = [head for unit in _units(inquiry) for head in await inquiry.store.roster.heads(unit)]
    return any(is_called(place, head) for place in places for head in heads)
