"""Makers of spreadsheets as other programs and people leave them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from openpyxl import Workbook

HEADER = ("单位", "组", "号", "户主", "电话")
FIRST = ("秦望村", 3, 12, "王建国", "13800000001")
SECOND = ("秦望村", 3, 13, "李四", "021-57212345")
Row = Sequence[object]
Make = Callable[[Path], Path]
"""Writes a file into a folder, and names it."""

_MADE = Path(__file__).parent / "sheets"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def made(name: str) -> Make:
    """A file that another program wrote: its name says which."""
    return lambda _: _MADE / name


def book(*rows: Row, change: Callable[[Workbook], None] | None = None) -> Make:
    """A workbook with those rows on its first sheet, and a change to it."""

    def make(folder: Path) -> Path:
        workbook, file = Workbook(), folder / "名册.xlsx"
        for row in rows:
            workbook.worksheets[0].append(list(row))
        if change:
            change(workbook)
        workbook.save(file)
        return file

    return make


def roster(change: Callable[[Workbook], None]) -> Make:
    """A workbook with two households, and a change to it."""
    return book(HEADER, FIRST, SECOND, change=change)


def merging(*areas: str) -> Callable[[Workbook], None]:
    """A change that merges these areas of the first sheet."""

    def change(workbook: Workbook) -> None:
        for area in areas:
            workbook.worksheets[0].merge_cells(area)

    return change


def raw(content: bytes, name: str = "名册.csv") -> Make:
    """A file with that content."""

    def make(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(content)
        return file

    return make


def csv(*lines: str, encoding: str = "utf-8", newline: str = "\r\n") -> Make:
    """A CSV with those lines."""
    return raw((newline.join(lines) + newline).encode(encoding))


def xml(*rows: str, around: str = "{}", strings: str = "") -> Make:
    """A workbook with a sheet written by hand: ``rows`` are ``row`` elements, ``around`` stands around them.

    ``strings`` are the shared ``si`` elements.
    """
    parts = _parts(_MADE / "libreoffice.xlsx")
    data = around.format(f"<sheetData>{''.join(rows)}</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{_MAIN}">{data}</worksheet>'.encode()
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'.encode()
    return raw(zipped(parts), "名册.xlsx")


def inline(*cells: object, attributes: str = "") -> str:
    """A ``row`` element with its texts in the cells themselves, as web systems write them."""
    return (
        f"<row{attributes}>"
        + "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{escape(str(cell))}</t></is></c>' for cell in cells)
        + "</row>"
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip of those parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def parts_of(make: Make, *changes: tuple[str, bytes, bytes]) -> Make:
    """The same workbook with something else in some of its parts."""

    def rewritten(folder: Path) -> Path:
        file = make(folder)
        parts = _parts(file)
        for name, old, new in changes:
            assert old in parts[name]
            parts[name] = parts[name].replace(old, new)
        file.write_bytes(zipped(parts))
        return file

    return rewritten


def moved(make: Make, old: str, new: str) -> Make:
    """The same workbook with a part under another name."""

    def rewritten(folder: Path) -> Path:
        file = make(folder)
        file.write_bytes(zipped({new if name == old else name: part for name, part in _parts(file).items()}))
        return file

    return rewritten


def strict(make: Make) -> Make:
    """The same workbook as Excel saves it under "Strict Open XML"."""

    def rewritten(folder: Path) -> Path:
        file = make(folder)
        parts = _parts(file)
        for kind in (b"spreadsheetml", b"drawingml", b"officeDocument"):
            transitional = b"http://schemas.openxmlformats.org/" + kind + b"/2006/"
            own = b"http://purl.oclc.org/ooxml/" + kind + b"/"
            parts = {name: part.replace(transitional, own) for name, part in parts.items()}
        file.write_bytes(zipped(parts))
        return file

    return rewritten


def _parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {part: archive.read(part) for part in archive.namelist()}
