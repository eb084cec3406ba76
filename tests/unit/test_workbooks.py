"""Workbooks as people keep them: nothing that is seen in one is read as empty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from app.inspection import sheet as inspection
from app.roster.sheet import read
from domain.model.errors import Refused

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
    sheet = book.create_sheet("6组")
    sheet.append([*HEADER, "亲属"])
    sheet.append([*FIRST, "3-13"])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (formula, "E2 公式没有结果，请在 Excel 打开保存后再试"),
        (error_value, "E2 是错误值 #N/A，请改好再试"),
        (merged_phone, "第 3 行的“电话”是合并单元格，请取消合并，每户各填一格"),
        (other_table, "有几张表：Sheet、6组，请每张另存为一个文件，分别导入"),
    ],
)
def test_what_would_be_read_as_empty_is_refused(
    tmp_path: Path, change: Callable[[Workbook], None], problem: str
) -> None:
    with pytest.raises(Refused) as error:
        read(roster(tmp_path, change))
    assert error.value.data["problem"] == problem


def test_sheets_with_the_same_columns_are_one_roster(tmp_path: Path) -> None:
    sheet = read(roster(tmp_path, second_table))
    assert [(f"{row.line}", row.cells["户主"]) for row in sheet.rows] == [
        ("2（表“Sheet”）", "王建国"),
        ("3（表“Sheet”）", "李四"),
        ("2（表“6组”）", "赵六"),
    ]
    assert sheet.notes == ("读了 2 张表：Sheet、6组",)


def test_a_row_of_a_second_sheet_is_told_with_its_sheet(tmp_path: Path) -> None:
    def wrong(book: Workbook) -> None:
        second_table(book)
        book["6组"]["E2"] = "#N/A"

    with pytest.raises(Refused) as error:
        read(roster(tmp_path, wrong))
    assert error.value.data["problem"] == "表“6组”的 E2 是错误值 #N/A，请改好再试"


def test_inspection_sheets_of_one_book_are_imported_each_by_itself(tmp_path: Path) -> None:
    def second(book: Workbook) -> None:
        sheet = book.create_sheet("6组")
        sheet.append(["组", "号", "环4"])
        sheet.append([6, 1, 2])

    with pytest.raises(Refused) as error:
        inspection.read(saved(tmp_path, second, [["组", "号", "环4"], [3, 1, 2]]))
    assert error.value.data["problem"] == "有几张表：Sheet、6组，请每张另存为一个文件，分别导入"


def test_a_hidden_column_is_read_and_named(tmp_path: Path) -> None:
    def hidden(book: Workbook) -> None:
        book.worksheets[0].column_dimensions["E"].hidden = True

    sheet = read(roster(tmp_path, hidden))
    assert sheet.rows[0].cells["电话"] == "13800000001"
    assert sheet.notes == ("表“Sheet”里隐藏的 E 列也读了",)


def test_unit_and_group_merged_downwards_are_those_of_every_row(tmp_path: Path) -> None:
    def merged(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A2:A3")
        book.worksheets[0].merge_cells("B2:B3")

    rows = read(roster(tmp_path, merged)).rows
    assert [(row.cells["单位"], row.cells["组"]) for row in rows] == [("秦望村", "3")] * 2


def test_the_sheet_with_the_columns_is_found_and_the_others_are_named(tmp_path: Path) -> None:
    def around(book: Workbook) -> None:
        book.create_sheet("填写说明", 0)
        book.create_sheet("字典", 0).sheet_state = "hidden"
        book.create_sheet("说明").append(["请按格式填写"])

    sheet = read(roster(tmp_path, around))
    assert len(sheet.rows) == 2
    assert sheet.notes == ("没有读隐藏的表“字典”", "没有读表“说明”：它没有这些列")


def test_a_hidden_row_is_passed_over_and_named(tmp_path: Path) -> None:
    def hidden(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    sheet = read(roster(tmp_path, hidden))
    assert [row.line for row in sheet.rows] == [2]
    assert sheet.notes == ("没有读表“Sheet”里隐藏的第 3 行",)


def test_formatted_rows_to_the_last_are_no_households(tmp_path: Path) -> None:
    def border(book: Workbook) -> None:
        book.worksheets[0]["A1048576"].border = Border(top=Side(style="thin"))

    assert [row.line for row in read(roster(tmp_path, border)).rows] == [2, 3]


def test_titles_other_names_invisible_characters_and_footers(tmp_path: Path) -> None:
    title: list[object] = ["2026年名册", None, None, None, None]
    header: list[object] = ["村", "组别", "门牌号", "户主\u200b姓名", "联系电话"]
    row: list[object] = ["秦望村\u200b", "3\u200b", 12, "\u202d王建国\u202c", "13800000001"]
    sheet = read(saved(tmp_path, lambda _: None, [title, header, row, ["制表人：张三"]]))
    assert [row.cells for row in sheet.rows] == [dict(zip(HEADER, ["秦望村", "3", "12", *FIRST[3:]], strict=True))]
    assert sheet.notes == ("没有读第 4 行“制表人:张三”",)


def test_an_inspection_sheet_is_never_read_in_part(tmp_path: Path) -> None:
    file = saved(tmp_path, lambda _: None, [["组", "号", "环4"], [3, 1, "=1+1"]])
    with pytest.raises(Refused) as error:
        inspection.read(file)
    assert error.value.data["problem"] == "C2 公式没有结果，请在 Excel 打开保存后再试"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("xl/Worksheets/Sheet1.xml", b"", b""), ("xl/styles.xml", b"<fill><patternFill /></fill>", b"<fill/>")],
)
def test_what_excel_opens_is_read(tmp_path: Path, name: str, old: bytes, new: bytes) -> None:
    file = roster(tmp_path, lambda _: None)
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    spelled = next(part for part in parts if part.lower() == name.lower())
    content = parts.pop(spelled)
    assert old in content
    parts[name] = content.replace(old, new) if old else content
    with zipfile.ZipFile(file, "w") as archive:
        for part, kept in parts.items():
            archive.writestr(part, kept)
    assert [row.cells["户主"] for row in read(file).rows] == ["王建国", "李四"]
