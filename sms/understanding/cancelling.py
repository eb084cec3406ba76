"""取消, 不要了, 那袋米不要了: what is pending is taken back. What that is, the village knows."""

from __future__ import annotations

import re

from sms.understanding.concepts import WORDS
from sms.understanding.grammar import AROUND, LONGEST_ORDER
from sms.understanding.request import Intent, Request

_IT = "(?:(?:刚才|刚刚|上次|前面|那|这|我|先|兑|换|订)*的?(?:那个|这个|东西|物品|订单|兑换|预[订定约])?的?)"
_AMOUNT = "(?:[0-9]{1,2}|[一二两三四五六七八九十几])?[个份袋瓶桶盒包件条斤只箱提支块双把卷张壶]?"
_WHICH = f"(?:刚才|刚刚|昨天|上次|前面|预留|兑换?|换|[订留那这我先的])*{_AMOUNT}的?(?:大|小)?"
_GOODS = "|".join(sorted(WORDS["goods"].split(), key=len, reverse=True))
_GIVEN_UP = "(?:(?:也|都|就|先|我|又)*(?:不(?:想|打算)?(?:要|兑换?|换|领|拿)了|退(?:掉|了|回去?)|取消(?:掉|了)?))"
_BACK = "退(?:掉|回|了)|取消(?:掉)?"
_TAKE_BACK = re.compile(
    rf"(?:{AROUND}{_IT}(?:取消(?:兑换|订单|预[订定约]|预留|领取|订货)?{_IT}|不(?:想|要|打算)?(?:要|兑换?|换|领|订)?(?<!不){_IT}了"
    rf"|兑换?(?:取消|不要了)|算了|不办了|qu ?xiao){AROUND})+"
)
_TAKE_NAMED_BACK = re.compile(
    rf"{AROUND}(?:{_WHICH}(?P<goods>{_GOODS}){_GIVEN_UP}|(?:{_BACK}){_WHICH}(?P<taken>{_GOODS})"
    rf"|不(?:想|打算)?(?:要|兑换?|换)了?{_WHICH}(?P<left>{_GOODS})了)(?:{AROUND}{_GIVEN_UP})*{AROUND}"
)
"""One kind of goods, by its name."""
_NOT_IN_WU = re.compile("[勿弗]")
_OF_AN_ORDER = re.compile("[兑換换订訂领領]")


def read_cancel(plain: str) -> Request | None:
    """Taking back, when a normalised text says so and nothing else; with the ``goods`` that it names."""
    if len(plain) > LONGEST_ORDER or "?" in plain:
        return None
    said = _NOT_IN_WU.sub("不", plain.lower())
    if _TAKE_BACK.fullmatch(said):
        return Request(Intent.CANCEL)
    named = _TAKE_NAMED_BACK.fullmatch(said)
    goods = named and (named["goods"] or named["taken"] or named["left"])
    return Request(Intent.CANCEL, {"goods": goods}) if goods else None


def names_order(text: str) -> bool:
    """Whether a text that takes something back says that it is goods: 不兑了, 取消订单; but not 算了."""
    return bool(_OF_AN_ORDER.search(text))
