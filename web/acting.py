"""What a household does by a form: claims, objects, withdraws. The same use cases as by text, once for each form."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from domain.cases.claims import ClaimForm, claimed_items, file
from domain.cases.objecting import object_to
from domain.cases.withdrawing import Withdrawal, withdraw
from domain.ledger.rounds import book_of_day
from domain.model.entry import Source
from domain.model.errors import Refused
from domain.model.message import Handled
from domain.model.page_link import FormResult
from domain.model.people import Household
from domain.model.photo import Part, PhotoState
from domain.work import Work
from rules.suggest import one_merit
from text.days import find_day, without_days
from text.deed_day import doubtful_day
from web import wording
from web.forms import PostedForm
from web.site import Site

MOST_IN_CLAIM = 300
MOST_IN_OBJECTION = 200
"""Characters that a form takes."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A form of a household's page. ``phone`` gets the answer, ``photo`` is clean and lies in the folder."""

    site: Site
    work: Work
    household: Household
    phone: str | None
    form: PostedForm
    photo: bytes | None = None


async def claim(submission: Submission) -> FormResult:
    """File a claim and tell the unit's group; nothing is scored."""
    work, today, content = submission.work, submission.work.today, submission.form["content"]
    if len(content) > MOST_IN_CLAIM:
        return FormResult(Handled.ASKED, wording.too_long(len(content), MOST_IN_CLAIM))
    words = without_days(content, today)
    if not any(map(str.isalpha, words)):
        return FormResult(Handled.ASKED, wording.NO_WORDS)
    if doubt := doubtful_day(content, today):
        asks = wording.which_day(doubt) if isinstance(doubt, str) else wording.which_of_days(*doubt)
        return FormResult(Handled.ASKED, asks)
    day = find_day(content, today)
    item = one_merit(await book_of_day(work.store, work.town, work.unit, day or today), words)
    claimed = ClaimForm(
        household=submission.household,
        content=content,
        day=day,
        item=item.code if item else None,
        source=Source.SMS,
        key=f"page:{work.key}",
        phone=submission.phone,
        evidence_id=await _keep(submission),
    )
    filed = await file(work, None, claimed)
    if claimed.evidence_id is not None and (isinstance(filed, Refused) or filed.photo == "too-many"):
        await work.store.evidence.discard_unused(claimed.evidence_id, work.now)
    if isinstance(filed, Refused):
        return FormResult(Handled.REFUSED, wording.refusal(filed))
    if filed.new or filed.photo == "added":
        chat = await work.store.listeners.address_of(work.unit)
        news, items = submission.site.news, await claimed_items(work.store, work.town, [filed.claim])
        told = news.claim if filed.new else news.claim_photo
        await work.store.post.post(told(chat, filed.claim, items), work.now)
    return FormResult(Handled.DONE, wording.filed(filed.claim) if filed.new else wording.known(filed))


async def object_(submission: Submission) -> FormResult:
    """Open a case about an own entry and tell the unit's group; nothing is scored."""
    work, reason = submission.work, submission.form["reason"]
    if len(reason) > MOST_IN_OBJECTION:
        return FormResult(Handled.ASKED, wording.too_long(len(reason), MOST_IN_OBJECTION))
    if not any(map(str.isalpha, reason)):
        return FormResult(Handled.ASKED, wording.NO_REASON)
    number = submission.form["entry"]
    if not _is_number(number):
        return FormResult(Handled.REFUSED, wording.refusal(Refused("no-entry")))
    case = await object_to(work, [submission.household], int(number), reason, submission.phone)
    if isinstance(case, Refused):
        return FormResult(Handled.REFUSED, wording.refusal(case))
    chat = await work.store.listeners.address_of(work.unit)
    await work.store.post.post(submission.site.news.objection(chat, case), work.now)
    return FormResult(Handled.DONE, wording.opened(case))


async def withdraw_(submission: Submission) -> FormResult:
    """Withdraw an own claim or objection and tell the unit's group."""
    work, number, kind = submission.work, submission.form["number"], submission.form["kind"]
    if kind not in ("claim", "objection") or not _is_number(number):
        return FormResult(Handled.REFUSED, wording.refusal(Refused("no-case")))
    wanted = Withdrawal(int(number), "claim" if kind == "claim" else "objection")
    done = await withdraw(work, [submission.household], wanted)
    if isinstance(done, Refused):
        return FormResult(Handled.REFUSED, wording.refusal(done))
    chat = await work.store.listeners.address_of(work.unit)
    await work.store.post.post(submission.site.news.withdrawn(chat, done), work.now)
    return FormResult(Handled.DONE, wording.withdrawn(done))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12  # noqa: PLR2004 - more than there are of anything


async def _keep(submission: Submission) -> int | None:
    """The photo's number in the books, if there is a photo."""
    if submission.photo is None:
        return None
    digest, evidence = sha256(submission.photo).hexdigest(), submission.work.store.evidence
    number, fresh = await evidence.keep(Part(f"page:{digest}", ""), submission.work.now)
    if fresh:
        await evidence.settle(number, PhotoState.KEPT, digest, len(submission.photo))
    return number
