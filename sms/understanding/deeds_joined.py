"""Several deeds in one claim, 扫雪和献血: which of them is to be counted nobody guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sms.understanding.merits import kind_of_merit, names_merit
from sms.understanding.phrases import everyday

_JOINED = re.compile(
    r"\s*(?:、|以及|还有|(?<![调说讲温暖缓饱])和(?![平谐睦解好气])|跟(?![踪进班])|(?<![参给])与(?!会)|(?<![普涉顾])及(?![时格]))\s*"
)
_LISTED = re.compile(r"\s*[,，。;；]\s*(?:还有|以及|另外)?\s*")
_LONGEST_LISTED = 4
"""Characters of a deed that is only named. What is longer tells more of the same one: 在村口值班，帮忙指路."""
_HOW = re.compile("义务|免费|无偿|主动|自觉|自发|带头|积极")
"""Of no kind by itself: 义务植树 is of the kind of 植树."""
_MORE_OF_IT = re.compile(
    "证书|锦旗|得奖|光荣|组织|参[加与]|报名|支持|配合|做?好[人事]|献?爱心|红十字|血小板|造血|学?雷锋"
)
"""By itself no other deed than the one beside it: 献血，证书在家; 做好事，献血."""
_WITH_WHOM = re.compile("[^当做]{0,4}(?:志愿者|义工|队员|党员|代表)们?")
_FOR_WHOM = re.compile(r"(?:帮(?:助|忙)?|[给替为陪同送]|[今昨前]天|我们?|一起|去)+")
_MOST = 5
"""Parts; of more it is a story."""


def deeds_joined(words: str, counts_as: Callable[[str], object]) -> Sequence[str]:
    """The deeds that normalised words join by 和 or 、 where they are of different kinds; none where they are of one.

    So do commas between deeds that are only named, one of them as the rulebook does: 扫雪，献血.
    ``counts_as``: what the rulebook counts a deed as, None for what it does not name. 帮王阿婆和李阿婆扫雪 is one deed.
    """
    parts = _listed(words, counts_as) or [part.strip(" ,，") for part in _JOINED.split(words)]
    deeds = [
        part for part in parts if names_merit(_FOR_WHOM.sub("", everyday(part))) and not _WITH_WHOM.fullmatch(part)
    ]
    kinds = {(kind_of_merit(_HOW.sub("", everyday(deed))), counts_as(deed)) for deed in deeds}
    return deeds if 1 < len(deeds) <= len(parts) <= _MOST and len(kinds) > 1 else []


def _listed(words: str, counts_as: Callable[[str], object]) -> Sequence[str]:
    """The parts between commas where each is a deed that is only named, and one of them counts."""
    parts = [part for part in _LISTED.split(words) if part][: _MOST + 1]
    only_named = all(len(part) <= _LONGEST_LISTED and _is_deed(part) for part in parts)
    return parts if len(parts) > 1 and only_named and any(map(counts_as, parts)) else []


def _is_deed(part: str) -> bool:
    return names_merit(_MORE_OF_IT.sub("", _HOW.sub("", everyday(part))))
