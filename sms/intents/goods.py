"""What the household can afford, and the codes of what waits for it."""

from __future__ import annotations

from sms.intent import Args, TextIntent
from sms.mall import goods
from sms.own import of_household
from sms.understanding.fragments import GOODS, HOW_MANY, THINGS
from sms.understanding.request import Intent


def _wanted(args: Args) -> int | None:
    number = args.get("wanted")
    return None if number is None else int(str(number))


INTENT = TextIntent(
    name=Intent.GOODS,
    digit="4",
    help="物品",
    offer="看物品回4",
    sounds="wupin duihuan nenghuan huanshenme",
    beside=Intent.BALANCE,
    of_a_household=True,
    arguments=_wanted,
    answer=of_household("物品 {}", goods),
    words="""
        4 四 物品 兑换物品 物品清单 商品 礼品 奖品 礼物 东西 兑换 兑 换 兑换什么 积分兑换 兑换商品
        兑换礼品 领取码 取货码 领货码 兑换码 忘了领取码 领取码忘了 领取码丢了 领取码多少 码 码多少
        码是多少 没收到码 换东西 超市 积分超市 积分商城 商城 换礼品 wp dh wupin duihuan shangpin lipin
        goods gifts prizes
    """,
    signals={
        4: (
            "(?:兑换|换东西).{0,2}怎么(?:操作|弄|用|换)",
            "积分.{0,3}(?:怎么|有什么|能干什么|干什么|做什么)用",
            f"(?:{GOODS}).{{0,4}}{HOW_MANY}|[一1][桶瓶袋盒条包块支把箱斤]\\w{{1,4}}{HOW_MANY}",
        ),
        3: (
            f"(?:换|兑换?|调)[到点些个]?(?:什么|哪些|{THINGS})",
            "(?:能|可以|可|好|够|想|要)去?[兑换调](?!手机|号|电话|人|户)",
            f"(?:{THINGS}|换购|兑换).{{0,2}}(?:清单|目录|列表)",
            "what.{0,12}(?:get|redeem|exchange|goods|gifts?)",
            f"什么.{{0,4}}[换兑领调]|怎么[兑换]|有什么.{{0,3}}(?:{THINGS})",
            f"(?:要|需要|花){HOW_MANY}|{HOW_MANY}.{{0,3}}[换兑]",
        ),
        2: (
            f"兑换|超市|商城|库存|预留|{THINGS}",
            "[领取]货?码|(?<![户号])码.{0,3}[丢忘没找]|(?:怎么|哪里?|几时|什么时候)领|到哪领",
        ),
        1: (f"兑|换(?!手机|号|电话|人|户)|{GOODS}",),
    },
)
