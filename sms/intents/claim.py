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
    arguments=_content,
    answer=of_household("申报 {} 献血", claim),
    signals={
        4: ("[要想求]加点?分(?!项|标准|规则|吗)",),
        3: ("申报|上报|申请|shenbao",),
        2: ("参加了|献血了|捐了|捡了|打扫了",),
        1: ("献血|志愿|义务|好人好事|捐",),
    },
)
