"""Callbacks 回电: a villager wishes to be called or visited, and an officer ticks it off (design part 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.boundary import boundary
from domain.cases.own_words import kept, kept_last
from domain.model.callback import Callback, NewCallback
from domain.model.errors import Refused
from domain.model.people import Household, Officer
from domain.work import Work

_A_DAY = timedelta(days=1)
_BETWEEN = "；"
_NO_NEED, _AFTER_ALL = "不用了：", "还是要人来"
"""Before what a household says that wants nobody any more, and what it says that then asks again without a word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An open wish. ``new``: the household had none; ``says_more``: the officers have not heard all of it yet."""

    callback: Callback
    new: bool
    says_more: bool


async def ask(work: Work, household: Household, phone: str, words: str) -> Asked:
    """Note that a household wishes to be called; one wish is open, however often it asks, at the number of the last.

    ``words``: what it says beside that, or "".
    """
    store, words = work.store, kept(words)
    # Two texts of one household at once are taken one after the other.
    await store.scores.lock(household.id, work.today)
    known = await store.callbacks.open_of_household(household.id)
    if known is None:
        wish = NewCallback(household, phone, words, work.now, work.today + _A_DAY, f"{work.key}:{household.id}")
        return Asked(await store.callbacks.add(wish), new=True, says_more=True)
    said = known.words.split(_BETWEEN)
    more = words if words not in said else ""
    if said[-1].startswith(_NO_NEED):
        more = words or _AFTER_ALL
    if not more and phone == known.phone:
        return Asked(known, new=False, says_more=False)
    return Asked(await _say_more(work, replace(known, phone=phone), more), new=False, says_more=True)


async def decline(work: Work, household: Household, words: str) -> Asked | None:
    """A household says that nobody need call or come: whoever looks after its open wish hears of it and ticks it off.

    A text alone takes no wish back, for its sender can be faked. None when the household has none.
    """
    await work.store.scores.lock(household.id, work.today)
    known = await work.store.callbacks.open_of_household(household.id)
    if known is None:
        return None
    more = f"{_NO_NEED}{kept(words)}"
    if known.words.endswith(more):
        return Asked(known, new=False, says_more=False)
    return Asked(await _say_more(work, known, more), new=False, says_more=True)


async def _say_more(work: Work, wish: Callback, words: str) -> Callback:
    changed = replace(wish, words=kept_last(_BETWEEN.join(filter(None, [wish.words, words]))))
    await work.store.callbacks.say_more(changed)
    return changed


@boundary
async def tick_off(work: Work, officer: Officer, number: int) -> Callback | Refused:
    """An officer has called or gone there. Refused: not-your-unit, no-callback, callback-done."""
    if not officer.serves(work.unit):
        raise Refused("not-your-unit")
    wish = await work.store.callbacks.get(number)
    if wish is None or wish.household.unit != work.unit:
        raise Refused("no-callback", callback=number)
    if not await work.store.callbacks.tick_off(number, officer, work.now):
        wish = await work.store.callbacks.get(number) or wish
        raise Refused("callback-done", callback=number, officer=wish.officer)
    return replace(wish, done=work.now, officer=officer.name)


async def neglected(work: Work) -> Sequence[Callback]:
    """Open wishes to bring up again now: each once a day from the day after it."""
    found = []
    for wish in await work.store.callbacks.open_of_unit(work.unit):
        days = (work.now - wish.asked) // _A_DAY
        if days and await work.store.jobs.claim("callback", f"{wish.number}:{days}", work.now):
            found.append(wish)
    return found
