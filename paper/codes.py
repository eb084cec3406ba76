"""Codes to scan (QR), as pictures for a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import zxingcpp

from text.days import month_day

_BORDER = 2
"""Modules of light around a code."""
_LARGEST = 177
"""Modules of a side (ISO/IEC 18004, version 40)."""
_RUN = re.compile(b"\x00+|\xff+")
_DRAWN = {
    run: step
    for length in range(1, _LARGEST + 1)
    for run, step in ((b"\x00" * length, f"h{length}"), (b"\xff" * length, f"m{length} 0"))
}
"""A run of dark modules is a line, one of light modules a step to the next."""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The address of a household's own page, which is good until that day; whoever has it may read and act there."""

    address: str
    until: date

    @property
    def printed(self) -> dict[str, str]:
        """The code, and what stands under it."""
        return {"code": qr(self.address), "under": f"扫看自家，用到{month_day(self.until)}"}


def qr(text: str) -> str:
    """An SVG of the code. A sixth of it may be dirty or torn and it can still be read (level M)."""
    image = zxingcpp.create_barcode(text, zxingcpp.QRCode, ec_level="M").to_image(add_quiet_zones=False)
    side = image.shape[0]
    modules = memoryview(image).tobytes()  # type: ignore[arg-type]  # its stub does not say that it is a buffer
    dark = "".join(_row(modules[y * side : (y + 1) * side], y + _BORDER) for y in range(side))
    size = side + 2 * _BORDER
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{dark}" stroke="#000"/></svg>'
    )


def _row(modules: bytes, y: int) -> str:
    """The dark runs of a row, as lines of a path that is one module wide."""
    return f"M{_BORDER} {y}.5" + "".join(map(_DRAWN.__getitem__, _RUN.findall(modules)))
