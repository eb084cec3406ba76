"""A person's name in typed pinyin beside what is asked of its household: jiangshuigen paiming."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sms.understanding.others import SURNAMES
from sms.understanding.pieces import TYPED
from text.pinyin import spell

TYPED_FIGURE = "(?:ji ?fen|fen ?shu|pai ?ming|ming ?ci|ming ?xi|duo ?shao ?fen|di ?ji(?: ?ming)?)"
_ASKED = re.compile(rf"(?:cha ?(?:yi ?xia ?)?)?(?P<name>[a-z]+(?: [a-z]+){{0,3}}?) ?(?:jia ?)?(?:de ?)?{TYPED_FIGURE}")
_LENGTHS = (2, 3)
"""Syllables of a name."""
_OTHER_WORDS = (
    "wo jia de cha ji fen ben yue shang ge nian xian zai duo shao hai shen me kou le qing wen bang kan xia yi zong"
    " zi ni nin qu men zhi dao zhe na quan cun zu zuo tian pai ming di"
)
_NO_NAMES = frozenset(_OTHER_WORDS.split(" "))
"""Syllables of what else stands there."""
_SOUND_ALIKE = (
    "shengyu lishi keyong zhanghu zhangfu gongshi leiji renwu xiexie feiyong wancheng dongtai mama yeye yue jiangli"
    " jinri jinyue tongji weisheng xiaofei gongyi fuwu jine liushui huzhu huli"
)
_WORDS = frozenset(_SOUND_ALIKE.split(" "))
"""What sounds as a name does: 剩余, 可用, 账户, 公示, 奖励, 今日, 卫生."""


def name_typed(plain: str) -> str | None:
    """The name, written together, by which a text in pinyin asks for another household's figures; None for none."""
    asked = _ASKED.fullmatch(plain.lower().strip(" .,!?")) if plain.isascii() else None
    if asked is None:
        return None
    syllables = [one for word in asked["name"].split() for one in TYPED.findall(word)]
    is_name = len(syllables) in _LENGTHS and syllables[0] in _surnames() and not is_other_word(syllables)
    return "".join(syllables) if is_name else None


def is_other_word(syllables: Sequence[str]) -> bool:
    """Whether the syllables of typed pinyin are what else stands there than a name, or sound like it."""
    return bool(_NO_NAMES & {*syllables}) or "".join(syllables) in _WORDS


@cache
def _surnames() -> frozenset[str]:
    return frozenset(map(spell, SURNAMES))
