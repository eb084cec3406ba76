"""How many SMS segments a text takes, and texts that keep to one.

Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table) and TS 23.040 (concatenation headers).
"""

from __future__ import annotations

from collections.abc import Iterable

SEGMENT = 70
"""Characters (UTF-16 code units) of one segment of Chinese text."""

_UCS2_PART = 67
_GSM_SEGMENT = 160
_GSM_PART = 153
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("\f^{}\\[~]|€")
_GSM = _BASIC | _EXTENDED
_LAST_OF_ONE_UNIT = "\uffff"


def _code_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(sizes: Iterable[int], room: int) -> int:
    """Parts of so much room that the characters fill; none of them is cut in two."""
    parts, filled = 1, 0
    for size in sizes:
        if filled + size > room:
            parts, filled = parts + 1, 0
        filled += size
    return parts


def count(text: str) -> int:
    """The segments that a text is sent and charged as; an empty text is one."""
    if _GSM.issuperset(text):
        septets = [2 if character in _EXTENDED else 1 for character in text]
        return 1 if sum(septets) <= _GSM_SEGMENT else _parts(septets, _GSM_PART)
    if _code_units(text) <= SEGMENT:
        return 1
    return _parts((1 if character <= _LAST_OF_ONE_UNIT else 2 for character in text), _UCS2_PART)


def fit(required: str, *optional: str) -> str:
    """``required`` with each optional addition, the dearest first, that still leaves it one segment."""
    text = required
    for addition in optional:
        if count(text + addition) == 1:
            text += addition
    return text


MORE = "…回9看下面"
"""Under a page that another one follows."""
_BREAKS = "\n。；，、："


def page(text: str, *, goes_on: bool = False) -> tuple[str, str]:
    """What fits one segment, and the rest; cut behind punctuation where there is some in its second half.

    ``goes_on``: something follows the text, even where all of it fits.
    """
    if count(text) == 1 and not goes_on:
        return text, ""
    room = SEGMENT - len(MORE)
    while count(text[:room] + MORE) > 1:
        room -= 1
    if len(text) <= room:
        return text.rstrip("\n，、；") + MORE, ""
    cut = max(text.rfind(mark, room // 2, room) for mark in _BREAKS) + 1 or room
    return text[:cut].rstrip("\n，、；") + MORE, text[cut:].lstrip("\n")


def pages(text: str) -> int:
    """How many replies it takes to read all of it, one segment each."""
    many, (_, rest) = 1, page(text)
    while rest:
        many, (_, rest) = many + 1, page(rest)
    return many
