"""Telephone numbers as the database keeps them: wherever one stands in a text, a token stands in its place.

AES-SIV (RFC 5297) gives the same token for the same number, so that a number is found by equality, kept once by UNIQUE
and joined on, and nobody without the key can make a token or read one. A token begins with ``+``, as numbers do.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

KEY_BYTES: Final = 64
_TAIL_DIGITS: Final = 4
_REMEMBERED: Final = 4096
"""Numbers, and short texts, that a process does not compute or look through again."""
_WHOSE: Final = 8
"""Digits of the fingerprint in front of such a hash."""
_SHORT: Final = 64
"""Codes, days, chats and names are shorter, and come with every message."""

MARK: Final = "+~"
_DIGIT: Final = "[0-9０-９]"
_GAP: Final = r"[ .\-－\u3000\u00a0]{0,3}"
_BEFORE, _AFTER = f"(?<!{_DIGIT})", f"(?!{_DIGIT})"
_SAID: Final = "[0-9０-９〇零一二三四五六七八九幺]"
_MOBILE: Final = (
    rf"(?:(?:[+＋]|[0０]{{2}})?[8８][6６]{_GAP})?[1１一幺]{_GAP}[3-9３-９三四五六七八九](?:{_GAP}{_SAID}){{9}}"
)
_HIDDEN: Final = re.compile(
    "|".join(
        (
            r"(?P<kept>[0-9A-Za-z_]{24,})",  # hashes and tokens of ours, in which any digits may follow each other
            rf"[+＋]{_DIGIT}{{6,15}}{_AFTER}",
            rf"{_BEFORE}(?:{_MOBILE}){{1,4}}{_AFTER}",  # several, where somebody forgot what parts them
            rf"{_BEFORE}[0０]{_DIGIT}{{2,3}}{_GAP}{_DIGIT}{{7,8}}{_AFTER}",
            re.escape(MARK),  # what somebody wrote is never taken for a token
        )
    )
)
"""E.164; a Chinese mobile number, in characters too, and a fixed line with its area code, as people write them."""
_EITHER: Final = _SAID[1:-1]
_LIKELY: Final = re.compile(rf"[{_EITHER}+＋](?:(?<={_SAID})[{_EITHER} .\-－\u3000\u00a0]{{6}}|(?<=[+＋])[0-9０-９~])")
"""What every text has in which something is hidden; to look for it takes a twentieth of the time.

One class of characters stands in front of it all, so that the rest is tried nowhere but there; and what may stand
between two digits is not told from them, since a group that is repeated takes twice as long as a class.
"""
_TOKEN: Final = re.compile(r"\+~([0-9A-Za-z_-]{20,})~")


def new_key() -> bytes:
    """A key that was never used."""
    return secrets.token_bytes(KEY_BYTES)


def key_of(hashed: str) -> str:
    """Whose key made ``Cipher.hash_of_numbers``."""
    return hashed[:_WHOSE]


def names_a_number(text: str) -> bool:
    """Whether something in that text would be hidden."""
    return bool(_LIKELY.search(text)) and any(found["kept"] is None for found in _HIDDEN.finditer(text))


class Cipher:
    """One key at work. ``fingerprint`` tells it from other keys, and tells nothing about it."""

    def __init__(self, key: bytes) -> None:
        """``key``: 64 bytes of chance. Raises ValueError for another length."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._key = key
        self._siv = AESSIV(key)
        self.fingerprint: Final = self._hash("fingerprint")
        self._tokens: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._hide_short = lru_cache(_REMEMBERED)(self._hide)

    def hide(self, text: str) -> str:
        """That text with a token for every number in it."""
        return self._hide(text) if len(text) > _SHORT else self._hide_short(text)

    def hide_all(self, texts: Sequence[str]) -> list[str]:
        """The same of each of many: numbers that are known, and texts that are looked through as one.

        In a unit's notices there is nothing else, and each by itself takes half as long again.
        """
        tokens = self._tokens
        if _LIKELY.search("\n".join([text for text in texts if text not in tokens])):
            return [self.hide(text) for text in texts]
        return [tokens.get(text, text) for text in texts]

    def _hide(self, text: str) -> str:
        if (known := self._tokens.get(text)) is not None:
            return known
        if not _LIKELY.search(text):
            return text
        return _HIDDEN.sub(lambda found: found[0] if found["kept"] else self._token(found[0]), text)

    def show(self, text: str) -> str:
        """What ``hide`` was given. What is no token of this key stays as it is."""
        if MARK not in text:
            return text
        if (known := self._numbers.get(text)) is not None:
            return known
        return _TOKEN.sub(lambda found: self._number(found[0]), text)

    def tail(self, number: str) -> str:
        """By what a number is found whose last four digits are known: a keyed hash of them."""
        return self._hash(f"tail:{number[-_TAIL_DIGITS:]}")

    def hash_of_numbers(self, household_id: int, numbers: Iterable[str]) -> str:
        """Under which a household's former numbers are known again, in whatever order; "" for none.

        Nobody can read them from it. It begins with the key's fingerprint: another key's says nothing.
        """
        those = " ".join(sorted(numbers))
        return f"{self.fingerprint[:_WHOSE]}{self._hash(f'numbers:{household_id}:{those}')}" if those else ""

    def _token(self, number: str) -> str:
        known = self._tokens.get(number)
        if known is None:
            known = f"{MARK}{base64.urlsafe_b64encode(self._siv.encrypt(number.encode(), None)).decode().rstrip('=')}~"
            self._remember(number, known)
        return known

    def _number(self, token: str) -> str:
        known = self._numbers.get(token)
        if known is not None:
            return known
        sealed = token.removeprefix(MARK).removesuffix("~")
        try:
            number = self._siv.decrypt(base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4)), None).decode()
        except (InvalidTag, ValueError):
            return token
        self._remember(number, token)
        return number

    def _remember(self, number: str, token: str) -> None:
        """Both ways at once: a notice's number is read from the roster and goes into the outbox."""
        if len(self._numbers) >= _REMEMBERED:
            self._tokens.clear()
            self._numbers.clear()
        self._tokens[number], self._numbers[token] = token, number

    def _hash(self, what: str) -> str:
        return hmac.new(self._key, what.encode(), hashlib.sha256).hexdigest()[:32]
