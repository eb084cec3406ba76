"""Random ids and codes."""

from __future__ import annotations

import secrets

_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Nothing that is read or heard as something else (0/O, 1/I/L)."""


def short_id() -> str:
    """For questions and errors: ten characters, about 50 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def invitation_code() -> str:
    """Eight characters, about 40 bits; used once and for some days only."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))
