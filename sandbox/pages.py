"""The product's own pages that the sandbox's page leads to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

Open = Callable[[str], Awaitable[str | bytes]]
"""Given the number of the phone that is shown: an address to go to, or a PDF. Raises NotPossible."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page of the product, to be opened beside this one.

    ``path`` is how the addresses of such pages begin; ``sections`` are its headings, with their English.
    """

    name: str
    english: str
    open: Open
    path: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
