"""How much of the program the tests take is told by package, and too little of the whole is a failure."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "coverage_floor.py"


def found(lines: int, branches: int) -> dict[str, dict[str, int]]:
    """Of four lines and four branches."""
    counted = {"covered_lines": lines, "missing_lines": 4 - lines}
    return {"summary": counted | {"covered_branches": branches, "missing_branches": 4 - branches}}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "coverage.json"
    files = {"bot/a.py": found(4, 2), "bot/b/c.py": found(2, 2), "text/d.py": found(4, 4)}
    file.write_text(json.dumps({"files": files, "summary": {"percent_covered": 75.0}}))
    return file


def judge(monkeypatch: pytest.MonkeyPatch, report: Path, floor: str) -> None:
    monkeypatch.setattr(sys, "argv", ["coverage_floor.py", str(report), floor])
    runpy.run_path(str(SCRIPT), run_name="__main__")


def test_each_package_and_the_whole(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(monkeypatch, report, "75")
    assert capsys.readouterr().out == (
        "bot: 75.0 % of lines, 50.0 % of branches\n"
        "text: 100.0 % of lines, 100.0 % of branches\n"
        "coverage: 75.0 % of lines and branches, the floor is 75 %\n"
    )


def test_less_than_the_floor_is_a_failure(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        judge(monkeypatch, report, "75.5")
    assert ended.value.code == 1
