"""What is answered to questions: figures of a household, and the rules."""

from __future__ import annotations

from datetime import date, timedelta

from domain.entries.vetoing import in_force
from domain.ledger.lapsing import left_over
from domain.model.calendar import Period
from domain.model.rulebook import Item, Rulebook, Veto
from domain.model.standing import Standing
from domain.settlement.card import changes
from rules.described import described
from rules.find import find_items
from sms.inquiry import Inquiry
from sms.memory import Asks, Memory
from sms.past import past_points, period_named
from sms.replying import Reply, asked, refused
from sms.understanding.household import slashed_place
from sms.understanding.request import Intent
from sms.wording import replies
from sms.wording import rules as replies_rules
from sms.wording.detail import DetailLine
from sms.wording.detail import detail as detail_reply
from sms.wording.past import no_changes
from text.days import find_day
from text.deed_day import doubtful_day
from text.periods import year_of

_LAST_CHANGES = 20
_CHANGES_OF_A_TIME = 200
"""So many of the last are looked through for those of a day, a month, a quarter or a year."""
_VETOES = ("一票否决", "否决", "一票否决项")


async def balance(inquiry: Inquiry, standing: Standing, period: str | None) -> Reply:
    """Points: round, year, spendable, rank, and what is left of last year; or those of a month, quarter or year."""
    if period is not None and not _is_own_place(period, standing):
        return await past_points(inquiry, standing, period)
    policy = inquiry.town.current(standing.household.unit).book.policy
    left = await left_over(inquiry.store, policy, standing.household, inquiry.now)
    return Reply(replies.balance(standing, left))


async def rank(inquiry: Inquiry, standing: Standing, said: str | None) -> Reply:
    """The rank of this year in the village, and the distance to the next; that of no other time is told."""
    missing = await inquiry.store.standings.next_above(standing)
    today = inquiry.sent.date()
    is_now = said is None or _is_own_place(said, standing) or _is_of_today(said, today, inquiry.now.year)
    unit = inquiry.town.units[standing.household.unit]
    return Reply(replies.rank(standing, unit, missing, None if is_now else said))


def _is_of_today(said: str, today: date, year: int) -> bool:
    return year_of(said, today) == year or find_day(said, today) == today


def _is_own_place(said: str, standing: Standing) -> bool:
    """Whether words that may be a day are the household's own place: 3/1."""
    return slashed_place(said) == f"{standing.household.group}-{standing.household.number}"


async def detail(inquiry: Inquiry, standing: Standing, said: str | None) -> Reply:
    """The last changes, or those of a time, with their numbers and reasons; a number with what is wrong about it is
    an objection.
    """
    store, household = inquiry.store, standing.household
    said = None if said and _is_own_place(said, standing) else said
    time = None if said is None else _time(said, inquiry.sent.date())
    if said is not None and time is None:
        return asked(no_changes(said))
    looked_at = _LAST_CHANGES if time is None else _CHANGES_OF_A_TIME
    last = await changes(store, household, looked_at + 1)
    within = [change for change in last[:looked_at] if time is None or change.entry.day in time]
    lines = [
        DetailLine(change, change.book, await in_force(store, change.book, change.entry))
        for change in within[:_LAST_CHANGES]
    ]
    older = len(within) > _LAST_CHANGES or len(last) > looked_at
    head, listed = detail_reply(household, lines, inquiry.now.date(), time, older=older)
    offered = Memory(Asks.OFFERED, {"intent": Intent.OBJECTION, "only_listed": True})
    return Reply(head, asks=offered if lines else Memory(data={"only_listed": True}), listed=listed)


def _time(said: str, today: date) -> Period | None:
    """A month, a quarter, a year or a day."""
    if period := period_named(said, today):
        return period
    day = None if doubtful_day(said, today) else find_day(said, today)
    return None if day is None else Period(day.isoformat(), day, day + timedelta(days=1))


def _told_of(book: Rulebook, words: str) -> list[Item | Veto]:
    """What everyday words tell of that name nothing of the book: 扫雪, but not the 奖 of 奖励."""
    return [one for one in described(book, words) if any(len(word) > 1 and word in words for word in one.spoken)]


async def rules(inquiry: Inquiry, word: str | None) -> Reply:
    """By the book of the household named, else of the first: a phone's households are of one village, nearly always."""
    named = inquiry.request.args.get("household")
    own = [standing.household for standing in inquiry.standings]
    unit = next((household.unit for household in own if household.code == named), own[0].unit)
    book = inquiry.town.current(unit).book
    if not word:
        return Reply(replies_rules.brief(book))
    if word in _VETOES:
        return Reply(replies_rules.vetoes(book))
    found = find_items(book, word) or _told_of(book, word)
    if len(found) < 2:  # noqa: PLR2004 - one is told, none is not known
        return Reply(replies_rules.item(found[0])) if found else refused(replies_rules.unknown(book))
    question, names, listed = replies_rules.which(found)
    return asked(question, Memory(Asks.ITEM, {"names": names}), listed)
