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
    arguments=_item,
    answer=rules,
    words="""
        5 五 规则 积分规则 细则 积分细则 规则查询 查规则 标准 评分标准 打分标准 加分 加分项 加分标准
        扣分标准 扣分规则 村规 规定 gz guize xize jfgz rules
    """,
    signals={
        4: (
            r"^(?:做|捐|献|捡|参加|扫)[^我家查看]{1,8}(?:几|多少)个?分\W*$",
            "(?:捡|捐|献|扫|帮|还|做|参加|救|种|当).{1,8}(?:给|加|算|得|有|奖)(?:几|多少)个?分",
            "(?:当|做|养|参加|捐).{1,6}有(?:几|多少)分|一[次回天](?:有|给|加)?(?:几|多少)分",
        ),
        3: (
            "怎么(?:多|少)拿分|什么.{0,5}有分|[加扣]分的?有哪些|会(?:怎么样?)[加扣]积?分",
            "怎么(?:样|才|能|可以|会|要|多|快|少)*(?:加|得|赚|挣|攒|拿|获得|扣|评|打|算|计|记)积?分",
            "(?:(?<!为)什么|哪些).{0,5}[加扣得算]积?分",
            "[加扣算计值得](?:多少|几)|积分是?怎么[来得算加扣]|[加扣]不[加扣](?!了)|怎么样.{0,2}算|算不算",
            r"^(?!.*(?:为什么|怎么)).*[加扣算]分(?=[吗么呢?]|不\W*$)|(?:能|可以|会)不?会?[加扣]分",
            r"^(?!.*(?:我家|家里|还有|我们)).{2,10}(?:有|给|得|算)分(?:吗|么|没有?|不)\W*$",
            "^(?!.*(?:我家|我们|了)).*[要会得被]扣分?(?:吗|么|不|\\?)\\W*$",
            "怎么.{0,4}否决|否决.{0,4}(?:什么|怎么|哪)|[评打]分是?怎么",
            "(?:how|ways?).{0,10}(?:earn|gain|get|lose).{0,10}points?",
            "[加扣得]分的?(?:标准|规则|规定|项目?|办法|条件)",
        ),
        2: ("规则|规矩|细则|标准|办法|规定|政策|制度|村规|一票否决|加分(?!记录|明细|了)",),
    },
)
