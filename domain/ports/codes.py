"""Where codes come from that nobody can guess, or not soon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codes:
    """Makes random codes: pickup codes with their check digit, four digits to be sent back, page links."""

    pickup: Callable[[], str]
    order: Callable[[], str]
    page: Callable[[], str]
