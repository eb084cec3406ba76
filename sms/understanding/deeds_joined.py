"""Several deeds in one claim, 扫雪和献血: which of them is to be counted nobody guesses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sms.understanding.merits import kind_of_merit, names_merit
from sms.understanding.phrases import everyday

_JOINED = re.compile(r"\s*(?:、|以及|还有|[和跟与及])\s*")
_FOR_WHOM = re.compile(r"(?:帮(?:助|忙)?|[给替为陪同送]|[今昨前]天|我们?|一起|去)+")
_MOST = 5
"""Parts; of more it is a story."""


def deeds_joined(words: str, counts_as: Callable[[str], object]) -> Sequence[str]:
    """The deeds that normalised words join by 和 or 、 where they are of different kinds; none where they are of one.

    ``counts_as``: what the rulebook counts a deed as, None for what it does not name. 帮王阿婆和李阿婆扫雪 is one deed.
    """
    parts = _JOINED.split(words)
    deeds = [part for part in parts if names_merit(_FOR_WHOM.sub("", everyday(part)))]
    kinds = {(kind_of_merit(everyday(deed)), counts_as(deed)) for deed in deeds}
    return deeds if 1 < len(deeds) <= len(parts) <= _MOST and len(kinds) > 1 else []
