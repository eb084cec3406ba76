"""Text in columns: a Chinese character is two columns wide, and tables line up all the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.cells import cell_len


def width(text: str) -> int:
    """Columns that a text takes on a terminal or in a fixed-width font."""
    return cell_len(text)


def table(rows: Sequence[Sequence[str]], *, right: Collection[int] = ()) -> list[str]:
    """Lines of rows that line up, two spaces between columns; the columns in ``right`` are set to the right."""
    columns = [_lined_up(column, index in right) for index, column in enumerate(zip(*rows, strict=True))]
    return ["  ".join(cells).rstrip() for cells in zip(*columns, strict=True)]


def _lined_up(column: Sequence[str], right: bool) -> list[str]:
    """Its cells, filled with spaces to the widest. Most say what others say, and are measured once."""
    widths = {cell: width(cell) for cell in set(column)}
    widest = max(widths.values())
    filled = {
        cell: " " * (widest - wide) + cell if right else cell + " " * (widest - wide) for cell, wide in widths.items()
    }
    return [filled[cell] for cell in column]
