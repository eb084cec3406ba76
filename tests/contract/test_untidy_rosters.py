"""Spreadsheets as people and other programs leave them, through the command line: read rightly, or told what to do."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.contract.roster_cases import LI, WANG, Read, Told, cell, head_row, office, on_sheet
from tests.contract.untidy import (
    FIRST,
    HEADER,
    SECOND,
    Make,
    book,
    csv,
    inline,
    made,
    merging,
    moved,
    parts_of,
    raw,
    roster,
    strict,
    xml,
    zipped,
)

__all__ = ["office"]

LINES = (",".join(HEADER), "秦望村,3,12,王建国,13800000001", "秦望村,3,13,李四,021-57212345")
ROWS = tuple(map(str, FIRST)), tuple(map(str, SECOND))


def more_sheets(**sheets: list[tuple[object, ...]]) -> Make:
    """A workbook with two households, and further sheets."""

    def changed(workbook: Workbook) -> None:
        for title, rows in sheets.items():
            sheet = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)

    return roster(changed)


def hidden_sheet(workbook: Workbook) -> None:
    workbook.create_sheet("字典", 0).append(["单位", "秦望村"])
    workbook.worksheets[0].sheet_state = "veryHidden"
    workbook.create_sheet("填写说明", 0)


def filtered(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:E3"
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[3].hidden = True


def filtered_to_the_first(sheet: Worksheet) -> None:
    for number in range(3, 15):
        sheet.cell(number, 4, "李四")
        sheet.row_dimensions[number].hidden = True


def noted(sheet: Worksheet) -> None:
    sheet["E2"].comment = Comment("打不通", "王")
    sheet["A1048576"].border = Border(top=Side(style="thin"))


def with_chart(workbook: Workbook) -> None:
    workbook.create_chartsheet("图").add_chart(BarChart())


def inspected(*rows: tuple[object, ...]) -> Make:
    return more_sheets(**{"6组": list(rows)})


PHONETIC = "".join(f"<si><t>{text}</t></si>" for text in (*HEADER, "秦望村", "13800000001")) + (
    '<si><r><rPr><b/></rPr><t>王</t></r><r><t>建国</t></r><rPh sb="0" eb="1"><t>WANG</t></rPh></si>'
)
WPS = (
    '<row r="1" spans="1:5">'
    + "".join(f'<c r="{"ABCDE"[at]}1" s="0" t="s"><v>{at}</v></c>' for at in range(5))
    + '</row><row r="2" spans="1:5" ht="14.25"><c r="A2" t="s"><v>5</v></c><c r="B2"><v>3</v></c>'
    '<c r="C2"><v>12</v></c><c r="D2" t="s"><v>7</v></c><c r="E2"><v>1.3800000001E10</v></c></row>'
)
X14 = (
    '{}<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="0"/></ext></extLst>'
)

READ = {
    "LibreOffice": Read(made("libreoffice.xlsx")),
    "XlsxWriter, filter and frozen header": Read(made("xlsxwriter.xlsx")),
    "PyExcelerate": Read(made("pyexcelerate.xlsx")),
    "Strict Open XML": Read(strict(book(HEADER, FIRST, SECOND))),
    "WPS: shared strings in runs with pinyin, an exponent": Read(xml(WPS, strings=PHONETIC), homes=(WANG,)),
    "a web system's texts in the cells": Read(xml(inline(*HEADER), *(inline(*row) for row in ROWS))),
    "extensions that a library does not know": Read(xml(inline(*HEADER), *(inline(*row) for row in ROWS), around=X14)),
    "a colour and a day of making that no library reads": Read(
        parts_of(
            book(HEADER, FIRST, SECOND),
            ("xl/styles.xml", b'<sz val="11" />', b'<sz val="11" /><color rgb="red" />'),
            ("docProps/core.xml", b"T", b" at "),
        )
    ),
    "names of parts in another case": Read(
        moved(book(HEADER, FIRST, SECOND), "xl/worksheets/sheet1.xml", "xl/Worksheets/Sheet1.xml")
    ),
    "a fill that says nothing": Read(
        parts_of(book(HEADER, FIRST, SECOND), ("xl/styles.xml", b"<fill><patternFill /></fill>", b"<fill/>"))
    ),
    "rows without numbers and a wrong size": Read(
        xml(inline(*HEADER), "<row/>", *(inline(*row) for row in ROWS), around='<dimension ref="A1"/>{}')
    ),
    "an escaped line break": Read(
        xml(inline(*HEADER), inline(*FIRST[:4], "13800000001;_x000D_\n13800000002")),
        homes=(("3-12 王建国", "+8613800000001", "+8613800000002"),),
    ),
    "Excel's CSV with a byte order mark": Read(csv(*LINES, encoding="utf-8-sig")),
    "CSV in GB18030 with a rare character": Read(
        csv(LINES[0], "秦望村,3,12,王𬀩,13800000001", encoding="gb18030"), homes=(("3-12 王𬀩", "+8613800000001"),)
    ),
    "Excel's Unicode text": Read(csv(*(line.replace(",", "\t") for line in LINES), encoding="utf-16")),
    "semicolons": Read(csv(*(line.replace(",", ";") for line in LINES))),
    "Chinese commas": Read(csv(*(line.replace(",", "，") for line in LINES), encoding="gb18030")),
    "sep=": Read(csv("sep=;", *(line.replace(",", ";") for line in LINES))),
    "line ends of an old Mac": Read(csv(*LINES, newline="\r")),
    "every cell quoted, with blanks": Read(csv(*('"' + line.replace(",", ' "," ') + '"' for line in LINES))),
    "apostrophes before figures": Read(csv(LINES[0], "秦望村,'3,'12,王建国,'13800000001", LINES[2])),
    "a CSV called xlsx": Read(raw("\n".join(LINES).encode(), "名册.xlsx")),
    "figures as texts, texts as figures": Read(
        book(
            HEADER, ("秦望村", "3.0", "12.0", "王建国", 13800000001.0), ("310116103208", " ３组", "第13号", *SECOND[3:])
        )
    ),
    "a code as a figure": Read(book(HEADER, (310116103208, *FIRST[1:]), SECOND)),
    "other names of columns, a unit without its 村": Read(
        book(("村名", "组别", "门牌号", "户主姓名", "联系电话"), ("秦望", *FIRST[1:]), ("秦望", *SECOND[1:]))
    ),
    "names of columns with blanks, breaks and marks": Read(head_row("单\n位", " 组 ", "号\u200b", "户　主", "电话")),
    "a title over the columns": Read(book(("2026年秦望村名册",), (), HEADER, FIRST, SECOND)),
    "groups of columns over their names": Read(
        book(("住址", None, None, "住户", None), HEADER, FIRST, SECOND, change=merging("A1:C1"))
    ),
    "a blank first column": Read(book((None, *HEADER), (None, *FIRST), (None, *SECOND))),
    "a number in front and a remark behind": Read(
        book(("序号", *HEADER, "备注"), (1, *FIRST, "低保"), (2, *SECOND, None)), ("没有用到的列：序号、备注",)
    ),
    "cells beside the table": Read(
        book((*HEADER, None), (*FIRST, None), (*SECOND, "搬走了？")), ("没有用到的列：第6列（没有列名）",)
    ),
    "footers": Read(
        book(
            HEADER,
            FIRST,
            SECOND,
            ("合计", None, None, "2户"),
            ("填表人：张三", None, None, "2026-11-01"),
            ("备注：无",),
            ("制表：", None, "复核：", None),
            ("审核：",),
        ),
        (
            *("没有读第 4 行“合计”", "没有读第 5 行“填表人:张三”", "没有读第 6 行“备注:无”"),
            *("没有读第 7 行“制表:”", "没有读第 8 行“审核:”"),
        ),
    ),
    "the header again on the second page": Read(book(HEADER, FIRST, HEADER, SECOND), ("没有读第 3 行：又是一行表头",)),
    "unit and group merged downwards": Read(roster(merging("A2:A3", "B2:B3"))),
    "a comment, and a border on the last row of all": Read(on_sheet(noted)),
    "a hidden row under a filter": Read(on_sheet(filtered), ("没有读表“Sheet”里隐藏的第 3 行",), (WANG,)),
    "more hidden rows than are named": Read(
        on_sheet(filtered_to_the_first),
        ("没有读表“Sheet”里隐藏的第 3、4、5、6、7、8、9、10、11、12 等 12 行",),
        (WANG,),
    ),
    "a hidden column": Read(
        on_sheet(lambda sheet: setattr(sheet.column_dimensions["E"], "hidden", True)), ("表“Sheet”里隐藏的 E 列也读了",)
    ),
    "hidden and empty sheets in front": Read(roster(hidden_sheet), ("没有读隐藏的表“字典”",)),
    "a chart": Read(roster(with_chart)),
    "a sheet that is something else": Read(more_sheets(说明=[("请按格式填写",)]), ("没有读表“说明”：它没有这些列",)),
    "a sheet for each group, with more columns": Read(
        inspected((*HEADER, "亲属"), ("秦望村", 6, 1, "赵六", None, "3-12")),
        ("读了 2 张表：Sheet、6组",),
        (WANG, LI, ("6-1 赵六",)),
    ),
    "formulas with their results": Read(
        xml(
            inline(*HEADER),
            inline(*FIRST[:4]).replace("</row>", '<c t="str"><f>"1380000"&amp;"0001"</f><v>13800000001</v></c></row>'),
            inline(*ROWS[1]),
        )
    ),
}

TOLD = {
    "an old workbook": Told(made("libreoffice.xls"), ("libreoffice.xls：这是旧格式的 Excel 文件，请另存为 xlsx 再试",)),
    "an OpenDocument sheet": Told(made("libreoffice.ods"), ("libreoffice.ods：这是ods，请另存为 xlsx 再试",)),
    "a workbook with a password": Told(
        raw(b"\xd0\xcf\x11\xe0" + b"\0" * 508 + "EncryptedPackage".encode("utf-16-le"), "名册.xlsx"),
        ("名册.xlsx：文件有密码，请去掉密码再试",),
    ),
    "a binary workbook": Told(
        raw(zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01"}), "名册.xlsb"),
        ("名册.xlsb：这个文件读不了，请用 Excel 打开后另存为 xlsx 再试",),
    ),
    "a page called xls": Told(
        raw(b"<html><table></table></html>", "名册.xls"), ("名册.xls：这是网页，请另存为 xlsx 再试",)
    ),
    "UTF-16 without its mark": Told(
        raw("\n".join(LINES).encode("utf-16-le")), ("名册.csv：看不懂文件的编码，请另存为“CSV UTF-8”或 xlsx",)
    ),
    "a cell far to the right": Told(
        cell("EU3", "13700000001"), ("名册.xlsx：第 3 行写到了第 150 列以后，请删掉多余的列再试",)
    ),
    "formulas that were never worked out": Told(
        cell("E2", '=IF(1,"13700000001","")'), ("第 2 行：E2 公式没有结果，请在 Excel 打开保存后再试。",)
    ),
    "XlsxWriter's 0 for a formula": Told(
        made("xlsxwriter-formula.xlsx"), ("第 2 行：E2 公式没有结果，请在 Excel 打开保存后再试。",)
    ),
    "error values": Told(
        roster(lambda one: one.worksheets[0].append(["秦望村", "#REF!", 14, "赵六", "#N/A"])),
        ("第 4 行：B4 是错误值 #REF!，请改好再试；E4 是错误值 #N/A，请改好再试。",),
    ),
    "3-12 made a date": Told(
        cell("C2", datetime(2026, 3, 12)),  # noqa: DTZ001 - as a spreadsheet keeps it
        ("第 2 行：号被表格软件变成了日期“2026-03-12”，请把这一列设成文本再填。",),
    ),
    "3-12 made a date in a CSV": Told(
        csv(LINES[0], "秦望村,3,3月12日,王建国,13800000001"),
        ("第 2 行：号被表格软件变成了日期“3月12日”，请把这一列设成文本再填。",),
    ),
    "a phone in a CSV as an exponent": Told(
        csv(LINES[0], "秦望村,3,12,王建国,1.38E+10"),
        ("第 2 行：电话被表格软件写成了 1.38E+10，请把这一列设成文本再填。",),
    ),
    "a phone merged over two households": Told(
        roster(merging("E2:E3")), ("第 3 行：电话是合并单元格，请取消合并，每户各填一格。",)
    ),
    "number and head merged sideways": Told(
        roster(merging("C2:D2")), ("第 2 行：D2 是和左边合并的单元格，请取消合并，各填一格。",)
    ),
    "one name over two columns of phones": Told(
        book((*HEADER, None), (*FIRST, "13800000009"), change=merging("E1:F1")),
        ("名册.xlsx：F1 是和左边合并的单元格，请取消合并，各填一格",),
    ),
    "two columns of phones": Told(
        head_row(*HEADER[:4], "手机", "固定电话"),
        ("名册.xlsx：有几列电话：手机、固定电话，请合成一列，几个号码用分号隔开",),
    ),
    "names in two lines, phones in two columns": Told(
        book(
            (*HEADER[:4], "联系方式", None),
            (None, None, None, None, "手机", "座机"),
            (*FIRST, None),
            change=merging("A1:A2", "B1:B2", "C1:C2", "D1:D2"),
        ),
        ("名册.xlsx：有几列电话：手机、座机，请合成一列，几个号码用分号隔开",),
    ),
    "a column is missing": Told(
        head_row("单位", "组", "号", "户主", "户籍"),
        ("名册.xlsx：缺少这些列：电话（不认识的列名：户籍）。第一行要写列名",),
    ),
    "a column is missing on a second sheet": Told(
        inspected(HEADER[:4], ("秦望村", 6, 1, "赵六")), ("名册.xlsx：表“6组”缺少这些列：电话。第一行要写列名",)
    ),
    "a bad row of a second sheet, and one that the first has": Told(
        more_sheets(补充=[HEADER, ("秦望村", 6, 0, "赵六", None), FIRST]),
        (
            "表“补充”第 2 行：号“0”不对，要写 1 到 9999 的数。",
            "表“补充”第 3 行：3 组 12 号与表“Sheet”第 2 行重复。",
        ),
    ),
    "a near unit": Told(cell("A2", "秦旺村"), ("第 2 行：没有“秦旺村”这个单位，是不是秦望村？",)),
    "words beside a number": Told(
        cell("E2", "13800000001（儿子）"), ("第 2 行：电话里只写号码，“(儿子)”请写到备注列。",)
    ),
    "yes and no, a time, a half": Told(
        book(HEADER, ("秦望村", True, time(3, 12), "王建国", None), ("秦望村", 3, 12.5, "李四", None)),
        (
            "第 2 行：组“True”不对，要写 1 到 9999 的数；号被表格软件变成了日期“03:12:00”，请把这一列设成文本再填。",
            "第 3 行：号“12.5”不对，要写 1 到 9999 的数。",
        ),
    ),
    "an empty workbook": Told(book(), ("名册.xlsx：文件是空的",)),
}


@pytest.mark.parametrize("case", READ.values(), ids=READ.keys())
def test_it_is_read_rightly(case: Read, office: str, tmp_path: Path) -> None:
    case.check(office, tmp_path)


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD.keys())
def test_it_is_told_what_to_do(case: Told, office: str, tmp_path: Path) -> None:
    case.check(office, tmp_path)
