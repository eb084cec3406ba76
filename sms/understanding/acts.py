"""Texts that want something done, by the grammar of what is to be done."""

from __future__ import annotations

from sms.intents import INTENTS
from sms.understanding.claims import read_claim
from sms.understanding.learned import weights
from sms.understanding.orders import SIGNED_NUMBER
from sms.understanding.phrases import everyday, squeeze
from sms.understanding.request import Intent, Request
from sms.understanding.unclear import unclear

_DOUBT, _NO_CASE = 200, 800
"""By how much more a text must speak for nothing clear than for its case, to be asked about, and to be none."""
_CASE = 1000
"""By how much more words behind an entry's number must speak for its dispute, to be a reason that no grammar knows."""
_SHORTEST_REASON = 3
"""Characters of such words."""
_DOUBTED: dict[Intent, dict[str, object]] = {
    Intent.CLAIM: {"choices": [str(Intent.CLAIM), str(Intent.CALLBACK)], "problem": "deed"},
    Intent.OBJECTION: {"choices": [str(Intent.OBJECTION), str(Intent.DETAIL)], "problem": "reason"},
}
"""What is asked where a text may open a case that people look into."""
_GRAMMARS = tuple(intent.read for intent in reversed(INTENTS.values()) if intent.read)


def act(plain: str) -> Request | None:
    """Something to do, if that is beyond doubt: a case only where the weights do not speak against its grammar."""
    found = by_grammar(plain)
    if found is None:
        return None
    if found.args.get("problem") == "reason":
        stated = Request(Intent.OBJECTION, {name: found.args[name] for name in ("entry", "content")})
        weighs = len(squeeze(str(found.args["content"]))) >= _SHORTEST_REASON
        return stated if weighs and _against(stated) <= -_CASE else found
    if not is_case(found):
        return found
    against = _against(found)
    if against <= _DOUBT:
        return found
    return (
        Request(Intent.UNCLEAR, {**found.args, **_DOUBTED[found.intent]})
        if against < _NO_CASE
        else unclear([found.intent])
    )


def by_grammar(plain: str) -> Request | None:
    """The act that a normalised text is by the grammar of one."""
    return next(filter(None, (read(plain) for read in _GRAMMARS)), None)


def is_case(found: Request) -> bool:
    """Whether it opens a case that people look into, with words of its own."""
    about = found.intent is Intent.CLAIM or (found.intent is Intent.OBJECTION and found.args["entry"] is not None)
    return about and bool(found.args.get("content"))


def _against(case: Request) -> int:
    """By how much more its words speak for nothing clear than for a case."""
    sums = {meaning.intent: told for told, meaning in reversed(weights().ranked(as_a_case(case)))}
    return sums[Intent.UNCLEAR] - sums[case.intent]


def as_a_case(case: Request) -> str:
    """Its words as most write them."""
    keyword = "申报" if case.intent is Intent.CLAIM else "异议0"
    return squeeze(everyday(f"{keyword}{case.args['content']}"))


def signed_claim(plain: str) -> Request | None:
    """A claim in whose words the number stands as it was written."""
    claim = read_claim(plain)
    return claim if claim and SIGNED_NUMBER.search(str(claim.args["content"])) else None
