"""Workbooks as people keep them: nothing that is seen in one is read as empty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from app.roster.rows import read_rows
from app.roster.sheet import read
from app.sheets.table import SheetRow

UNITS = {"310116103208": "秦望村"}
HEADER = ["单位", "组", "号", "户主", "电话"]
FIRST = ["秦望村", 3, 12, "王建国", "13800000001"]
SECOND = ["秦望村", 3, 13, "李四", ""]


def saved(folder: Path, change: Callable[[Workbook], None], rows: list[list[object]]) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    change(book)
    content = io.BytesIO()
    book.save(content)
    file = folder / "名册.xlsx"
    file.write_bytes(content.getvalue())
    return file


def roster(folder: Path, change: Callable[[Workbook], None]) -> Path:
    return saved(folder, change, [list(HEADER), list(FIRST), list(SECOND)])


def only_sheet(file: Path) -> tuple[Sequence[SheetRow], list[str]]:
    """The rows of a file with one sheet, and what was noted."""
    notes: list[str] = []
    (sheet,) = read(file, notes)
    return sheet.rows, notes


def formula(book: Workbook) -> None:
    book.worksheets[0]["E2"] = '=IF(1,"13700000001","")'


def error_value(book: Workbook) -> None:
    book.worksheets[0]["E2"] = "#N/A"


def merged_phone(book: Workbook) -> None:
    book.worksheets[0].merge_cells("E2:E3")


def second_table(book: Workbook) -> None:
    sheet = book.create_sheet("6组")
    sheet.append(HEADER)
    sheet.append(["秦望村", 6, 1, "赵六", "13800000006"])


def other_table(book: Workbook) -> None:
    sheet = book.create_sheet("7组")
    sheet.append([*HEADER, "亲属"])
    sheet.append([*FIRST, "3-13"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (formula, "第 2 行：E2 公式没有结果，请在 Excel 打开保存后再试"),
        (error_value, "第 2 行：E2 是错误值 #N/A，请改好再试"),
        (merged_phone, "第 3 行：电话是合并单元格，请取消合并，每户各填一格"),
    ],
)
def test_what_would_be_read_as_empty_is_a_problem_of_its_row(
    tmp_path: Path, change: Callable[[Workbook], None], problem: str
) -> None:
    rows = read_rows(read(roster(tmp_path, change), []), UNITS)
    assert [f"{row.at}：{told}" for row in rows for told in row.problems] == [problem]


def test_sheets_of_a_book_are_one_roster_each_with_its_own_columns(tmp_path: Path) -> None:
    def more(book: Workbook) -> None:
        second_table(book)
        other_table(book)

    notes: list[str] = []
    sheets = read(roster(tmp_path, more), notes)
    assert [(str(row.at), row.cells["户主"]) for sheet in sheets for row in sheet.rows] == [
        ("表“Sheet”第 2 行", "王建国"),
        ("表“Sheet”第 3 行", "李四"),
        ("表“6组”第 2 行", "赵六"),
        ("表“7组”第 2 行", "王建国"),
    ]
    assert notes == ["读了 3 张表：Sheet、6组、7组"]


def test_a_hidden_column_is_read_and_named(tmp_path: Path) -> None:
    def hidden(book: Workbook) -> None:
        book.worksheets[0].column_dimensions["E"].hidden = True

    rows, notes = only_sheet(roster(tmp_path, hidden))
    assert rows[0].cells["电话"] == "13800000001"
    assert notes == ["表“Sheet”里隐藏的 E 列也读了"]


def test_unit_and_group_merged_downwards_are_those_of_every_row(tmp_path: Path) -> None:
    def merged(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A2:A3")
        book.worksheets[0].merge_cells("B2:B3")

    rows, _ = only_sheet(roster(tmp_path, merged))
    assert [(row.cells["单位"], row.cells["组"]) for row in rows] == [("秦望村", "3")] * 2


def test_the_sheet_with_the_columns_is_found_and_the_others_are_named(tmp_path: Path) -> None:
    def around(book: Workbook) -> None:
        book.create_sheet("填写说明", 0)
        book.create_sheet("字典", 0).sheet_state = "hidden"
        book.create_sheet("说明").append(["请按格式填写"])

    rows, notes = only_sheet(roster(tmp_path, around))
    assert len(rows) == 2
    assert notes == ["没有读隐藏的表“字典”", "没有读表“说明”：它没有这些列"]


def test_a_hidden_row_is_passed_over_and_named(tmp_path: Path) -> None:
    def hidden(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    rows, notes = only_sheet(roster(tmp_path, hidden))
    assert [row.at.line for row in rows] == [2]
    assert notes == ["没有读表“Sheet”里隐藏的第 3 行"]


def test_formatted_rows_to_the_last_are_no_households(tmp_path: Path) -> None:
    def border(book: Workbook) -> None:
        book.worksheets[0]["A1048576"].border = Border(top=Side(style="thin"))

    assert [row.at.line for row in only_sheet(roster(tmp_path, border))[0]] == [2, 3]


def test_titles_other_names_invisible_characters_and_footers(tmp_path: Path) -> None:
    title: list[object] = ["2026年名册", None, None, None, None]
    header: list[object] = ["村", "组别", "门牌号", "户主\u200b姓名", "联系电话"]
    row: list[object] = ["秦望村\u200b", "3\u200b", 12, "\u202d王建国\u202c", "13800000001"]
    rows, notes = only_sheet(saved(tmp_path, lambda _: None, [title, header, row, ["制表人：张三"]]))
    assert [row.cells for row in rows] == [dict(zip(HEADER, ["秦望村", "3", "12", *FIRST[3:]], strict=True))]
    assert notes == ["没有读第 4 行“制表人:张三”"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("xl/Worksheets/Sheet1.xml", b"", b""), ("xl/styles.xml", b"<fill><patternFill /></fill>", b"<fill/>")],
)
def test_what_excel_opens_is_read(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    file = roster(tmp_path, lambda _: None)

    def spelled_otherwise(parts: dict[str, bytes]) -> None:
        spelled = next(part for part in parts if part.lower() == name.lower())
        content = parts.pop(spelled)
        assert old in content
        parts[name] = content.replace(old, new) if old else content

    changed(file, spelled_otherwise)
    assert [row.cells["户主"] for row in only_sheet(file)[0]] == ["王建国", "李四"]


def test_a_strict_workbook_is_read(tmp_path: Path) -> None:
    def strict(parts: dict[str, bytes]) -> None:
        for name in list(parts):
            for part in (b"spreadsheetml", b"drawingml", b"officeDocument"):
                transitional = b"http://schemas.openxmlformats.org/" + part + b"/2006/"
                parts[name] = parts[name].replace(transitional, b"http://purl.oclc.org/ooxml/" + part + b"/")

    file = roster(tmp_path, lambda _: None)
    changed(file, strict)
    assert [row.cells["户主"] for row in only_sheet(file)[0]] == ["王建国", "李四"]


def changed(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change the parts of a workbook, by name."""
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as archive:
        for part, kept in parts.items():
            archive.writestr(part, kept)
