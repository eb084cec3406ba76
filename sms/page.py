"""A villager asks for the link to the household's own page."""

from __future__ import annotations

from domain.model.standing import Standing
from domain.pages.links import give_household
from domain.work import Work
from sms.inquiry import Inquiry
from sms.replying import Reply
from sms.wording import page as wording


async def page(inquiry: Inquiry, standing: Standing, _nothing: None) -> Reply:
    """A new link; the one before it of the same number ends."""
    household, token = standing.household, inquiry.codes.page()
    work = Work(inquiry.store, inquiry.town, household.unit, inquiry.now, inquiry.key)
    link = await give_household(work, household, inquiry.phone, token)
    said = wording.link(f"{inquiry.public_url}/h/{token}", link.until)
    return Reply(said, kept=wording.GIVEN)
