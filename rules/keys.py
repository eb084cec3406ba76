"""The one way in which names of items are compared: by their letters alone, whatever their width, case and marks."""

from __future__ import annotations

from functools import lru_cache

from domain.model.rulebook import Item, Veto
from text.normalise import normalise, numeral

LATIN = {"环": "h", "文": "w", "志": "z", "否": "f"}
"""The letter that stands for a prefix when Chinese cannot be typed (design part 2)."""


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The comparable form: normalised, lower case, letters and digits only, a code's number in digits.

    ``Ｈ３`` is ``h3``; ``环 3。``, ``环03``, ``環三`` are ``环3``. Remembered: the grammar asks a dozen times
    about the few words of a line, which was a tenth of the time of a ``/kou``.
    """
    letters = "".join(char for char in normalise(text).casefold() if char.isalnum())
    number = numeral(letters[1:]) if letters[:1].isalpha() else None
    return letters if number is None else f"{letters[0]}{number}"


def code_keys(code: str) -> tuple[str, ...]:
    """The keys of a code: ``环11`` and, where its prefix has a letter, ``h11``."""
    prefix, number = code[0], code[1:]
    return (code, LATIN[prefix] + number) if prefix in LATIN else (code,)


def word_keys(entry: Item | Veto) -> tuple[str, ...]:
    """The keys of an entry's words: its aliases and its wording."""
    return tuple(map(key, (*entry.aliases, entry.wording)))
