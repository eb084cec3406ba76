"""Pictures and files: encrypted at an address that is good for five minutes, each with a key of its own."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import json
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bot.incoming import Attached, FileKind
from bot.raw import Raw, part, parts, words

_BLOCK, _MOST_PADDING = 16, 32
_KEY_BYTES = 32
_GONE = frozenset({400, 401, 403, 404, 410})
"""What the storage behind an address answers when its time is over."""


class Undecipherable(Exception):  # noqa: N818 - of one file, and for good
    """Its key does not fit, or it is damaged."""


class Gone(Exception):  # noqa: N818 - the address was good for five minutes
    """Nobody can fetch it any more."""


class TooLarge(Exception):  # noqa: N818 - stops a download
    """More bytes than are kept."""


@dataclass(frozen=True, slots=True)
class Where:
    """Address and key of a file, as one word."""

    url: str
    key: str

    def __str__(self) -> str:
        return json.dumps([self.url, self.key])


def read_where(packed: str) -> Where:
    """Raises ValueError for what is none of ours."""
    match json.loads(packed):
        case [str(url), str(key)] if urlsplit(url).scheme in {"http", "https"}:
            return Where(url, key)
        case _:
            raise ValueError("no file of this platform")


def attached(body: Raw) -> list[Attached]:
    """The files of a message or of a quote: all its pictures, or one of another kind."""
    pictures = [part(one, "image") for one in parts(part(body, "mixed"), "msg_item")]
    pictures = [one for one in (part(body, "image"), *pictures) if words(one, "url")]
    if pictures:
        return [_attached(one, FileKind.PICTURE) for one in pictures]
    for name, kind in (("video", FileKind.VIDEO), ("file", FileKind.FILE)):
        if words(part(body, name), "url"):
            return [_attached(part(body, name), kind)]
    return []


def _attached(file: Raw, kind: FileKind) -> Attached:
    where = Where(words(file, "url") or "", words(file, "aeskey") or "")
    unique = hashlib.sha256(where.url.partition("?")[0].encode()).hexdigest()[:32]
    return Attached(kind, str(where), unique, None)


def decrypt(content: bytes, key: str) -> bytes:
    """AES-256-CBC; the IV is the key's beginning; PKCS#7 to 32 bytes. Raises Undecipherable."""
    try:
        secret = base64.b64decode(key + "=" * (-len(key) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Undecipherable("the key is no Base64") from error
    if len(secret) != _KEY_BYTES or not content or len(content) % _BLOCK:
        raise Undecipherable("the key or the file has another length")
    decryptor = Cipher(algorithms.AES(secret), modes.CBC(secret[:_BLOCK])).decryptor()
    plain = decryptor.update(content) + decryptor.finalize()
    padding = plain[-1]
    if not 1 <= padding <= min(_MOST_PADDING, len(plain)) or plain[-padding:] != bytes([padding]) * padding:
        raise Undecipherable("the padding is wrong")
    return plain[:-padding]


async def fetch(where: Where, most_bytes: int, context: ssl.SSLContext | None, seconds: float = 30.0) -> bytes:
    """The file as its sender had it.

    Raises Gone, TooLarge, Undecipherable; aiohttp.ClientError and TimeoutError when it may be tried again.
    """
    async with (
        asyncio.timeout(seconds),
        aiohttp.ClientSession() as http,
        http.get(where.url, ssl=context or True) as answer,
    ):
        if answer.status in _GONE:
            raise Gone(str(answer.status))
        answer.raise_for_status()
        content = await _bounded(answer.content.iter_chunked(1 << 16), most_bytes + _MOST_PADDING)
    return decrypt(content, where.key) if where.key else content


async def _bounded(chunks: AsyncIterator[bytes], most: int) -> bytes:
    content = bytearray()
    async for chunk in chunks:
        content += chunk
        if len(content) > most:
            raise TooLarge
    return bytes(content)
