"""The wording of what is taken back 取消."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.model.redemption import Redemption
from sms.listed import Listed


def question(*, claim: bool) -> str:
    """The question is given up, and the ``claim`` that waited behind it."""
    return f"{_dropped(claim)}查积分回1，看帮助回0。"


_GOODS_KEPT = "兑好的物品还留着，也不要就再回“取消”。"


def question_before_goods(*, claim: bool) -> str:
    """The same, and goods are still reserved."""
    return f"{_dropped(claim)}{_GOODS_KEPT}"


FILED = "申报已经报上了。不报了请发“撤回”。"
"""What was just done, which no 取消 takes back. It may be answered by now."""


def stands(done: str, *, goods: bool) -> str:
    """What was just ``done`` stays as it is; ``goods`` are reserved as well."""
    return f"{done}{_GOODS_KEPT if goods else ''}"


def question_before_code(goods: str, pieces: int, *, claim: bool) -> str:
    """The same, and an order still waits for its code."""
    return f"{_dropped(claim)}{goods}{pieces}件还等您回确认码，也不要就回“取消”。"


def _dropped(claim: bool) -> str:
    return "好的，刚才的不办了。没报完的申报也不报了。" if claim else "好的，刚才的不办了。"


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


WHICH = "要取消哪一样？请回编号。\n"


def choices(reserved: Mapping[int, tuple[str, Redemption]]) -> Listed:
    """Several wait: the number chooses."""
    return Listed([f"{number} {goods}{one.quantity}件" for number, (goods, one) in reserved.items()], "样")


def nothing(offers: Sequence[str]) -> str:
    """There is nothing to take back."""
    return f"您没有正在办的兑换，没有什么要取消。{'，'.join(offers)}。"
