"""The last changes, with their numbers and reasons."""

from __future__ import annotations

from sms.figures import detail
from sms.intent import TextIntent, nothing
from sms.own import of_household
from sms.understanding.request import Intent

INTENT = TextIntent(
    name=Intent.DETAIL,
    digit="2",
    help="明细",
    offer="看明细回2",
    sounds="mingxi koufen kouwofen weishenmekou",
    beside=Intent.BALANCE,
    of_a_household=True,
    arguments=nothing,
    answer=of_household("明细 {}", detail),
    words="""
        2 二 明细 积分明细 明细查询 查明细 查询明细 详情 详细 清单 记录 积分记录 流水 扣分 扣分明细
        扣分记录 加分记录 加减分 变动 mx jfmx cmx mingxi detail details
    """,
    signals={
        4: (
            "(?:[0-9一二两三四五六七八九十几]|那|这)个?分.{0,4}(?:怎么[来加扣得]|哪里?来|什么时候|为什么|谁|哪[天次])",
            r"什么[^,，]{0,2}[加扣]的|^#\d+[号条]?是?什么|(?:我家|我们).{0,6}什么.{0,4}扣分",
            "[加扣]了?过?(?:几|多少)次|[0-9一二两三四五]个?分.{0,2}[给加扣]了?(?:没有?|吗)",
            r"\d号?(?:那条)?是?(?:什么|怎么).{0,4}[扣加]",
        ),
        3: (
            "为什么.{0,8}[扣少减低没多加]",
            "怎么.{0,6}(?<!多)(?<!多么)(?:少(?!分)|掉|低)|怎么.{0,3}(?:少了|变少|没加|没有加|没涨|被扣|扣我)",
            "(?:扣|减|(?<!参)加)了|扣我|又扣|被扣|扣的|[扣加]在",
            "分.{0,3}怎么.{0,3}没",
            "[加扣]分了(?:没有?|吗)",
            "谁.{0,4}[扣记打]|哪(?!些)里?.{0,4}扣|什么时候.{0,4}扣",
            "[扣加]分?(?:原因|记录|明细|情况|详情|理由)|[少多]了.{0,4}分|分数?.{0,2}[少低]了",
            "(?:why|when).{0,16}(?:points?|score)|(?:lost|lose|deduct).{0,8}points?",
        ),
        2: ("明细|详情|详细|清单|流水|记录|变动|变化|账单|历史|扣分(?!标准|规则|规定|项|办法)",),
        1: ("扣|为什么",),
    },
)
