"""The household's answer to what the village asks of it: whether it may be named as a model."""

from __future__ import annotations

from dataclasses import dataclass

from domain.model.errors import Refused
from domain.publicity.models import answer
from sms.inquiry import Inquiry
from sms.intent import Args, TextIntent
from sms.mall import pending_code
from sms.replying import Reply, asked, refused
from sms.understanding.consents import read_consent
from sms.understanding.request import Intent
from sms.wording import publicity as wording


@dataclass(frozen=True, slots=True)
class Consent:
    """Yes or no, and to what number, if one was said."""

    number: int | None
    consents: bool


def _consent(args: Args) -> Consent:
    number = args.get("number")
    return Consent(int(str(number)) if number else None, args.get("consents") is True)


async def _answered(inquiry: Inquiry, consent: Consent) -> Reply:
    """Its number says of which of the phone's households it is; the unit's group hears of the answer."""
    own = [standing.household for standing in inquiry.standings]
    if consent.number is None:
        if consent.consents and (reminded := await pending_code(inquiry)):
            return reminded
        waiting = [one for home in own for one in await inquiry.store.announcements.asked_of(home.id)]
        return asked(wording.which(waiting)) if waiting else refused(wording.which(waiting))
    done = await answer(inquiry.work(own[0]), own, consent.number, consents=consent.consents)
    if isinstance(done, Refused):
        return refused(wording.refusal(done))
    model, became = done
    chat = await inquiry.store.listeners.address_of(model.unit)
    await inquiry.store.post.post(inquiry.news.consent(chat, model, became), inquiry.now)
    return Reply(wording.answered(model.number, became))


INTENT = TextIntent(
    name=Intent.CONSENT,
    acts=True,
    read=read_consent,
    arguments=_consent,
    answer=_answered,
)
