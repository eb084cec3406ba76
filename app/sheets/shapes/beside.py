"""Tables side by side on one sheet, as people save paper: each is one of its own."""

from __future__ import annotations

from dataclasses import replace

from app.sheets.headings import named
from app.sheets.shapes.shape import cell
from app.sheets.table import Table, is_filled

_WHOSE = {"户主", "号", "户码"}


def apart(table: Table, start: int, notes: list[str]) -> list[Table]:
    """The tables whose headers stand beside each other on the line ``start``; the same one when there is only one."""
    names = named(table.lines[start][1])
    first = next((at for at, name in enumerate(names) if name), 0)
    begins = [at for at, name in enumerate(names) if name and name == names[first]]
    blocks = list(zip(begins, [*begins[1:], len(names)], strict=True))
    whole = [[name for name in names[left:right] if name] for left, right in blocks]
    if len(blocks) == 1 or _WHOSE.isdisjoint(whole[0]) or any(block != whole[0] for block in whole):
        return [table]
    notes.append(f"{table.said}有 {len(blocks)} 张表并排，都读了")
    return [
        replace(_cut(table, start, left, right), title=f"{table.title}左起第{at}张", of_sheet=table.title)
        for at, (left, right) in enumerate(blocks, start=1)
    ]


def _cut(table: Table, start: int, left: int, right: int) -> Table:
    """The lines above, whole, and of the others what stands in the table's own columns."""
    lines = [(number, [cell(cells, at) for at in range(left, right)]) for number, cells in table.lines[start:]]
    return replace(table, lines=[*table.lines[:start], *(line for line in lines if is_filled(line[1]))])
