"""Not clear: the closest choices. Who seems to talk about opting out is told how it stands, and nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sms import intents
from sms.calling import decline_call
from sms.cancelling import WHATEVER, cancel
from sms.claiming import whether_deed
from sms.inquiry import Inquiry
from sms.intent import Args, TextIntent
from sms.mall import pending_code
from sms.memory import Asks, Memory
from sms.objecting import WantedObjection, ask_reason, object_to_entry
from sms.replying import Reply, asked, refused
from sms.understanding.agreeing import agrees, declines
from sms.understanding.grammar import free_words
from sms.understanding.orders import asks_for_code
from sms.understanding.request import Intent
from sms.wording import mall as wording
from sms.wording import replies, topics
from text.normalise import normalise


@dataclass(frozen=True, slots=True)
class Unclear:
    """What it may have been, the closest first; ``problem``: what could not be read, where that is known.

    ``content``: the words that may be a claim of ``household``, or the reason of an objection to ``entry``.
    ``looked_up``: a day that may be that of this claim, or of changes to be listed.
    """

    choices: Sequence[Intent]
    problem: str | None
    content: str
    entry: int
    household: object
    looked_up: str

    @property
    def named(self) -> Args:
        """The household that it names, if any."""
        return {} if self.household is None else {"household": self.household}


def _unclear(args: Args) -> Unclear:
    said, problem = args.get("choices"), args.get("problem")
    choices = [Intent(choice) for choice in said] if isinstance(said, list) else []
    return Unclear(
        choices,
        None if problem is None else str(problem),
        str(args.get("content") or ""),
        int(str(args.get("entry") or 0)),
        args.get("household"),
        str(args.get("looked_up") or ""),
    )


async def _ask(inquiry: Inquiry, unclear: Unclear) -> Reply:
    of_code = agrees(inquiry.said) or (inquiry.memory.asks is Asks.CODE and asks_for_code(normalise(inquiry.said)))
    if of_code and (reminded := await pending_code(inquiry)):
        return reminded
    if unclear.problem is not None:
        return await _told(inquiry, unclear, unclear.problem)
    if declines(inquiry.said) and (reminded := await pending_code(inquiry)):
        return await cancel(inquiry, WHATEVER) if inquiry.memory.asks is Asks.CODE else reminded
    return asked(replies.unclear(intents.offers(unclear.choices)), _offered(unclear.choices[0]))


async def _told(inquiry: Inquiry, unclear: Unclear, problem: str) -> Reply:
    """What is known of a text is asked about by its own question, or answered by its own sentence."""
    if problem == "deed":
        return await whether_deed(inquiry, unclear.content, unclear.named, unclear.looked_up)
    if problem == "optout":
        out = await inquiry.store.optouts.has(inquiry.phone)
        return asked(replies.whether_out(intents.offers(unclear.choices), out=out))
    if problem == "no-call":
        return await decline_call(inquiry)
    if problem == "reason":
        return await ask_reason(inquiry, unclear.entry, unclear.content)
    if problem == "disputed":
        return await _ask_which_entry(inquiry, unclear.content or free_words(normalise(inquiry.said)))
    return asked(wording.BAD_QUANTITY) if problem == "bad-quantity" else _answered(problem)


async def _ask_which_entry(inquiry: Inquiry, content: str) -> Reply:
    """What is wrong is kept with the request: who has several households says first whose it is."""
    request = replace(inquiry.request, args={**inquiry.request.args, "content": content})
    return await object_to_entry(replace(inquiry, request=request), WantedObjection(None, content, sure=False))


def _offered(first: Intent) -> Memory | None:
    """What the next text may complete."""
    return Memory(Asks.OFFERED, {"intent": first}) if first in (Intent.CLAIM, Intent.OBJECTION) else None


def _answered(problem: str) -> Reply:
    """Courtesies are taken as such; what no text can do is refused; what can be done is told how."""
    said = topics.TOPICS[problem]
    if problem in ("thanks", "greeting"):
        return Reply(said)
    if problem in (Intent.CLAIM, Intent.OBJECTION):
        return asked(said, _offered(Intent(problem)))
    return refused(said) if problem == "cannot-score" else asked(said)


INTENT = TextIntent(name=Intent.UNCLEAR, arguments=_unclear, answer=_ask)
