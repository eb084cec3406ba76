"""Random ids and codes."""

from __future__ import annotations

import secrets

from domain.ports.codes import Codes
from text.codes import make

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is read or heard as something else (0/O, 1/I/L)."""


def short_id() -> str:
    """For questions and errors: ten characters, about 50 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def pickup_code() -> str:
    """Seven digits at random and a check digit."""
    return make(secrets.randbelow(9_000_000) + 1_000_000)


def order_code() -> str:
    """Four digits, to be sent back within minutes and in few tries."""
    return f"{secrets.randbelow(10_000):04}"


def page_token() -> str:
    """The token of a page's link: 16 characters of an address, 96 bits."""
    return secrets.token_urlsafe(12)


CODES = Codes(pickup_code, order_code, page_token)


def invitation_code() -> str:
    """Eight characters, about 40 bits; used once and for some days only."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))
