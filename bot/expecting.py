"""What a message will probably ask the store about, by its look: only so that it is read in one go.

The grammar decides what it means; a place or a name that it reads otherwise is asked for then.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from domain.model.expected import Expected
from text.days import find_day

_PLACE = re.compile(r"(?<![\d-])(\d{1,3})(?:-|组)(\d{1,4})(?![\d-])")
_WORD = re.compile(r"(?<!\S)(?:[\u3400-\u9fff·]{2,5}|\d{5,8})(?!\S)")
_MOST_WORDS = 6
_MOST_CHARACTERS = 80
"""In a longer message nothing is looked for."""


def expected(text: str, called: str | None, chat: str, user: str, day: date | None) -> Expected:
    """``called``: the command by its Latin name; ``day``: on which it was sent, where it records points.

    The round of the day that it names is locked first, and no later one before it, as whatever changes points does.
    """
    plain = unicodedata.normalize("NFKC", text[:_MOST_CHARACTERS])
    places = _PLACE.findall(plain)
    if called is None or len(text) > _MOST_CHARACTERS or "\n" in text.strip() or len(places) > 1:
        return Expected(chat, user)
    place = (int(places[0][0]), int(places[0][1])) if places else None
    words = tuple(dict.fromkeys(_WORD.findall(plain)))[:_MOST_WORDS]
    scored_on = (find_day(_PLACE.sub(" ", plain), day) or day) if day else None
    return Expected(chat, user, place, words, scored_on)
