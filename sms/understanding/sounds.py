"""Whole texts and words by their sound: homophones (鸡分), pinyin (chafen), and slips (mingx)."""

from __future__ import annotations

from functools import cache

from sms.intents import INTENTS
from sms.understanding.request import Intent
from sms.understanding.words import BY_WORDS
from text.pinyin import spell

_LONGEST = 40
_SHORTEST_KEY = 5
_SURE = 88
_INSIDE = {sound: name for name, intent in INTENTS.items() for sound in intent.sounds.split()}
"""Sounds that nothing else in a village's texts makes, also inside a sentence."""


@cache
def _keys() -> dict[str, Intent]:
    """What the clear texts sound like."""
    return {spell(phrase): intent for phrase, intent in BY_WORDS.items() if len(spell(phrase)) >= _SHORTEST_KEY}


def by_sound(squeezed: str) -> list[Intent]:
    """The intents that a squeezed text sounds like: one when it is clear, several when not, none when far off.

    Characters must sound the same; of typed pinyin a part or a slip will do.
    """
    sound = spell(squeezed[:_LONGEST])
    if sound in _keys():
        return [_keys()[sound]]
    if not squeezed.isascii():
        return []
    if inside := dict.fromkeys(intent for key, intent in _INSIDE.items() if key in sound):
        return list(inside)
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most texts are understood before

    near = process.extractOne(sound, _keys().keys(), scorer=fuzz.ratio, score_cutoff=_SURE)
    return [_keys()[near[0]]] if near else []
