"""Made-up names, as common in the country as those of any village."""

from __future__ import annotations

from collections.abc import Collection
from random import Random

_SURNAMES = tuple("王李张陈吴沈陆朱徐周顾杨金钱俞蒋高何唐曹姚潘夏卫俞庄施戴孙马胡翁褚范盛")
_OLD = ("建国", "国强", "志明", "建平", "伟民", "永林", "金根", "雪根", "福祥", "阿根", "仁官", "宝根", "文忠", "火荣")
_OLD_WOMEN = ("秀英", "桂芳", "美娟", "引娣", "雪珍", "金妹", "秀珍", "玉兰", "惠芬", "凤仙", "月琴", "林妹", "彩娥")
_YOUNGER = (
    "志强",
    "建军",
    "海峰",
    "晓东",
    "俊杰",
    "永明",
    "卫东",
    "勇",
    "军",
    "伟",
    "斌",
    "磊",
    "春华",
    "立新",
    "明华",
)
_YOUNGER_WOMEN = ("芳", "丽华", "晓燕", "敏", "静", "红梅", "丹", "琴", "海燕", "爱华", "春燕", "蓉", "莉萍")
_GIVEN = (*_OLD, *_OLD, *_YOUNGER, *_OLD_WOMEN, *_YOUNGER_WOMEN)
"""Heads of households are older people more often than not."""


def make_name(random: Random, taken: Collection[str]) -> str:
    """A name that nobody of ``taken`` bears."""
    while (name := random.choice(_SURNAMES) + random.choice(_GIVEN)) in taken:
        pass
    return name
