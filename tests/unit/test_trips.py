"""What is read ahead is forgotten before anything is written or waited for."""

from __future__ import annotations

import pytest

from storage.engine.postgres.trips import Pending

ASKED = ("SELECT 1", ())


def kept(sql: str) -> bool:
    """Whether an answer that was read ahead is still there after that statement."""
    pending = Pending(answers={ASKED: [{"one": 1}]})
    pending.goes_out(sql)
    return pending.answer(*ASKED) is not None


@pytest.mark.parametrize("sql", ["SELECT id FROM rounds o WHERE o.unit_code = $1", "WITH q0 AS (SELECT 1) SELECT 2"])
def test_a_read_leaves_it(sql: str) -> None:
    assert kept(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE scores SET score = $1",
        "INSERT INTO entries (key) VALUES ($1) RETURNING id",
        "SELECT id FROM scores FOR UPDATE OF s",
        "SELECT id FROM rounds FOR NO KEY UPDATE",
        "SELECT id FROM entries FOR SHARE",
        "SELECT id FROM entries FOR KEY SHARE",
        "SELECT f.standing FROM score_under_lock($1, $2) f",
        "SELECT set_config('a', 'b', true), pg_advisory_xact_lock($1)",
        "WITH gone AS (DELETE FROM orders RETURNING id) SELECT COUNT(*) FROM gone",
    ],
)
def test_a_write_or_a_lock_ends_it(sql: str) -> None:
    assert not kept(sql)


def test_an_answer_serves_once() -> None:
    pending = Pending(answers={ASKED: []})
    assert pending.answer(*ASKED) == []
    assert pending.answer(*ASKED) is None
