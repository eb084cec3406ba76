"""The rank in the village, and the distance to the next."""

from __future__ import annotations

from sms.figures import rank
from sms.intent import TextIntent, period_said
from sms.own import of_household
from sms.understanding.request import Intent

INTENT = TextIntent(
    name=Intent.RANK,
    digit="3",
    help="排名",
    offer="看排名回3",
    sounds="paiming paihang dijiming paidiji",
    beside=Intent.BALANCE,
    of_a_household=True,
    concepts="rank",
    arguments=period_said,
    answer=of_household("排名 {}", rank),
    words="""
        3 三 排名 积分排名 查排名 排名查询 查询排名 排行 排行榜 积分排行 积分榜 名次 第几 第几名 几名 pm
        cpm phb paiming paihang mingci rank
    """,
)
