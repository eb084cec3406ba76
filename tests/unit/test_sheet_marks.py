"""What a worksheet part says of its cells, however the program that wrote it spells XML."""

from __future__ import annotations

import pytest

from app.sheets.marks import marks_of

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PREFIXED = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def part(rows: str, more: str = "") -> bytes:
    return f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{more}</worksheet>".encode()


@pytest.mark.parametrize(
    "xml",
    [
        part('<row r="2"><c r="E2"><f>1+1</f></c></row>'),
        part('<row r="2"><c r="E2"><f>1+1</f><v></v></c></row>'),
        part('<row r="2"><c r="E2"><f>1+1</f><v/></c></row>'),
        part('<row r="2"><c r="D2" s="3"/><c r="E2"><f>1+1</f></c></row>'),
        part('<row r="2"><c r="E2" t="str"><f>A1</f></c></row>'),
        part("<row r='2'><c r='E2'><f>1+1</f></c></row>"),
        part("<row/><row><c/><c/><c/><c/><c><f>1+1</f></c></row>"),
        f'<x:worksheet {PREFIXED}><x:row r="2"><x:c r="E2"><x:f>1</x:f></x:c></x:row></x:worksheet>'.encode(),
    ],
)
def test_a_formula_without_its_result_is_found(xml: bytes) -> None:
    assert marks_of(xml).unsolved == {(2, 5)}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="E2"><f>1+1</f><v>2</v></c>',
        '<c r="E2" t="str"><f>A1</f><v></v></c>',
        '<c r="E2"><v>2</v></c>',
        '<c r="E2"/>',
    ],
)
def test_a_cell_that_says_what_is_in_it_is_not_marked(cell: str) -> None:
    assert marks_of(part(f'<row r="2">{cell}</row>')).unsolved == frozenset()


def test_what_a_merged_cell_covers_is_known_below_and_beside() -> None:
    marks = marks_of(part('<row r="2"/>', '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'))
    assert marks.above == {(3, 2): 2}
    assert marks.beside == {(2, 3), (3, 3)}


def test_hidden_rows_are_known_by_number_or_by_place() -> None:
    assert marks_of(part('<row r="1"/><row hidden="1"/><row r="9" hidden="true"/>')).hidden == {2, 9}
