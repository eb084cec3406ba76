"""The number has another owner: 不是我, 机主已换, 打错了. Only a text that says nothing else."""

from __future__ import annotations

import re

from sms.understanding.grammar import LONGEST_ORDER, asks
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.request import Intent, Request

_WAYS = (
    "不是(?:我|他|她|本人|机主|本人了|他了|她了|本村人?|你们村的?人?|这家人?|这户人?)的?(?:号码?|手机|电话)?",
    "(?:这个?)?(?:号码?|手机号?|电话)?(?:已经?|早就|早)?(?:换|易)(?:了)?(?:机主|人|主|户主|主人)了?",
    "(?:机主|号主|主人|户主)(?:已经?|早就|早)?(?:换|变)(?:人|掉)?了?",
    "这(?:已经)?不是(?:他|她)的(?:号码?|手机号?|电话)了?",
    "(?:这个?)?(?:号码?|手机|电话)(?:已经?|早就)?不是(?:我|他|她|本人)的了?",
    "(?:你们?|您)?(?:打错(?:人|号|号码|电话)?|发错(?:人|号|号码|对象)|找错人)了?",
    "新(?:机主|号主|主人)|(?:这|我)?是新(?:号|号码|机主|办的号)",
    "(?:我)?不认(?:识|得)(?:他|她|你们?|这个?人|这家人?)",
    "不是(?:你们)?(?:要)?找的人|查无此人|我?不是[\u4e00-\u9fff]{2,3}(?:这个?号码?)?换(?:号|人)了?|没有?这个人|wrongnumber|notme",
)
_SAID = re.compile("|".join(_WAYS))


def read_stranger(plain: str) -> Request | None:
    """That the number is not the household's any more; None for anything else."""
    said = core(squeeze(everyday(plain)))
    if len(plain) > LONGEST_ORDER or asks(plain) or not said:
        return None
    return Request(Intent.NOT_OURS) if _SAID.fullmatch(said) else None
