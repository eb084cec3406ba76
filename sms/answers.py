"""What each request of a villager is answered with, within the transaction of its text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from domain.entries.vetoing import in_force
from domain.ledger.lapsing import left_over
from domain.ledger.rounds import ensure_current
from domain.model.errors import Refused
from domain.model.people import Household
from domain.model.standing import Standing
from domain.settlement.card import changes
from rules.find import find_items
from sms import claiming, mall, objecting, page
from sms.inquiry import Inquiry
from sms.replying import Reply, asked, refused
from sms.understanding import Intent, Request
from sms.wording import mall as replies_mall
from sms.wording import replies
from sms.wording import rules as replies_rules
from sms.wording.detail import DetailLine
from sms.wording.detail import detail as detail_reply

_LAST_CHANGES = 5


Figures = Callable[[Inquiry, Standing], Awaitable[Reply]]


async def answer(inquiry: Inquiry) -> Reply:
    """The reply. Nothing of the households is changed."""
    if inquiry.request.intent is Intent.OBJECTION and inquiry.request.args.get("entry"):
        return await objecting.object_to_entry(inquiry)
    if inquiry.request.intent is Intent.UNCLEAR:
        return asked(await _unclear(inquiry))
    figures = _FIGURES.get(inquiry.request.intent)
    if figures is None:
        return _WORDS[inquiry.request.intent](inquiry)
    try:
        standing = own_household(inquiry.standings, inquiry.request)
    except Refused as stop:
        reply = replies.refusal(stop, inquiry.standings, inquiry.town.units, inquiry.request.intent)
        return asked(reply) if stop.code == "which-household" else refused(reply)
    return await figures(inquiry, await _current(inquiry, standing))


def own_household(standings: Sequence[Standing], request: Request) -> Standing:
    """The household meant, by its code or its place. Raises Refused (which-household, not-your-household)."""
    code, place = request.args.get("household"), request.args.get("place")
    own = [
        standing
        for standing in standings
        if code in (None, standing.household.code) and place in (None, _place(standing.household))
    ]
    if not own:
        raise Refused("not-your-household", place=place if code is None else None)
    if len(own) > 1:
        raise Refused("which-household")
    return own[0]


def _place(household: Household) -> str:
    return f"{household.group}-{household.number}"


async def _current(inquiry: Inquiry, standing: Standing) -> Standing:
    """The standing in today's round, which is opened when nobody has done so yet."""
    round_ = standing.current_round
    if round_ is not None and inquiry.now.date() in round_.period:
        return standing
    await ensure_current(inquiry.store, inquiry.town, standing.household.unit, inquiry.now)
    return await inquiry.store.standings.of_household(standing.household, inquiry.now.year)


async def _balance(inquiry: Inquiry, standing: Standing) -> Reply:
    policy = inquiry.town.current(standing.household.unit).book.policy
    left = await left_over(inquiry.store, policy, standing.household, inquiry.now)
    return Reply(replies.balance(standing, left))


async def _rank(inquiry: Inquiry, standing: Standing) -> Reply:
    missing = await inquiry.store.standings.next_above(standing)
    return Reply(replies.rank(standing, inquiry.town.units[standing.household.unit], missing))


async def _detail(inquiry: Inquiry, standing: Standing) -> Reply:
    store, lines = inquiry.store, []
    for change in await changes(store, standing.household, _LAST_CHANGES):
        book = await store.rounds.book((await store.rounds.by_id(change.entry.round_id)).book_hash)
        lines.append(DetailLine(change, book, await in_force(store, book, change.entry)))
    return Reply(detail_reply(standing.household, lines, inquiry.now.date()))


def _rules(inquiry: Inquiry) -> Reply:
    """By the book of the household named, else of the first: a phone's households are of one village, nearly always."""
    named = inquiry.request.args.get("household")
    own = [standing.household for standing in inquiry.standings]
    unit = next((household.unit for household in own if household.code == named), own[0].unit)
    book = inquiry.town.current(unit).book
    word = inquiry.request.args.get("item")
    if not word:
        return Reply(replies_rules.brief(book))
    found = find_items(book, str(word))
    about = replies_rules.about(book, found)
    return Reply(about) if len(found) == 1 else asked(about) if found else refused(about)


async def _unclear(inquiry: Inquiry) -> str:
    """The closest choices. Who seems to talk about opting out is told how it stands, and nothing is changed."""
    args = inquiry.request.args
    said = args.get("choices")
    choices = [Intent(choice) for choice in said] if isinstance(said, list) else []
    if args.get("problem") == "bad-quantity":
        return replies_mall.BAD_QUANTITY
    if choices[:1] == [Intent.OPTOUT]:
        return replies.whether_out(choices, out=await inquiry.store.optouts.has(inquiry.phone))
    return replies.unclear(choices)


def _fixed(text: str) -> Callable[[Inquiry], Reply]:
    return lambda _: Reply(text)


_FIGURES: dict[Intent, Figures] = {
    Intent.BALANCE: _balance,
    Intent.DETAIL: _detail,
    Intent.RANK: _rank,
    Intent.CLAIM: claiming.claim,
    Intent.OBJECTION: objecting.which_entry,
    Intent.GOODS: mall.goods,
    Intent.REDEEM: mall.order,
    Intent.PAGE: page.page,
}
"""Requests about one household."""

_WORDS: dict[Intent, Callable[[Inquiry], Reply]] = {
    Intent.RULES: _rules,
    Intent.HELP: _fixed(replies.HELP),
    Intent.OPTOUT: _fixed(replies.OPTED_OUT),
    Intent.OPTIN: _fixed(replies.OPTED_IN),
}
"""Requests that need no figures."""
