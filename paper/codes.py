"""Codes to scan (QR), as pictures for a sheet."""

from __future__ import annotations

import io

import segno


def qr(text: str) -> str:
    """An SVG of the code. A sixth of it may be dirty or torn and it can still be read (level M)."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False)
    return out.getvalue().decode()
