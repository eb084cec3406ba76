"""Models 先进典型: a household is named for what it did, only with its consent by text, which it may take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from domain.boundary import boundary
from domain.cases.wording import VillagerTexts
from domain.model.announcement import Announcement, NewAnnouncement
from domain.model.delivery import Draft, Queue
from domain.model.errors import Refused
from domain.model.people import Household, Officer, check_here, check_impartial, check_specialist
from domain.notices.addressing import HOUSEHOLD
from domain.notices.planning import sendable_from
from domain.publicity.announcing import check_words
from domain.work import Work

ANSWERED_WITHIN = timedelta(days=14)
"""Who has not answered by then is not named, and the officers hear of it."""

Answered = Literal["published", "declined", "withdrawn"]


@boundary
async def propose(
    work: Work, officer: Officer, household: Household, deeds: str, texts: VillagerTexts
) -> Announcement | Refused:
    """Ask a household by text whether it may be named for these deeds; nothing is public before it says so.

    Refused: specialist-only, own-household, kin-household, household-left, no-phone-to-ask, nothing-to-announce,
    announcement-too-long.
    """
    store = work.store
    check_specialist(officer, work.unit)
    check_here(household)
    check_impartial(officer, household, await store.roster.kin(household.id))
    phones = await store.roster.phones(household.id)
    if not phones:
        raise Refused("no-phone-to-ask", household=household)
    new = NewAnnouncement(work.unit, household, check_words(deeds), officer.id, work.now, work.key)
    model = await store.announcements.add(new)
    payload = {"body": texts.model_asked(model, work.policy.signature), HOUSEHOLD: household.id}
    due = sendable_from(work.policy, work.now)
    # Nobody asked for it: it is not urgent, so whoever takes no notices is not asked.
    asking = Draft(Queue.SMS, phones[0], payload, f"model:{model.number}", due, urgent=False)
    await store.post.post([asking], work.now)
    return model


@boundary
async def answer(
    work: Work, own: Sequence[Household], number: int, *, consents: bool
) -> tuple[Announcement, Answered] | Refused:
    """What one of the ``own`` households says to being named; no later than it is asked, but a no holds at any time.

    They are all still here. Refused: no-model (none of theirs has that number), not-asked (with its ``state``).
    """
    model = await work.store.announcements.get(number)
    if model is None or model.household is None or model.household.id not in {one.id for one in own}:
        raise Refused("no-model", number=number)
    change = work.store.announcements.change
    if consents and await change(number, "asked", "published", work.now):
        return model, "published"
    if not consents and await change(number, "asked", "declined", work.now):
        return model, "declined"
    if not consents and await change(number, "published", "withdrawn", work.now):
        return model, "withdrawn"
    now = await work.store.announcements.get(number) or model
    raise Refused("not-asked", number=number, state=now.state)


async def lapse(work: Work) -> Sequence[Announcement]:
    """Ask no longer what was not answered in time; these are the models of which the group is to hear."""
    waiting = await work.store.announcements.asked_before(work.unit, work.now - ANSWERED_WITHIN)
    change = work.store.announcements.change
    return [model for model in waiting if await change(model.number, "asked", "lapsed", work.now)]
