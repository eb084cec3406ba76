"""The household's own request for points, that people will review."""

from __future__ import annotations

from sms.claiming import claim
from sms.intent import Args, TextIntent
from sms.own import of_household
from sms.understanding.claims import read_claim
from sms.understanding.request import Intent


def _content(args: Args) -> str:
    return str(args.get("content") or "")


INTENT = TextIntent(
    name=Intent.CLAIM,
    help="申报发“申报 献血”",
    offer="申报发“申报 做的事”",
    sounds="shenbao",
    beside=Intent.RULES,
    acts=True,
    read=read_claim,
    concepts="claim",
    arguments=_content,
    answer=of_household("申报 {} 献血", claim),
)
