"""Workbooks that Excel opens and openpyxl does not: part names in another case, and fills that say nothing."""

from __future__ import annotations

import io
import re
import zipfile

_PARTS = "[Content_Types].xml"
_PART_NAME = re.compile(r'PartName="/([^"]+)"')
_EMPTY_FILL = re.compile(rb"<((?:\w+:)?)fill\s*/>")
_A_FILL = rb"<\1fill><\1patternFill/></\1fill>"


def repaired(content: bytes) -> bytes:
    """The same workbook with its parts under the names that it lists. Raises KeyError and zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = _PART_NAME.findall(archive.read(_PARTS).decode())
        spelled = {name.lower(): name for name in listed}
        names = {name: spelled.get(name.lower(), name) for name in archive.namelist()}
        styles = {name: archive.read(name) for name in names if name.lower() == "xl/styles.xml"}
        if all(old == new for old, new in names.items()) and not any(map(_EMPTY_FILL.search, styles.values())):
            return content
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy:
            for old, new in names.items():
                part = archive.read(old)
                copy.writestr(new, _EMPTY_FILL.sub(_A_FILL, part) if old in styles else part)
    return written.getvalue()
