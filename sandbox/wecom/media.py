"""Pictures and files as the platform hands them out: encrypted, each with a key of its own, for five minutes."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

GOOD_FOR_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Stored:
    """An encrypted file and when it was put there (seconds, by the stand-in's clock)."""

    content: bytes
    at: float


def encrypt(content: bytes, key: bytes) -> bytes:
    """AES-256-CBC, padded by PKCS#7 to 32 bytes, with the key's first 16 bytes as IV."""
    padder = PKCS7(256).padder()
    padded = padder.update(content) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).encryptor()
    return encryptor.update(padded) + encryptor.finalize()


def key_of(name: str) -> tuple[bytes, str]:
    """The key of a file, and how the platform writes it: Base64 without padding.

    The same name has the same key, since one foreign key in 256 gives a padding that looks right.
    """
    key = hashlib.sha256(name.encode()).digest()
    return key, base64.b64encode(key).decode().rstrip("=")
