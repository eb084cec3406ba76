"""Roster files: encodings, workbooks, headers, and files that are no rosters."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.roster.sheet import read
from app.sheets import files, xlsx_file
from app.sheets.table import Sheet
from domain.model.errors import Refused

TEXT = "单位,组,号,户主,电话\n秦望村,3,12,王建国,13800000001\n"
CELLS = {"单位": "秦望村", "组": "3", "号": "12", "户主": "王建国", "电话": "13800000001"}


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def only_sheet(file: Path) -> Sheet:
    (sheet,) = read(file, {}, [])
    return sheet


def refused(file: Path) -> str:
    with pytest.raises(Refused) as error:
        read(file, {}, [])
    assert error.value.code == "bad-file"
    problem = error.value.data["problem"]
    assert isinstance(problem, str)
    return problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "，"])
def test_csv_in_every_usual_form(tmp_path: Path, encoding: str, newline: str, delimiter: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(TEXT.replace("\n", newline).replace(",", delimiter).encode(encoding))
    assert [row.cells for row in only_sheet(file).rows] == [CELLS]


@pytest.mark.parametrize(
    "header",
    [
        "村/社区,村民小组,门牌号,户主姓名（必填）,手机/座机",
        "*单位,*组,*号,*户主,*电话",
        "单位：,组：,号：,户主：,电话：",
        "所在村[下拉选择],组别,户 号,户主　姓名,联系电话【11位】",
        "单位或村,组,号,户主(与户口本一致),电话（没有可不填）",
    ],
)
def test_a_heading_with_signs_and_remarks_is_read_by_its_words(tmp_path: Path, header: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(TEXT.replace("单位,组,号,户主,电话", header), encoding="utf-8")
    assert [row.cells for row in only_sheet(file).rows] == [CELLS]


@pytest.mark.parametrize("header", ["单位,组,序号,户主,电话", "单位,组,户主/号,户主,电话"])
def test_a_heading_that_names_no_column_or_two_is_told(tmp_path: Path, header: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(TEXT.replace("单位,组,号,户主,电话", header), encoding="utf-8")
    assert refused(file) == f"缺少这些列：号（不认识的列名：{header.split(',')[2]}）。第一行要写列名"


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text('\n备注,电话,户主,号,组,单位\n"两\n行",1,甲,1,1,村\n,,,,,\n\n,2,乙,2,1,村\n', encoding="utf-8")
    sheet = only_sheet(file)
    assert [(row.at.line, row.cells["户主"]) for row in sheet.rows] == [(3, "甲"), (7, "乙")]
    assert sheet.ignored == ("备注",)


def test_a_workbook_with_numbers_and_gaps(tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    header: list[object] = ["单位", "组", "号", "户主", "电话", "亲属"]
    file.write_bytes(
        workbook(
            header,
            ["秦望村", 3, 12.0, "王建国", 13800000001.0, None],
            [],
            [310116103208, "3组", "13号", "李四", None, datetime(2026, 3, 12, tzinfo=UTC).replace(tzinfo=None)],
        )
    )
    first, second = only_sheet(file).rows
    assert (first.at.line, first.cells) == (2, {**CELLS, "亲属": ""})
    assert (second.at.line, second.cells["单位"], second.cells["亲属"]) == (4, "310116103208", "(日期)2026-03-12")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "文件是空的"),
        (b"\n,,\n", "文件是空的"),
        ("单位,组,号,户主,电话\n".encode(), "表头下面一户也没有"),
        ("单位,组,户主\n".encode(), "缺少这些列：号、电话。第一行要写列名"),
        ("单位,组,号,户主,电话,电话\n".encode(), "这些列有两个：电话"),
        (TEXT.encode() + '"没有关上'.encode(), "第 3 行的引号或格式不对"),
        (b"\xff\xfe\x00\x01\xff", "看不懂文件的编码，请另存为“CSV UTF-8”或 xlsx"),
        (b"%PDF-1.7", "这是pdf，不是表格，请用原来的 xlsx 或 CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是旧格式的 Excel 文件，请另存为 xlsx 再试"),
        (b"PK\x03\x04 not a workbook", "这个文件读不了，请用 Excel 打开后另存为 xlsx 再试"),
        (b"\x89PNG\r\n", "这是图片，不是表格，请用原来的 xlsx 或 CSV"),
        (b"Rar!\x1a\x07", "这是压缩包，请先解压，再导入里面的表格"),
        (b"\n<HTML><table>", "这是网页，请另存为 xlsx 再试"),
        (TEXT.replace("电话", "电话,手机号").encode(), "有几列电话：电话、手机号，请合成一列，几个号码用分号隔开"),
    ],
)
def test_what_is_no_roster_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    file = tmp_path / "roster.csv"
    file.write_bytes(content)
    assert refused(file) == problem


def test_another_zip_or_a_cut_workbook_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert refused(file) == "这是压缩包，请先解压，再导入里面的表格"
    file.write_bytes(workbook(["单位"])[:-60])
    assert refused(file) == "这个文件读不了，请用 Excel 打开后另存为 xlsx 再试"


def test_what_is_missing_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == "没有这个文件"
    assert refused(tmp_path) == "这是文件夹，不是文件"


def test_sizes_are_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(workbook(["单位"]))
    monkeypatch.setattr(xlsx_file, "MAX_UNPACKED", 1000)
    assert refused(file) == "这个 xlsx 文件展开后太大了"
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    assert refused(file).startswith("文件超过")
