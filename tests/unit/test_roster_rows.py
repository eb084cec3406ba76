"""What the cells of a roster may look like, and what is refused; the whole file's problems at once."""

from __future__ import annotations

import pytest

from app.roster import cells
from app.roster.rows import RosterRow, read_rows
from app.roster.sheet import build
from app.sheets import places
from app.sheets.shapes.shape import by_name
from app.sheets.table import CellError, Position, Table

UNITS = {"310116103208": "秦望村", "310116103201": "旧港村"}
CODES_OF = by_name(UNITS)
COLUMNS = ("单位", "组", "号", "户主", "电话", "户码", "亲属")
GOOD = ("秦望村", "3", "12", "王建国", "13800000001", "", "")


def row(**said: str) -> RosterRow:
    """The row that a good one becomes when some cells say something else."""
    cells_ = [said.get(column, text) for column, text in zip(COLUMNS, GOOD, strict=True)]
    (read,) = read_rows([build(Table([(1, COLUMNS), (2, cells_)]), CODES_OF, [])], CODES_OF)
    return read


def test_a_good_row() -> None:
    assert row() == RosterRow(Position(0, 2), ("310116103208", 3, 12), "王建国", ("+8613800000001",), None, ())


@pytest.mark.parametrize("said", ["3", "３", "3组", "第3组", "三组", "3.0", " 3 ", "3 组", "03", "第三组"])
def test_a_group_as_people_write_it(said: str) -> None:
    assert row(组=said).place == ("310116103208", 3, 12)


@pytest.mark.parametrize("said", ["12", "12号", "１２号", "12.0", "十二号", "12户"])
def test_a_number_as_people_write_it(said: str) -> None:
    assert row(号=said).place == ("310116103208", 3, 12)


@pytest.mark.parametrize("said", ["秦望村", "310116103208", "３１０１１６１０３２０８", "310116103208.0", " 秦 望 村 "])
def test_a_unit_by_code_or_name(said: str) -> None:
    assert row(单位=said).place == ("310116103208", 3, 12)


@pytest.mark.parametrize(
    ("said", "read"),
    [("王　芳", "王芳"), (" 王 建 国 ", "王建国"), ("阿依古丽•买买提", "阿依古丽·买买提"), ("John  Li", "John Li")],
)
def test_a_head_keeps_its_name_and_loses_padding(said: str, read: str) -> None:
    assert row(户主=said).head == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        *[(said, ()) for said in ("", "无", "没有", "—", " / ")],
        ("13800000001.0", ("+8613800000001",)),
        ("１３８００００００１１", ("+8613800000011",)),
        ("138 0000 0001", ("+8613800000001",)),
        ("138-0000-0001; 021-57360001", ("+8613800000001", "+862157360001")),
        *[(f"13800000001{sep}13800000002", ("+8613800000001", "+8613800000002")) for sep in ";；、,，/ \n"],
        ("13800000001;13800000001", ("+8613800000001",)),
        (";13800000001;", ("+8613800000001",)),
        ("+86 13800000001", ("+8613800000001",)),
        ("（+86）13800000001", ("+8613800000001",)),
        ("tel:13800000001", ("+8613800000001",)),
        ("电话：13800000001", ("+8613800000001",)),
        ("手机号 13800000001；座机:021-57212345", ("+8613800000001", "+862157212345")),
        ("138\u20110000\u20110001", ("+8613800000001",)),
        ("021-57360001;13800000001", ("+8613800000001", "+862157360001")),
    ],
)
def test_phones_as_people_write_them(said: str, read: tuple[str, ...]) -> None:
    assert row(电话=said).phones == read


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("", ()),
        ("3-13", ((3, 13),)),
        ("3组13号、３－１４", ((3, 13), (3, 14))),
        ("3 - 13", ((3, 13),)),
        ("10008；3-13", ("10008", (3, 13))),
        ("10008.0", ("10008",)),
    ],
)
def test_kin_by_code_or_place(said: str, read: tuple[cells.KinRef, ...]) -> None:
    assert row(亲属=said).kin == read


@pytest.mark.parametrize(
    ("column", "said", "problem"),
    [
        ("单位", "", "没写单位"),
        ("单位", "东海村", "没有“东海村”这个单位"),
        ("组", "", "没写组"),
        ("组", "0", "组“0”不对，要写 1 到 9999 的数"),
        ("组", "10000", "组“10000”不对，要写 1 到 9999 的数"),
        ("组", "-3", "组“-3”不对，要写 1 到 9999 的数"),
        ("号", "12.5", "号“12.5”不对，要写 1 到 9999 的数"),
        ("号", "甲", "号“甲”不对，要写 1 到 9999 的数"),
        ("号", "12号13", "号“12号13”不对，要写 1 到 9999 的数"),
        ("户主", "  ", "没写户主"),
        ("户主", "王" * 31, "户主超过 30 个字"),
        ("电话", "1380000001", "电话“138****0001”不是电话号码"),
        ("电话", "13800000001 1", "电话“1”不是电话号码"),
        ("电话", "1.38E+10", "电话被表格软件写成了 1.38E+10，请把这一列设成文本再填"),
        ("电话", "13800000001（儿子）", "电话里只写号码，“(儿子)”请写到备注列"),
        ("电话", "问儿子", "电话“问儿子”不是电话号码"),
        ("户码", "10009", "户码“10009”不对，请核对每一位数字"),
        ("户码", "abc", "户码“abc”不对，请核对每一位数字"),
        ("亲属", "10009", "亲属“10009”看不懂，要写户码或组-号，例如 3-12"),
        ("亲属", "王芳", "亲属“王芳”看不懂，要写户码或组-号，例如 3-12"),
        ("亲属", "（日期）", "亲属被表格软件变成了日期，请把这一列设成文本再填"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_reason(column: str, said: str, problem: str) -> None:
    assert row(**{column: said}).problems == (problem,)


def test_every_problem_of_a_row_is_told_at_once() -> None:
    assert row(单位="", 户主="", 电话="1").problems == ("没写单位", "没写户主", "电话“1”不是电话号码")


def test_columns_that_are_absent_say_nothing() -> None:
    (read,) = read_rows([build(Table([(1, COLUMNS[:5]), (2, GOOD[:5])]), CODES_OF, [])], CODES_OF)
    assert (read.code, read.kin) == (None, None)


def test_a_cell_error_is_what_a_cell_raises() -> None:
    with pytest.raises(CellError, match="没写组"):
        places.place("", "组")
