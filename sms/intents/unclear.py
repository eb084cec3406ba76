"""Not clear: the closest choices. Who seems to talk about opting out is told how it stands, and nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sms import intents
from sms.inquiry import Inquiry
from sms.intent import Args, TextIntent
from sms.mall import pending_code
from sms.replying import Reply, asked, refused
from sms.understanding.agreeing import agrees
from sms.understanding.request import Intent
from sms.wording import mall as wording
from sms.wording import replies, topics


@dataclass(frozen=True, slots=True)
class Unclear:
    """What it may have been, the closest first; ``problem``: what could not be read, where that is known."""

    choices: Sequence[Intent]
    problem: str | None


def _unclear(args: Args) -> Unclear:
    said, problem = args.get("choices"), args.get("problem")
    choices = [Intent(choice) for choice in said] if isinstance(said, list) else []
    return Unclear(choices, None if problem is None else str(problem))


async def _ask(inquiry: Inquiry, unclear: Unclear) -> Reply:
    if agrees(inquiry.said) and (reminded := await pending_code(inquiry)):
        return reminded
    if unclear.problem == "bad-quantity":
        return asked(wording.BAD_QUANTITY)
    if unclear.problem in topics.TOPICS:
        return _answered(unclear.problem)
    if unclear.choices[:1] == [Intent.OPTOUT]:
        out = await inquiry.store.optouts.has(inquiry.phone)
        return asked(replies.whether_out(intents.offers(unclear.choices), out=out))
    return asked(replies.unclear(intents.offers(unclear.choices)))


def _answered(problem: str) -> Reply:
    """Courtesies are taken as such; what no text can do is refused; what can be done is told how."""
    said = topics.TOPICS[problem]
    if problem in ("thanks", "greeting"):
        return Reply(said)
    return refused(said) if problem == "cannot-score" else asked(said)


INTENT = TextIntent(name=Intent.UNCLEAR, arguments=_unclear, answer=_ask)
