"""Points: round, year, spendable, rank."""

from __future__ import annotations

from sms.figures import balance
from sms.intent import Args, TextIntent
from sms.own import of_household
from sms.understanding.fragments import HOW_MANY
from sms.understanding.request import Intent

_NOT_POINTS = (
    "明细|记录|详情|清单|流水|变|排|榜|名次|第几|规则|细则|标准|办法|制度|政策|兑|换|商|超市|物品|礼品|奖品|制"
    "|怎么|能|可|有什么用|够|是什么|什么意思|扣|少|低|没"
)
"""After 积分: the text is about something else."""


def _period(args: Args) -> str | None:
    period = args.get("period")
    return None if period is None else str(period)


INTENT = TextIntent(
    name=Intent.BALANCE,
    digit="1",
    help="积分",
    offer="查积分回1",
    sounds="jifen chafen duoshaofen",
    of_a_household=True,
    arguments=_period,
    answer=of_household("积分 {}", balance),
    words="""
        1 一 积分 查分 查积分 分数 查分数 得分 总分 查询 积分查询 查询积分 查询分数 余额 几分 多少分
        多少积分 我的积分 我家积分 分 查 可用积分 剩余积分 积分余额 查一下 家庭积分 jf cf cjf cx jifen
        chafen chajifen fenshu balance points
        point mypoints mybalance checkpoints checkmypoints score myscore howmanypoints
    """,
    signals={
        4: (
            "月我?们?家?得(?:多少|几)",
            "(?:月|季度|年)份?我?们?家里?(?:总共|一共)?(?:得|有|是|拿)了?(?:多少|几)个?积?分",
            "(?:月|今年|季度|现在)(?:份|里)?(?:得|有|是)了?(?:多少|几)个?积?分",
        ),
        3: (
            "(?:有|剩|余|得|攒|存)[下了]?(?:多少|几)个?积?分(?!能|可以)",
            "(?:how (?:many|much)|check|show|what).{0,16}(?:points?|score|balance)|my (?:points?|score|balance)",
            f"家.{{0,3}}{HOW_MANY}",
            "(?:可以|能|可)[花用]的(?!东西|地方)",
            "^(?!.*怎么).*(?:我|家).{0,6}满分|^(?:现在|我家|今年|本月)(?:是|有)?什么分$|^(?:本|这个?|当|上个?)月的?分$",
            "[剩余][下了]?(?:多少|几)",
            "(?:攒|存|得|剩)[下了到]*多少|分还?有(?:没有|吗)",
            "积分(?:还)?[有剩是]?多少(?!分?(?:能|可以|才|换|兑))",
        ),
        2: (
            f"积分(?!的?(?:{_NOT_POINTS}))",
            r"[看查问][看查问一下]*分\W*$",
            "查分|分数(?!变)|得分(?!标准)|总分|余额|的分$",
            "(?<![要加扣算计值])(?:几|多少)个?分(?!能|可以|才|换|兑)",
        ),
        1: ("积分|查一?[查下]?|还有多少",),
    },
)
