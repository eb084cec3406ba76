"""No roster gives one household's points or phones to other people: it stops and says how to go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.roster.plan import Known, Plan, make_plan
from app.roster.report import missing
from app.roster.rows import read_rows
from app.roster.sheet import build
from app.roster.strangers import HOW_TO_GO_ON
from domain.people import Household
from text.codes import FIRST_SERIAL, make

UNITS = {"310116103208": "秦望村", "310116103201": "旧港村"}
QIN, JIU = UNITS
HEADER = ("单位", "组", "号", "户主", "电话", "户码")
HEADS = ("甲大", "乙二", "丙三", "丁四", "戊五", "己六")
CODES = [make(FIRST_SERIAL + at) for at in range(len(HEADS))]


def stored(*phones: str) -> Known:
    """Households from 1-1 on with these phones, blank for none."""
    homes = [Household(at + 1, CODES[at], QIN, 1, at + 1, HEADS[at]) for at in range(len(phones))]
    numbers = {at + 1: [f"+86{phone}"] for at, phone in enumerate(phones) if phone}
    return Known(homes, numbers, {}, frozenset(CODES))


WITH_PHONES = stored(*(f"1380000000{at}" for at in range(6)))
WITHOUT = stored(*[""] * 6)


def planned(known: Known, *lines: str) -> tuple[Plan, list[str]]:
    """The plan of a file with those lines ``组,号,户主,电话[,户码]`` of 秦望村."""
    table = [HEADER, *(("秦望村", *line.split(",")) for line in lines)]
    return make_plan(read_rows(build(enumerate(table, start=1)), UNITS), known)


def test_a_row_put_in_without_codes_stops() -> None:
    lines = ("1,1,甲大,13800000000", "1,2,新户,", "1,3,乙二,13800000001", "1,4,丙三,13800000002")
    assert planned(WITH_PHONES, *lines)[1] == [
        "第 3 行：1-2 原来是乙二，表里是新户，电话也不一样，看不出是不是同一户。",
        "第 4 行：乙二原来在 1-2，表里写在 1-3。",
        "第 5 行：丙三原来在 1-3，表里写在 1-4。",
        "6 户里有 3 户的户主变了，请核对是不是拿错了表、弄乱了列。",
        HOW_TO_GO_ON,
    ]


@pytest.mark.parametrize(
    ("known", "lines", "said"),
    [
        (WITHOUT, ("1,2,新户,", "1,3,乙二,"), "乙二原来在 1-2，表里写在 1-3"),
        (WITH_PHONES, ("1,7,乙二,13800000001",), "乙二原来在 1-2，表里写在 1-7"),
        (WITH_PHONES, ("8,8,乙二,13800000001;13900000000",), "乙二原来在 1-2，表里写在 8-8"),
        (WITH_PHONES, ("1,1,乙二,13800000001", "1,2,甲大,13800000000"), "乙二原来在 1-2，表里写在 1-1"),
        (WITH_PHONES, ("1,1,新户,13900000000",), "看不出是不是同一户"),
        (WITH_PHONES, ("1,1,甲大,13800000001", "1,2,乙二,13800000000"), "电话 138****0001 原来是 1-2 乙二的"),
        (WITH_PHONES, tuple(f"1,{at + 1},换{at},1380000000{at},{CODES[at]}" for at in range(3)), "6 户里有 3 户的户主"),
    ],
)
def test_what_would_move_points_or_phones_stops(known: Known, lines: tuple[str, ...], said: str) -> None:
    plan, problems = planned(known, *lines)
    assert plan == Plan([], [], 0)
    assert said in "".join(problems)
    assert problems[-1] == HOW_TO_GO_ON


@pytest.mark.parametrize(
    ("known", "line", "changes", "additions"),
    [
        (WITH_PHONES, "1,1,甲大儿,13800000000", 1, 0),
        (WITH_PHONES, "1,1,甲大,13900000000", 1, 0),
        (WITH_PHONES, f"1,1,新户,13900000000,{CODES[0]}", 1, 0),
        (WITH_PHONES, f"2,9,甲大,13800000000,{CODES[0]}", 1, 0),
        (WITH_PHONES, "1,7,新户,13800000000", 0, 1),
        (WITH_PHONES, "1,7,甲大,13900000000", 0, 1),
        (WITHOUT, "2,1,甲大,", 0, 1),
    ],
)
def test_what_is_surely_the_same_household_or_a_new_one_passes(
    known: Known, line: str, changes: int, additions: int
) -> None:
    plan, problems = planned(known, line)
    assert problems == []
    assert (len(plan.changes), len(plan.additions)) == (changes, additions)


def test_the_sheet_of_another_unit_stops() -> None:
    table = [HEADER, ("旧港村", "1", "2", "乙二", "13800000001", "")]
    _, problems = make_plan(read_rows(build(enumerate(table, start=1)), UNITS), WITH_PHONES)
    assert problems == ["第 2 行：乙二原来在 别的单位 1-2，表里写在 1-2。", HOW_TO_GO_ON]


def test_whoever_the_sheet_lacks_stays_and_is_named() -> None:
    plan, _ = planned(stored("", "", ""), "1,1,甲大,", "1,2,乙二,")
    assert list(missing(plan, UNITS)) == ["名单里没有 1-3 丙三，迁出请发 /hu 迁出 1-3 原因"]


@given(st.permutations(range(7)), st.integers(1, 7), st.sets(st.integers(0, 5)))
def test_no_order_of_the_rows_changes_anybodys_people(order: list[int], taken: int, silent: set[int]) -> None:
    """Rows moved, left out and put in, numbered anew: whoever is accepted keeps head and phones."""
    known = stored(*("" if at in silent else f"1380000000{at}" for at in range(6)))
    people = [f"{HEADS[at]},{'' if at in silent else f'1380000000{at}'}" for at in range(6)] + ["新户,13900000000"]
    lines = [f"1,{number},{people[who]}" for number, who in enumerate(order[:taken], start=1)]
    plan, _ = planned(known, *lines)
    for change in plan.changes:
        assert (change.before.head, change.before.phones) == (change.after.head, change.after.phones)
