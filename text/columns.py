"""Text in columns: a Chinese character is two columns wide, and tables line up all the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rich.cells import cell_len


def width(text: str) -> int:
    """Columns that a text takes on a terminal or in a fixed-width font."""
    return cell_len(text)


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> list[str]:
    """Lines of rows that line up, two spaces between columns; the columns in ``right`` are set to the right."""
    columns = [_lined_up(column, index in right) for index, column in enumerate(zip(*rows, strict=True))]
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]


_PIECE = re.compile(r"\s+|[!-~]+[，。；：、）”！？]*|.[，。；：、）”！？…]*")
"""What stays on one line: a word, or a character with the signs behind it."""


def wrapped(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns, parted at blanks and between Chinese characters."""
    lines, taken = [""], 0
    for piece in _PIECE.findall(text):
        if taken + width(piece.rstrip()) > columns and lines[-1]:
            lines.append("")
            taken = 0
        added = piece if lines[-1] else piece.lstrip()
        lines[-1] += added
        taken += width(added)
    return [line.rstrip() for line in lines]


def _lined_up(column: Sequence[str], right: bool) -> list[str]:
    """Its cells, filled with spaces to the widest. Most say what others say, and are measured once."""
    widths = {cell: width(cell) for cell in set(column)}
    widest = max(widths.values())
    filled = {
        cell: " " * (widest - wide) + cell if right else cell + " " * (widest - wide) for cell, wide in widths.items()
    }
    return [filled[cell] for cell in column]
