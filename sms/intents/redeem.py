"""Reserve goods: the reply asks for a code to be sent back, and only that reserves them."""

from __future__ import annotations

from sms.intent import Args, TextIntent
from sms.mall import Ordered, order
from sms.own import of_household
from sms.understanding.orders import read_redeem
from sms.understanding.request import Intent


def _ordered(args: Args) -> Ordered:
    return Ordered(int(str(args["goods"])), int(str(args["quantity"])))


INTENT = TextIntent(
    name=Intent.REDEEM,
    help="换物品发“兑 编号”",
    offer="兑换发“兑 编号”",
    beside=Intent.GOODS,
    acts=True,
    read=read_redeem,
    arguments=_ordered,
    answer=of_household("{} 兑 1", order),
)
