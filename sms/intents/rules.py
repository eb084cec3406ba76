"""The rules in brief, or one item of them."""

from __future__ import annotations

from sms.figures import rules
from sms.intent import Args, TextIntent
from sms.understanding.request import Intent


def _item(args: Args) -> str | None:
    item = args.get("item")
    return None if item is None else str(item)


INTENT = TextIntent(
    name=Intent.RULES,
    digit="5",
    help="规则",
    offer="看规则回5",
    sounds="guize jiafen",
    concepts="rule item",
    arguments=_item,
    answer=rules,
    words="""
        5 五 规则 积分规则 细则 积分细则 规则查询 查规则 标准 评分标准 打分标准 加分 加分项 加分标准
        扣分标准 扣分规则 村规 规定 gz guize xize jfgz rules
    """,
)
