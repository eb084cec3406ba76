"""The wording of what is taken back 取消."""

from __future__ import annotations

from collections.abc import Sequence

from domain.model.redemption import Redemption
from sms.segments import count

QUESTION = "好的，刚才的不办了。查积分回1，看帮助回0。"


def order(goods: str) -> str:
    """The code was not sent back yet."""
    return f"好的，{goods}不兑了，没有扣分。要换别的回4。"


def redemption(goods: str, one: Redemption, *, refunded: bool) -> str:
    """Goods are back, and points as long as those of their year can be spent."""
    back = f"{one.cost}分退回来了" if refunded else f"{one.year}年的分已清零，不退"
    return f"好的，{goods}{one.quantity}件取消了，{back}，领取码作废。"


def over(goods: str) -> str:
    """Somebody else was faster."""
    return f"{goods}已经领走或取消了，不能再取消。"


def which(reserved: Sequence[tuple[str, Redemption]]) -> str:
    """Several wait: the number chooses."""
    text = "要取消哪一样？请回编号。"
    for number, (goods, one) in enumerate(reserved, 1):
        longer = f"{text}\n{number} {goods}{one.quantity}件"
        if count(longer) > 1:
            break
        text = longer
    return text


def nothing(offers: Sequence[str]) -> str:
    """There is nothing to take back."""
    return f"您没有正在办的兑换，没有什么要取消。{'，'.join(offers)}。"
