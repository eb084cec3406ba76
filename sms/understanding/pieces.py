"""What a text is read by: its pieces of one and two characters, the concepts that it names, and each two of them.

Two concepts together are a wish and its object: how many + points, can + exchange + goods, not + call.
"""

from __future__ import annotations

import re
from itertools import combinations

from sms.understanding.concepts import concepts_of

LONGEST = 60
"""Characters of a text that are looked at; a wish is said within them."""
_LENGTHS = (1, 2)
_NUMBER = re.compile("[0-9]+")


def pieces_of(words: str) -> set[str]:
    """The pieces of a squeezed everyday text. All numbers are alike; the edges of the text are pieces as well."""
    said = _NUMBER.sub("0", words[:LONGEST])
    named = sorted({f"<{concept}>" for concept in concepts_of(said)})
    edged = f"^{said}$"
    pieces = {edged[at : at + length] for length in _LENGTHS for at in range(len(edged) - length + 1)}
    return pieces.union(named, map("".join, combinations(named, 2)))
