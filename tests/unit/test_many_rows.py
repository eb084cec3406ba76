"""An INSERT of one row is made one of several."""

from __future__ import annotations

import pytest

from storage.engine.many_rows import of_rows, with_row

_END = " ON CONFLICT (a) DO NOTHING"


def test_rows_follow_each_other_with_places_of_their_own() -> None:
    inserts = of_rows(f"INSERT INTO t (a, b) VALUES ($1, (SELECT b FROM u WHERE c = $2)){_END}", 2, 2)
    assert inserts == (
        "INSERT INTO t (a, b) VALUES ($1, (SELECT b FROM u WHERE c = $2)), ($3, (SELECT b FROM u WHERE c = $4))" + _END
    )


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE t SET a = $1 WHERE b = $2",
        "INSERT INTO t (a, b) SELECT $1, c FROM u WHERE d = $2",
        "INSERT INTO t (a, b) VALUES ($1, $2) RETURNING a",
        "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO UPDATE SET b = $2",
    ],
)
def test_what_means_something_of_each_row_stays_by_itself(sql: str) -> None:
    assert of_rows(sql, 2, 2) is None


def test_a_row_is_added_to_those_that_are_there() -> None:
    sql = f"INSERT INTO t (a, b) VALUES ($1, $2){_END}"
    assert with_row((sql, (1, 2)), sql, (3, 4)) == (
        f"INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4){_END}",
        (1, 2, 3, 4),
    )
