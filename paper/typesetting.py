"""Setting a sheet: one template of ``templates/`` and the values that it shows, as a PDF.

Typst sets Chinese rightly and needs no program on the machine. Values reach a template as JSON: they are text there,
never markup, so that nothing which people typed can change a sheet's shape.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paper.fonts import FOLDER, missing
from text.shown import shown

if TYPE_CHECKING:
    from typst import Fonts

_TEMPLATES = Path(__file__).parent / "templates"

Value = str | int | None | Sequence["Value"] | Mapping[str, "Value"]
"""What a template may show."""

Row = list[str | int | None]
"""A line of a table; None = an empty cell."""


@dataclass(frozen=True, slots=True)
class SheetPhoto:
    """A photo on a sheet, by the SHA-256 of its content, and what stands under it."""

    digest: str
    under: str


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A document before it is set: the template's name and its values. ``photos`` are read when it is set."""

    template: str
    values: Mapping[str, Value]
    photos: Sequence[SheetPhoto] = ()


ReadPhoto = Callable[[str], bytes | None]
"""A photo as a small JPEG, by the SHA-256 of its content; None when it is not to be had."""


def _nothing(_: str) -> None:
    """No photos."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to print. ``unprintable`` are the characters that no font here has: they show as a blank box."""

    pdf: bytes
    unprintable: str


def typeset(sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto = _nothing) -> Paper:
    """Set a sheet; ``made`` is noted in the PDF as the time of its making. The same values make the same file.

    It is tagged for screen readers. ``read_photo`` gives the photos that stand on it. What is set here stays in memory
    for the next ten sheets: one of hundreds of pages is set by ``paper.apart``.
    """
    prepared = prepare(sheet, made, read_photo, tagged=True)
    return Paper(compiled(prepared.job, fonts_read()), prepared.unprintable)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet with everything that setting it needs, as a line of JSON in ``job``."""

    job: str
    unprintable: str


def prepare(sheet: FilledTemplate, made: datetime, read_photo: ReadPhoto, *, tagged: bool) -> Prepared:
    """Gather what setting a sheet needs. ``tagged``: for screen readers, which makes a list five times as large."""
    values = _as_it_reads({**sheet.values, "photos": [one.under for one in sheet.photos]})
    pictures = [_framed(read_photo(one.digest)) for one in sheet.photos]
    data = json.dumps({"values": values, "pictures": pictures}, ensure_ascii=False)
    job = {"template": sheet.template, "data": data, "made": int(made.timestamp()), "tagged": tagged}
    return Prepared(json.dumps(job, ensure_ascii=False), missing("".join(_texts(values))))


def fonts_read() -> Fonts:
    """The fonts of all sheets, some 17 MB."""
    import typst  # noqa: PLC0415 - takes 7 MB, and most processes never print

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER)])


def compiled(job: str, fonts: Fonts) -> bytes:
    """The PDF of a job of ``Prepared``."""
    import typst  # noqa: PLC0415 - as above

    read = json.loads(job)
    return typst.compile(
        str(_TEMPLATES / f"{read['template']}.typ"),
        root=str(_TEMPLATES),
        font_paths=fonts,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": read["data"]},
        timestamp=read["made"],
        pdf_tags=read["tagged"],
    )


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


def _framed(photo: bytes | None) -> str | None:
    """A JPEG as a picture that can be among texts: within an SVG, which a template shows as it shows codes."""
    if photo is None:
        return None
    image = f"data:image/jpeg;base64,{base64.b64encode(photo).decode()}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3">'
        f'<image href="{image}" width="4" height="3" preserveAspectRatio="xMidYMid meet"/></svg>'
    )


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
