"""Text in columns: a Chinese character is two columns wide, and tables line up all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len, set_cell_size

_ELLIPSIS = "…"


def width(text: str) -> int:
    """Columns that a text takes on a terminal or in a fixed-width font."""
    return cell_len(text)


def truncate(text: str, columns: int) -> str:
    """The text in at most so many columns, with … where something was left out."""
    if width(text) <= columns:
        return text
    if columns < 1:
        return ""
    return set_cell_size(text, columns - 1).rstrip() + _ELLIPSIS


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text in exactly so many columns, cut or filled with spaces; ``right`` sets it to the right."""
    cut = truncate(text, columns)
    blanks = " " * (columns - width(cut))
    return blanks + cut if right else cut + blanks


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> list[str]:
    """Lines of rows that line up, two spaces between columns; the columns in ``right`` are set to the right."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(pad(cell, widths[index], right=index in right) for index, cell in enumerate(row)).rstrip()
        for row in rows
    ]
