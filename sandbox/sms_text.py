"""How many segments a text costs. Source: 3GPP TS 23.040 and 23.038."""

from __future__ import annotations

_GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_7_ESCAPED = frozenset("\f^{}\\[~]|€")


def segments(text: str) -> int:
    """Segments of a text: 160 or 153 septets, 70 or 67 UTF-16 code units as soon as there is anything Chinese."""
    if all(letter in _GSM_7 or letter in _GSM_7_ESCAPED for letter in text):
        length, alone, joined = len(text) + sum(letter in _GSM_7_ESCAPED for letter in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= alone else -(-length // joined)
