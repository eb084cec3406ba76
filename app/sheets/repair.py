"""Workbooks that Excel opens and openpyxl does not: "Strict Open XML", part names in another case, empty fills."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_PARTS = "[Content_Types].xml"
_PART_NAME = re.compile(r'PartName="/([^"]+)"')
_EMPTY_FILL = re.compile(rb"<((?:\w+:)?)fill\s*/>")
_A_FILL = rb"<\1fill><\1patternFill/></\1fill>"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml|drawingml|officeDocument)/")
"""The names of ISO/IEC 29500 Strict; those of Transitional, which all programs know, differ in the host and a year."""
_TRANSITIONAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_BARE = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
_XML = (".xml", ".rels")


def repaired(content: bytes) -> bytes:
    """The same workbook under the names that openpyxl knows. Raises KeyError and zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = _PART_NAME.findall(archive.read(_PARTS).decode())
        spelled = {name.lower(): name for name in listed}
        parts = {name: archive.read(name) for name in archive.namelist()}
    mended = {spelled.get(name.lower(), name): _mended(name.lower(), part) for name, part in parts.items()}
    return content if mended == parts else _packed(mended)


def without_looks(content: bytes) -> bytes:
    """The same workbook without fonts, colours and the author, over which openpyxl stumbles where Excel shrugs.

    Days are then read as the figures by which they are kept.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.lower().startswith("docprops/")}
    return _packed({name: _BARE if name.lower() == "xl/styles.xml" else part for name, part in parts.items()})


def _mended(name: str, part: bytes) -> bytes:
    if not name.endswith(_XML):
        return part
    part = _STRICT.sub(_TRANSITIONAL, part)
    return _EMPTY_FILL.sub(_A_FILL, part) if name == "xl/styles.xml" else part


def _packed(parts: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written.getvalue()
