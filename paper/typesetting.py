"""Setting a sheet: one template of ``templates/`` and the values that it shows, as a PDF.

Typst sets Chinese rightly and needs no program on the machine. Values reach a template as JSON: they are text there,
never markup, so that nothing which people typed can change a sheet's shape.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typst

from paper.fonts import FOLDER, missing
from text.shown import shown

_TEMPLATES = Path(__file__).parent / "templates"

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a template may show."""

Row = list[str | int | None]
"""A line of a table; None = an empty cell."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document before it is set: the template's name and its values."""

    template: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to print. ``unprintable`` are the characters that no font here has: they show as a blank box."""

    pdf: bytes
    unprintable: str


def typeset(sheet: Sheet, made: datetime) -> Paper:
    """Set a sheet; ``made`` is noted in the PDF as the time of its making. The same values make the same file."""
    values = _as_it_reads(sheet.values)
    pdf = typst.compile(
        str(_TEMPLATES / f"{sheet.template}.typ"),
        root=str(_TEMPLATES),
        font_paths=[str(FOLDER)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        timestamp=int(made.timestamp()),
    )
    return Paper(pdf, missing("".join(_texts(values))))


def _as_it_reads(value: Value) -> Value:
    """The same with every text as it may be shown."""
    match value:
        case str():
            return shown(value)
        case Mapping():
            return {name: _as_it_reads(one) for name, one in value.items()}
        case Sequence():
            return [_as_it_reads(one) for one in value]
        case _:
            return value


def _texts(value: Value) -> Iterator[str]:
    """Every text that is shown."""
    match value:
        case str():
            yield value
        case Mapping():
            for one in value.values():
                yield from _texts(one)
        case Sequence():
            for one in value:
                yield from _texts(one)
