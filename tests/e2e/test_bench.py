"""``make bench`` measures what it says it does; how fast is for people to read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("process")

ROOT = Path(__file__).resolve().parents[2]
RACES = [
    *(
        f"{what}, {kind}"
        for kind in ("SQLite", "PostgreSQL")
        for what in ("/kou", "balance text", "notices of 100 households")
    ),
    "balance text, 100 / 100 households",
]
COSTS = {"time to ready": "s", "peak memory": "MB", "jifen standings, whole process": "s"}


def test_a_quick_run_prints_every_figure(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--quick", "--folder", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for race in RACES:
        assert re.search(
            rf"^{re.escape(race)} +[\d.]+ ms +[\d.]+ ms( +[\d.]+×){{3}} +≤ [\d.]+×$", done.stdout, re.MULTILINE
        )
    for cost, unit in COSTS.items():
        assert re.search(rf"^{re.escape(cost)}, 100 households +[\d.]+ {unit}$", done.stdout, re.MULTILINE)
    assert not list(tmp_path.iterdir()), "it leaves nothing behind"
