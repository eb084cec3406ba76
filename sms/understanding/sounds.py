"""Whole texts and words by their sound: homophones (鸡分), pinyin (chafen), and slips (mingx)."""

from __future__ import annotations

import re
from functools import cache

from sms.intents import INTENTS
from sms.understanding.request import Intent
from sms.understanding.words import BY_WORDS
from text.pinyin import in_wu, spell

_LONGEST = 40
_SHORTEST_KEY = 5
_SHORTEST_WITHIN = 7
_SURE = 88
_OWN = re.compile("^(?:women|wo|an|a?la|ni)?(?:jiali|jia)?(?:de)?")
"""我家的 in pinyin."""
_INSIDE = {sound: name for name, intent in INTENTS.items() for sound in intent.sounds.split()}
"""Sounds that nothing else in a village's texts makes, also inside a sentence."""

_KEYWORDS = (
    (re.compile(r"^\W*(?:[伸身深绅审呻生声升][报抱保]|申[抱保])(?![纸险社])"), "申报"),
    (re.compile(r"^\W*[义以已易议亦毅一移衣][议义意异](?=[\s#第:]*\d)"), "异议"),
    (re.compile(r"^\W*[车彻扯澈][回会](?=[\s#第:]*\d+\W*$)"), "撤回"),
    (re.compile(r"^\W*(?:取[小笑效]|[去曲][消销])(?=\W*$)"), "取消"),
    (re.compile(r"^\W*[退腿][丁顶盯](?=\W*$)"), "退订"),
)
"""How the keywords of acts are misspelt where they lead a text; a short one only where nothing but a number follows."""


def with_keyword(plain: str) -> str:
    """A normalised text whose leading keyword is spelt right."""
    for misspelt, keyword in _KEYWORDS:
        if found := misspelt.match(plain):
            return keyword + plain[found.end() :]
    return plain


@cache
def _keys() -> dict[str, Intent]:
    """What the clear texts sound like."""
    return {spell(phrase): intent for phrase, intent in BY_WORDS.items() if len(spell(phrase)) >= _SHORTEST_KEY}


def _key_within(sound: str) -> Intent | None:
    """That of the clear text whose whole pinyin stands in a sentence of little else: wobushizi."""
    found = max((key for key in _keys() if len(key) >= _SHORTEST_WITHIN and key in sound), key=len, default="")
    return _keys()[found] if found and len(found) * 2 >= len(sound) else None


@cache
def _accented_keys() -> dict[str, Intent]:
    """The same as speakers of Wu hear it; what two of them sound like then is none."""
    heard = [(in_wu(sound), intent) for sound, intent in _keys().items()]
    several = {sound for sound, intent in heard if {one for other, one in heard if other == sound} != {intent}}
    return {sound: intent for sound, intent in heard if sound not in several and len(sound) >= _SHORTEST_KEY}


def by_sound(squeezed: str) -> list[Intent]:
    """The intents that a squeezed text sounds like: one when it is clear, several when not, none when far off.

    Characters must sound the same; of typed pinyin a part or a slip will do.
    """
    sound = spell(squeezed[:_LONGEST])
    whole = _keys().get(sound) or _accented_keys().get(in_wu(sound))
    if whole:
        return [whole]
    return _typed(sound) if squeezed.isascii() else []


def _typed(sound: str) -> list[Intent]:
    """Of typed pinyin: what is one's own, what has a key in it, and slips."""
    if bare := _keys().get(_OWN.sub("", sound)):
        return [bare]
    if inside := dict.fromkeys(intent for key, intent in _INSIDE.items() if key in sound):
        return list(inside)
    if within := _key_within(sound):
        return [within]
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most texts are understood before

    near = process.extractOne(sound, _keys().keys(), scorer=fuzz.ratio, score_cutoff=_SURE)
    return [_keys()[near[0]]] if near else []
