"""What the chat side asks whoever prints for, and what it gets."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintJob:
    """A document of a unit; ``which`` as ``Printable.which`` says: 2026-11, 2026Q4, 2026, a household code, or "".

    ``links``: a page for a household has a code to its own page, where whoever holds it may act for the household; not
    for a chat of several people.
    """

    document: str
    unit: str
    which: str
    links: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF. ``unprintable``: characters that have to be written by hand."""

    name: str
    content: bytes
    unprintable: str


Printer = Callable[[PrintJob], Awaitable[Printed | str]]
"""Prints a document, or says in a sentence why there is none. Raises Unavailable."""
