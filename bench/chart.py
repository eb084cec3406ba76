"""A chart of how far every figure is from its aim, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bench.aims import Verdict

_LABELS, _AIM_AT, _ROW, _WIDTH = 430, 160, 26, 860
"""Pixels: of the labels, from there to the aim, of a row, and in all."""
_MOST = 2.5
"""Bars end here, in aims."""
_MET, _MISSED = "#2f7d4f", "#b3452c"


def chart(verdicts: Sequence[Verdict]) -> str:
    """A bar for each figure that was measured; what lies within the line is as it should be."""
    measured = [verdict for verdict in verdicts if verdict.value is not None]
    height = _ROW * (len(measured) + 2)
    line = _LABELS + _AIM_AT
    rows = "\n".join(_row(place, verdict) for place, verdict in enumerate(measured, start=1))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img"'
        ' font-family="sans-serif" font-size="13">\n'
        "<title>Each figure in parts of its aim; shorter is better</title>\n"
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
        f'<text x="{line}" y="{_ROW - 9}" text-anchor="middle">aim</text>\n'
        f"{rows}\n"
        f'<line x1="{line}" x2="{line}" y1="{_ROW - 4}" y2="{height - _ROW}" stroke="#333"/>\n'
        "</svg>\n"
    )


def _row(place: int, verdict: Verdict) -> str:
    top = place * _ROW
    long = min(verdict.of_aim, _MOST) * _AIM_AT
    color = _MET if verdict.met else _MISSED
    return (
        f'<text x="{_LABELS - 8}" y="{top + 14}" text-anchor="end">{escape(verdict.aim.figure)}</text>'
        f'<rect x="{_LABELS}" y="{top + 3}" width="{long:.0f}" height="{_ROW - 10}" fill="{color}"/>'
        f'<text x="{_LABELS + long + 6:.0f}" y="{top + 14}">{verdict.of_aim:.2f}</text>'
    )
