"""``make bench-short``: the product is not much slower than it was, and the bench works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench import databases
from bench.aims import AIMS, SHORT_AIMS, Aim, judge
from bench.county import rulebook
from bench.quarter import quarter_figures
from bench.run import DURABLE_WRITE

ROOT = Path(__file__).resolve().parents[2]


def test_a_short_run_meets_its_aims(tmp_path: Path) -> None:
    """It starts the product, the floor and the peer, and holds them against each other by processor time."""
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--short", "--folder", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(figure in done.stdout for figure in (DURABLE_WRITE, *(aim.figure for aim in SHORT_AIMS)))
    assert not list(tmp_path.iterdir()), "it leaves nothing behind"


def test_a_quarter_by_hand_leaves_what_the_product_leaves(tmp_path: Path) -> None:
    """Rounds, seals, texts and digests to the last character; otherwise it raises."""
    with databases.sqlite(tmp_path) as server:
        assert quarter_figures(server, 40, rulebook(tmp_path, 2))


@pytest.mark.parametrize(
    ("aim", "value", "met"),
    [
        (Aim("a", 1.5), 1.5, True),
        (Aim("a", 1.5), 1.51, False),
        (Aim("a", 4, at_least=True), 4.0, True),
        (Aim("a", 4, at_least=True), 3.9, False),
    ],
)
def test_an_aim_is_met_up_to_its_limit(aim: Aim, value: float, met: bool) -> None:
    (verdict,) = judge([aim], {"a": value})
    assert verdict.met is met


def test_what_was_not_measured_is_missed() -> None:
    (verdict,) = judge([Aim("a", 1.5)], {"b": 1.0})
    assert not verdict.met


def test_no_aim_stands_twice() -> None:
    for aims in (AIMS, SHORT_AIMS):
        assert len({aim.figure for aim in aims}) == len(aims)
