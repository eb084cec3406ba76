"""How each document that can be printed is made, a file for those that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from app.printing.document import Document
from domain.model.printable import PRINTABLES


def _declared() -> Iterator[Document]:
    for module in iter_modules(__path__):
        declared = vars(import_module(f"{__name__}.{module.name}")).values()
        yield from (one for one in declared if isinstance(one, Document))


_MADE = {one.printable.name: one for one in _declared()}
DOCUMENTS = tuple(_MADE[one.name] for one in PRINTABLES)
"""All of them, in the order in which they are listed."""
