"""The rank in the village, and the distance to the next."""

from __future__ import annotations

from sms.figures import rank
from sms.intent import TextIntent, nothing
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
    arguments=nothing,
    answer=of_household("排名 {}", rank),
    words="""
        3 三 排名 积分排名 查排名 排名查询 查询排名 排行 排行榜 积分排行 积分榜 名次 第几 第几名 几名 pm
        cpm phb paiming paihang mingci rank
    """,
    signals={
        4: ("[差比].{0,4}[上下前后]一?(?:名|家|户|位)",),
        3: (
            "排(?:名|行)?.{0,4}第?(?:几|多少)|第几|排老?几|前面.{0,4}几|谁.{0,4}(?:第一|最高|最多)|第一.{0,3}谁|差.{0,4}名|(?:进|到|在)前[0-9一二三五十百]|[上下前后]一?(?:名|家|户|位).{0,4}(?:差|少|多|高|低).{0,3}分",
        ),
        2: ("排名|排行|名次|位次|几名|前[三五十]名|第一名",),
        1: ("排",),
    },
)
