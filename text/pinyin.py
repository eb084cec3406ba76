"""Words by their sound: pinyin without tones, and names found although they are written with other characters."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import lru_cache

from text.normalise import normalise

_CLOSE_ENOUGH = 80.0
_SAME_SOUND = 95.0
_INITIALS = 85.0
_PART = 82.0
_SYLLABLES_ALIKE = 70.0
_SHORTEST_PART = 2
_ACCENT = re.compile(r"(?<=[zcs])h|(?<=[aei]n)g")
"""What speakers of Wu do not tell apart: zh/z, ch/c, sh/s and ang/an, eng/en, ing/in."""


@lru_cache(maxsize=30_000)
def _syllable(character: str) -> str:
    # One character at a time needs no phrases: without them it loads in a quarter of the time and takes 45 MB less.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - most commands never need it

    return lazy_pinyin(character)[0]


def syllables(word: str) -> list[str]:
    """The toneless pinyin of each character; what is not Chinese stays as it is, in lower case.

    The dot of 阿依古丽·买买提 is not heard.
    """
    return [_syllable(character) for character in word.lower() if not (character.isspace() or character == "·")]


def spell(word: str) -> str:
    """Toneless pinyin of a word, written together: 积分 → ``jifen``. Pinyin stays pinyin."""
    return "".join(syllables(word))


@lru_cache(maxsize=4096)
def in_wu(sound: str) -> str:
    """Pinyin without what speakers of Wu do not tell apart."""
    return _ACCENT.sub("", sound)


def _accented(names: list[str]) -> list[str]:
    return [in_wu(name) for name in names]


def _is_part(part: list[str], whole: list[str]) -> bool:
    size = len(part)
    return size >= _SHORTEST_PART and any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def _by_sound(query: list[str], candidate: list[str]) -> float:
    """Likeness of two words of Chinese characters, syllable by syllable: one odd syllable tells two people apart."""
    if len(query) != len(candidate):
        return _PART if _is_part(query, candidate) else 0.0
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - most commands never need it

    alike = [ratio(one, other) for one, other in zip(query, candidate, strict=True)]
    return sum(alike) / len(alike) if min(alike) >= _SYLLABLES_ALIKE else 0.0


def _by_letters(query: str, candidate: list[str]) -> float:
    """Likeness of typed pinyin or initials and a word."""
    if query == "".join(syllable[0] for syllable in candidate):
        return _INITIALS
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415 - as above

    return ratio(_ACCENT.sub("", query), "".join(_accented(candidate)))


@lru_cache(maxsize=16_384)
def _likeness(query: str, candidate: str) -> float:
    """How alike two words are, 0 to 100. Kept: a line that repeats a word hundreds of times would take seconds."""
    if query == candidate:
        return 100.0
    wanted, sounds = syllables(query), syllables(candidate)
    if "".join(wanted) == "".join(sounds):
        return _SAME_SOUND
    if query.isascii():
        return min(_by_letters("".join(wanted), sounds), _SAME_SOUND - 1)
    return min(_by_sound(_accented(wanted), _accented(sounds)), _SAME_SOUND - 1)


def closest(query: str, candidates: Iterable[str], limit: int = 5) -> list[str]:
    """The candidates that a person may have meant, the likeliest first; none when nothing is close.

    Finds 李秀芳 for 李秀方, 秀芳, ``lixiufang`` and ``lxf``. Ties keep the order of the candidates.
    """
    wanted = normalise(query)
    if not wanted:
        return []
    scored = [(_likeness(wanted, normalise(candidate)), candidate) for candidate in dict.fromkeys(candidates)]
    found = sorted((pair for pair in scored if pair[0] >= _CLOSE_ENOUGH), key=lambda pair: -pair[0])
    return [candidate for _, candidate in found[:limit]]
