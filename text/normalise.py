"""One plain form for what people type: half-width, simplified, nothing invisible; and numbers said in Chinese."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

_ODD = re.compile(r"[^\n\x20-\x7e\u3001\u3002\u300a-\u3011\u4e00-\u9fff]")
_DOT_IN_NAME = re.compile(r"(?<=[\u4e00-\u9fff])[.•・‧∙⋅](?=[\u4e00-\u9fff])")
_WITHIN_WORD = {"Cf", "Mn", "Me"}
"""Zero-width characters, variation selectors, keycaps: they stand inside what they decorate."""
_BETWEEN_WORDS = {"Cc", "Cs", "Co", "Cn", "So", "Sk", "Zs", "Zl", "Zp"}
"""Controls, half surrogates, emoji of any age: whatever stands around them stays apart."""
_BLANKS = re.compile(r"[ \t]+")
_FULL_WIDTH_AFTER_HAN = re.compile(r"(?<=[\u4e00-\u9fff])[,?!:;]")
_FULL_WIDTH = {",": "，", "?": "？", "!": "！", ":": "：", ";": "；"}

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "幺": 1}
_TENS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile(
    r"(?:[一二两三四五六七八九]千零?)?(?:[一二两三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二两俩三四五六七八九]?"
)
_SPELT_OUT = re.compile(r"[零〇幺一二两三四五六七八九]{1,9}")
_ARABIC = re.compile(r"[0-9]{1,9}")

NUMERAL_CHARACTERS = "零〇幺一二两俩三四五六七八九十百千"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _plain_character(found: re.Match[str]) -> str:
    character = found[0]
    if "❶" <= character <= "❿":
        return str(ord(character) - ord("❶") + 1)
    category = unicodedata.category(character)
    if category in _WITHIN_WORD:
        return ""
    return " " if category in _BETWEEN_WORDS else character


@lru_cache(maxsize=256)
def normalise(text: str) -> str:
    """The plain form of a text: NFKC (full-width digits, slash, space; ① is 1), simplified Chinese, no emoji.

    Zero-width characters vanish, emoji and control characters become a space, runs of blanks become one; line
    breaks and letter case stay. Remembered: three of those who read a villager's text ask for it, and to make it each
    time was a twentieth of the time of a balance text.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.isascii():
        plain = _ODD.sub(_plain_character, unicodedata.normalize("NFKC", plain))
        if not plain.isascii():
            plain = simplified(plain)
    elif not plain.isprintable():
        plain = _ODD.sub(_plain_character, plain)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in plain.split("\n")).strip()


def simplified(text: str) -> str:
    """In simplified characters, nothing else changed."""
    plain: str = _converter().convert(text)
    return plain


def one_dot(text: str) -> str:
    """The dot within a name (阿依古丽·买买提) as one character, whichever the keyboard has; the length stays."""
    return _DOT_IN_NAME.sub("·", text)


def typeset(text: str) -> str:
    """Give punctuation that follows a Chinese character its Chinese width, for showing a normalised text again."""
    return _FULL_WIDTH_AFTER_HAN.sub(lambda found: _FULL_WIDTH[found[0]], text)


def numeral(text: str) -> int | None:
    """The number that a normalised word says: ``12``, ``十二``, ``两``, ``一百零五``, ``一零零一七``; else None."""
    if _ARABIC.fullmatch(text):
        return int(text)
    if _SPELT_OUT.fullmatch(text):
        return int("".join(str(_DIGITS[digit]) for digit in text))
    if not text or not _NUMERAL.fullmatch(text):
        return None
    total, digit = 0, None
    for character in text:
        if character in _TENS:
            total += (1 if digit is None else digit) * _TENS[character]
            digit = None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)
