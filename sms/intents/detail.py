"""The last changes, with their numbers and reasons."""

from __future__ import annotations

from sms.figures import detail
from sms.intent import TextIntent, period_said
from sms.own import of_household
from sms.understanding.request import Intent

INTENT = TextIntent(
    name=Intent.DETAIL,
    digit="2",
    help="明细",
    offer="看明细回2",
    sounds="mingxi koufen koule kouwofen weishenmekou",
    beside=Intent.BALANCE,
    of_a_household=True,
    concepts="detail less more change",
    arguments=period_said,
    answer=of_household("明细 {}", detail),
    words="""
        2 二 明细 积分明细 明细查询 查明细 查询明细 详情 详细 清单 记录 积分记录 流水 扣分 扣分明细
        扣分记录 加分记录 加减分 变动 mx jfmx cmx mingxi detail details
    """,
)
