"""Commands that print."""

from __future__ import annotations

from dataclasses import dataclass

from bot.grammar.records.naming import HouseholdRef
from domain.model.printable import Printable


@dataclass(frozen=True, slots=True)
class Print:
    """``/yin 公示表 9月``: a document; ``which`` as ``Printable.which`` says, "" when nothing was said.

    ``document`` None: it was not said which. ``household``: the one that is named, of a document about one.
    """

    document: Printable | None
    which: str = ""
    household: HouseholdRef | None = None
