"""What the household can afford, and the codes of what waits for it."""

from __future__ import annotations

from sms.intent import Args, TextIntent
from sms.mall import Wanted, goods
from sms.own import of_household
from sms.understanding.request import Intent


def _wanted(args: Args) -> Wanted:
    numbers = {name: int(str(args[said])) for name, said in _NUMBERS.items() if args.get(said) is not None}
    return Wanted(named=str(args.get("named", "")), **numbers)


_NUMBERS = {"chosen": "wanted", "pieces": "pieces", "number": "number"}


INTENT = TextIntent(
    name=Intent.GOODS,
    digit="4",
    help="物品",
    offer="看物品回4",
    sounds="wupin duihuan nenghuan huanshenme",
    beside=Intent.BALANCE,
    of_a_household=True,
    concepts="things goods exchange shop collect code stock enough",
    arguments=_wanted,
    answer=of_household("物品 {}", goods),
    words="""
        4 四 物品 兑换物品 物品清单 商品 礼品 奖品 礼物 东西 兑换 兑 换 兑0 兑换什么 积分兑换 兑换商品
        兑换礼品 领取码 取货码 领货码 兑换码 忘了领取码 领取码忘了 领取码丢了 领取码多少 码 码多少
        码是多少 没收到码 换东西 超市 积分超市 积分商城 商城 换礼品 wp dh wupin duihuan shangpin lipin
        goods gifts prizes
    """,
)
