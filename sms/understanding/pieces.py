"""What a text is read by: its pieces of one and two characters, those of two with one left out between them, how two
sound (also in typed pinyin), the concepts that it names, and each two of them.

Two concepts together are a wish and its object: how many + points, can + exchange + goods, not + call. How two
characters sound to a speaker of Wu finds what is written with others: 鸡分, 几份.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

from sms.understanding.concepts import concepts_of
from text.pinyin import in_wu, syllables

LONGEST = 60
"""Characters of a text that are looked at; a wish is said within them."""
_LENGTHS = (1, 2)
_NUMBER = re.compile("[0-9]+")

TYPED = re.compile(
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|[aeio]ng|i?ao|uai|[iu]?an|[aeu]i|[eiu]n|er|i[aeu]|[ou]u|u[aeo]|[aeiouv])|."
)
"""A syllable of typed pinyin, the longest that can be."""


def pieces_of(words: str) -> set[str]:
    """The pieces of a squeezed everyday text. All numbers are alike; the edges of the text are pieces as well."""
    said = _NUMBER.sub("0", words[:LONGEST])
    named = sorted({f"<{concept}>" for concept in concepts_of(said)})
    edged = f"^{said}$"
    pieces = {edged[at : at + length] for length in _LENGTHS for at in range(len(edged) - length + 1)}
    around = (f"{first}_{third}" for first, third in zip(edged, edged[2:], strict=False))
    spoken = TYPED.findall(edged) if said.isascii() else syllables(edged)
    heard = (f"~{first}.{second}" for first, second in pairwise(map(in_wu, spoken)))
    return pieces.union(around, heard, named, map("".join, combinations(named, 2)))
