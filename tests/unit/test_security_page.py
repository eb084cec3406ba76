"""``docs/security.md``: every threat has a test, and every test that it names is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PAGE = (TESTS.parent / "docs" / "security.md").read_text("utf-8")
TABLE = PAGE.partition("| threat |")[2].partition("\n\n")[0]
ROWS = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in TABLE.splitlines()[2:]]
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


@cache
def functions_in(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_threat_has_a_control_and_tests_that_are_there(row: list[str]) -> None:
    threat, control, tests = row
    named = NAMED.findall(tests)
    assert threat
    assert control
    assert named
    for file, name in named:
        assert name in functions_in(file), f"{file}::{name}"


def test_the_table_is_read() -> None:
    assert len(ROWS) > 20
