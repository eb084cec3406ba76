"""Points: round, year, spendable, rank."""

from __future__ import annotations

from sms.figures import balance
from sms.intent import TextIntent, period_said
from sms.own import of_household
from sms.understanding.request import Intent

INTENT = TextIntent(
    name=Intent.BALANCE,
    digit="1",
    help="积分",
    offer="查积分回1",
    sounds="jifen chafen duoshaofen",
    of_a_household=True,
    concepts="points",
    arguments=period_said,
    answer=of_household("积分 {}", balance),
    words="""
        1 一 积分 查分 查积分 分数 查分数 得分 总分 查询 积分查询 查询积分 查询分数 余额 几分 多少分
        多少积分 我的积分 我家积分 分 查 可用积分 剩余积分 积分余额 查一下 家庭积分 jf cf cjf cx jifen
        chafen chajifen fenshu balance points
        point mypoints mybalance checkpoints checkmypoints score myscore howmanypoints
    """,
)
