"""Whole texts and words by their sound: homophones (鸡分), pinyin (chafen), and slips (mingx). The last resort."""

from __future__ import annotations

import re
from functools import cache

from sms.intents import INTENTS
from sms.understanding.phrases import denies
from sms.understanding.request import Intent
from sms.understanding.words import BY_WORDS
from text.pinyin import spell

_LONGEST = 40
_SHORTEST_KEY = 5
_SURE = 88
_LIKELY = 70
_ASCII_KEY = re.compile(r"[a-z]+")
_INSIDE = {sound: name for name, intent in INTENTS.items() for sound in intent.sounds.split()}
"""Sounds that nothing else in a village's texts makes, also inside a sentence."""


@cache
def _keys() -> dict[str, Intent]:
    """What the clear texts sound like."""
    return {spell(phrase): intent for phrase, intent in BY_WORDS.items() if len(spell(phrase)) >= _SHORTEST_KEY}


def by_sound(squeezed: str) -> list[Intent]:
    """The intents that a squeezed text sounds like: one when it is clear, several when not, none when far off.

    What denies something is not clear by its sound: 不找人.
    """
    sound = spell(squeezed[:_LONGEST])
    if sound in _keys():
        return [_keys()[sound]]
    inside = list(dict.fromkeys(intent for key, intent in _INSIDE.items() if key in sound))
    if inside:
        return [*inside, Intent.HELP] if denies(squeezed) else inside
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most texts are understood before

    near = process.extract(sound, _keys().keys(), scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=5)
    if near and near[0][1] >= _SURE and not denies(squeezed):
        return [_keys()[near[0][0]]]
    intents = list(dict.fromkeys(_keys()[key] for key, *_ in near))
    return intents if len(intents) > 1 else [*intents, *(other for other in (Intent.HELP,) if intents)]
