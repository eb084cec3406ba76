"""Arguments that are told by their form alone: households, item codes, points.

Every reader looks at one position of a plain text and returns the token that begins there, or None.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from bot.grammar.words.amounts import BANK_HAN, bare_points, marked_points
from bot.grammar.words.characters import HAN
from bot.grammar.words.household_forms import household_code, household_place, phone_tail
from bot.grammar.words.item_codes import item_code
from bot.grammar.words.tokens import Token

_FIRST = frozenset("0123456789+-第户手电尾环文志否hwzfHWZF加扣减罚记大约差各每" + HAN[1:-1] + BANK_HAN)
"""What any of these forms begins with; most words of a reason do not."""

_READERS: tuple[Callable[[str, int], Token | None], ...] = (
    household_place,
    phone_tail,
    household_code,
    item_code,
    marked_points,
    bare_points,
)


@lru_cache(maxsize=1024)
def read_literal(text: str, at: int) -> Token | None:
    """The first form that fits at this position. Remembered: it is asked several times of each place in a line."""
    if text[at : at + 1] not in _FIRST:
        return None
    for reader in _READERS:
        if token := reader(text, at):
            return token
    return None
