"""No roster gives one household's points or phones to other people: it stops and says how to go on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.roster.plan import Known, Plan, make_plan
from app.roster.report import missing
from app.roster.rows import read_rows
from app.roster.sheet import build
from app.roster.strangers import HOW_TO_GO_ON
from app.sheets.shapes.shape import by_name
from app.sheets.table import Table
from domain.model.people import Household
from text.codes import FIRST_SERIAL, make

UNITS = {"310116103208": "秦望村", "310116103201": "旧港村"}
CODES_OF = by_name(UNITS)
QIN, JIU = UNITS
HEADER = ("单位", "组", "号", "户主", "电话", "户码")
HEADS = ("甲大", "乙二", "丙三", "丁四", "戊五", "己六")
CODES = [make(FIRST_SERIAL + at) for at in range(8)]


def stored(*phones: str) -> Known:
    """Households from 1-1 on with these phones, blank for none."""
    homes = [Household(at + 1, CODES[at], QIN, 1, at + 1, HEADS[at]) for at in range(len(phones))]
    numbers = {at + 1: [f"+86{phone}"] for at, phone in enumerate(phones) if phone}
    return Known(homes, numbers, {}, frozenset(CODES))


WITH_PHONES = stored(*(f"1380000000{at}" for at in range(6)))
WITHOUT = stored(*[""] * 6)


def coded(*lines: str, start: int = 0) -> tuple[str, ...]:
    """The lines with the stored codes behind them, in order from that one on."""
    return tuple(f"{line},{CODES[at]}" for at, line in enumerate(lines, start))


def planned(known: Known, *lines: str) -> tuple[Plan, list[str]]:
    """The plan of a file with those lines ``组,号,户主,电话[,户码]`` of 秦望村."""
    table = [HEADER, *(("秦望村", *line.split(",")) for line in lines)]
    return make_plan(read_rows([build(Table(list(enumerate(table, start=1))), CODES_OF, [])], CODES_OF), known)


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
        (WITH_PHONES, ("1,1,乙二,13800000000", "1,2,甲大,13800000001"), "乙二原来在 1-2，表里写在 1-1"),
        (WITH_PHONES, ("1,1,甲大,13800000000", "1,2,甲大,13800000001"), "甲大原来在 1-1，表里写在 1-2"),
        (WITHOUT, ("1,1,甲大,", "1,2,甲大,"), "甲大原来在 1-1，表里写在 1-2"),
        (WITHOUT, ("1,1,新户,", "2,1,甲大,"), "甲大原来在 1-1，表里写在 2-1"),
        (
            WITH_PHONES,
            coded("1,1,甲大,13800000000", "1,2,乙二,13800000001", start=1),
            "乙二的户码是 10019，表里是 10024",
        ),
        (WITHOUT, coded("1,1,甲大,", "1,2,乙二,", start=1), "户码 10019 是另一户的（1-2）"),
        (WITH_PHONES, (f"1,1,甲大,13800000000,{CODES[1]}", f"1,2,乙二,13800000001,{CODES[0]}"), "甲大的户码是 10008"),
        (WITH_PHONES, coded("1,1,乙二,13800000000", "1,2,甲大,13800000001"), "乙二原来在 1-2"),
        (WITH_PHONES, coded("1,1,甲大,13800000001", "1,2,乙二,13800000000"), "电话 138****0001 原来是 1-2 乙二的"),
        (WITH_PHONES, coded("1,7,新户,13900000000"), f"1-1 原来是甲大，表里是新户（户码 {CODES[0]}）"),
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
        (WITH_PHONES, f"1,1,甲大,13800000000;13800000001,{CODES[0]}", 1, 0),
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
    _, problems = make_plan(
        read_rows([build(Table(list(enumerate(table, start=1))), CODES_OF, [])], CODES_OF), WITH_PHONES
    )
    assert problems == ["第 2 行：乙二原来在 别的单位 1-2，表里写在 1-2。", HOW_TO_GO_ON]


def test_whoever_the_sheet_lacks_stays_and_is_named() -> None:
    plan, _ = planned(stored("", "", ""), "1,1,甲大,", "1,2,乙二,")
    assert list(missing(plan, UNITS)) == ["名单里没有 1-3 丙三，迁出请发 /hu 迁出 1-3 原因"]


Rows = list[list[str]]
COLUMNS = st.sets(st.sampled_from(range(5)), min_size=1)
"""Which of group, number, head, phone and code somebody's hand takes hold of."""


@st.composite
def rosters(draw: st.DrawFn) -> Rows:
    """Households of one or two groups, some without a phone, some with the head's name of another."""
    size = draw(st.integers(2, 8))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=size, max_size=size))
    phones = [f"1380000000{at}" if draw(st.booleans()) else "" for at in range(size)]
    return [[str(at // 4 + 1), str(at % 4 + 1), heads[at], phones[at], make(FIRST_SERIAL + at)] for at in range(size)]


@st.composite
def slips(draw: st.DrawFn, rows: Rows) -> Rows:
    """The sheet after a slip of the hand: columns moved, sorted, exchanged or pasted over, rows put in or left out."""
    slipped = [list(row) for row in rows]
    size, columns = len(rows), draw(COLUMNS)
    order = draw(st.permutations(range(size)))
    by, first, second = draw(st.integers(1, size)), draw(st.integers(0, size - 1)), draw(st.integers(0, size - 1))
    source = {
        "down": [(at - by) % size for at in range(size)],
        "sorted": order,
        "exchanged": [second if at == first else first if at == second else at for at in range(size)],
        "pasted": [first if at == second else at for at in range(size)],
    }[draw(st.sampled_from(("down", "sorted", "exchanged", "pasted")))]
    for at, row in enumerate(slipped):
        for column in columns:
            row[column] = rows[source[at]][column]
    if draw(st.booleans()):
        slipped.insert(first, [*rows[first][:2], "新户", "13900000000", ""])
    kept = slipped[: draw(st.integers(1, len(slipped)))]
    return kept if draw(st.booleans()) else [[*row[:4], ""] for row in kept]


@settings(max_examples=400)
@given(st.data())
def test_no_slip_of_the_hand_gives_a_household_anothers_people(data: st.DataObject) -> None:
    rows = data.draw(rosters())
    homes = [Household(at, row[4], QIN, int(row[0]), int(row[1]), row[2]) for at, row in enumerate(rows)]
    known = Known(homes, {at: [f"+86{row[3]}"] for at, row in enumerate(rows) if row[3]}, {}, frozenset(CODES))
    plan, _ = planned(known, *(",".join(row) for row in data.draw(slips(rows))))
    lost = {phone for change in plan.changes for phone in set(change.before.phones) - set(change.after.phones)}
    for change in plan.changes:
        before, after = change.before, change.after
        assert after.head == before.head or after.head not in {home.head for home in homes}
        assert not (set(after.phones) - set(before.phones)) & lost
    kept = {(home.head, *known.phones.get(home.id, ())) for home in homes if known.phones.get(home.id)}
    assert not kept & {(new.state.head, *new.state.phones) for new in plan.additions}
