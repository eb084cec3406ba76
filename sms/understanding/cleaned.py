"""A text made ready for reading: without signature, household code, dialect and courtesies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sms.understanding.household import find_household
from sms.understanding.phrases import core, everyday, squeeze
from sms.understanding.signature import without_signature
from sms.understanding.sounds import with_keyword
from text.normalise import normalise

MOST_READ = 1000
"""Characters. Ten concatenated segments are 670; of a longer text nothing is done."""
WITHIN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_NOT_THIS = re.compile(
    "^(?:我|们|现在)*(?:不是|不)(?:要|想)?(?:[问查看]|了解)[^,，。;；]{1,10}[,，。;；](?:我|们|是)*(?=.{2})"
)
"""不是查积分，我要看排名: what is behind it is meant."""


@dataclass(frozen=True, slots=True)
class CleanedText:
    """A text without its signature and its household's code, as the steps read it.

    ``plain`` is normalised; ``said`` has everyday words for dialect, ``words`` of it what is left without blanks and
    courtesies, and ``sentence`` no blanks within Chinese. ``named``: a household's code stood in it.
    """

    plain: str
    said: str
    words: str
    sentence: str
    named: bool


def clean(text: str) -> tuple[str | None, CleanedText]:
    """The code of the household that a text names, if any, and what else it says."""
    signed = without_signature(normalise(text[:MOST_READ]))
    household, plain = find_household(with_keyword(signed.replace("\n", " ")))
    said = everyday(plain)
    sentence = _NOT_THIS.sub("", WITHIN_HAN.sub("", said))
    return household, CleanedText(_NOT_THIS.sub("", plain), said, core(squeeze(said)), sentence, household is not None)
