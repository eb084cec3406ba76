"""Codes to scan (QR), as pictures for a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import segno

from text.days import month_day

_MASK = 2
"""For hundreds of codes at once: a random token reads as well in one pattern as in another."""

_BORDER = 2
"""Modules of light around a code."""
_DARK = re.compile(b"\1+")


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The address of a household's own page, which is good until that day; whoever has it may read and act there."""

    address: str
    until: date

    @property
    def printed(self) -> dict[str, str]:
        """The code, and what stands under it."""
        return {"code": qr(self.address, _MASK), "under": f"扫看自家，用到{month_day(self.until)}"}


def qr(text: str, mask: int | None = None) -> str:
    """An SVG of the code. A sixth of it may be dirty or torn and it can still be read (level M).

    ``mask``: one of the standard's patterns, 0 to 7; without it the best is looked for, which takes most of the time.
    """
    matrix = segno.make(text, error="m", micro=False, mask=mask).matrix
    size = len(matrix) + 2 * _BORDER
    dark = "".join(_runs(row, y + _BORDER) for y, row in enumerate(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dark}" stroke="#000"/></svg>'
    )


def _runs(row: bytearray, y: int) -> str:
    """The dark runs of a row, as lines of a path that is one module wide."""
    return "".join(f"M{run.start() + _BORDER} {y}.5h{run.end() - run.start()}" for run in _DARK.finditer(row))
