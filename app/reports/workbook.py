"""Tables as an XLSX workbook: as wide as what stands in them, headings that stay, ready to print on A4."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.reports.formats import Cell, Columns, harmless
from text.columns import width

_WIDEST = 40
"""Characters; what is longer is wrapped."""
_LINE_POINTS = 15
_SHARE = re.compile("[0-9]+%")
_LANDSCAPE = 90
"""A sheet wider than so many characters is printed on its side."""
_THIN = Side(style="thin", color="999999")
_LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", start_color="F2DEDD")


def as_workbook(sheets: Mapping[str, Columns]) -> bytes:
    """A workbook with these tables, by the name of the sheet. No text in it is taken for a formula."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, columns in sheets.items():
        _fill(workbook.create_sheet(title), columns)
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(sheet: Worksheet, columns: Columns) -> None:
    sheet.append(list(columns.headings))
    for row in columns.body:
        sheet.append([harmless(cell) for cell in row])
    _style(sheet, columns)
    widths = _widths(columns)
    for at, columns_wide in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = columns_wide
    for at, row in enumerate(columns.rows, 2):
        sheet.row_dimensions[at].height = _LINE_POINTS * _lines(row, widths)
    sheet.freeze_panes = "A2"
    _set_up_printing(sheet, landscape=sum(widths) > _LANDSCAPE)


def _style(sheet: Worksheet, columns: Columns) -> None:
    """Lines around the table, its headings shaded, its figures to the right; notes under it stay plain."""
    for cell in sheet[1]:
        cell.font, cell.fill, cell.border = Font(bold=True), _SHADE, _LINES
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    for row in sheet.iter_rows(min_row=2, max_row=1 + len(columns.rows)):
        for at, cell in enumerate(row):
            cell.border = _LINES
            cell.alignment = Alignment(
                horizontal="right" if at in columns.right else None, vertical="center", wrap_text=True
            )
            _as_number(cell)


def _as_number(cell: SheetCell | MergedCell) -> None:
    """Shares, days and parts of a point as a spreadsheet reckons with them."""
    match cell.value:
        case str(text) if _SHARE.fullmatch(text):
            cell.value, cell.number_format = int(text[:-1]) / 100, "0%"
        case date():
            cell.number_format = 'yyyy"年"m"月"d"日"'
        case float():
            cell.number_format = "0.0"


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """How many the fullest cell takes. Not every program makes room for wrapped text by itself."""
    pairs = zip(row, widths, strict=True)
    return max(
        sum(-(-max(1, width(line)) // (wide - 1)) for line in str("" if cell is None else cell).split("\n"))
        for cell, wide in pairs
    )


def _widths(columns: Columns) -> list[int]:
    """Of each column in characters, with room beside the longest text."""
    rows = [columns.headings, *columns.rows]
    longest = [max(width("" if cell is None else str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return [min(_WIDEST, one + 2) for one in longest]


def _set_up_printing(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = sheet.title, "第 &P 页，共 &N 页"
    sheet.HeaderFooter.oddFooter = footer
