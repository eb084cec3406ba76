"""How much of the program the tests take is told by package; a package with too few of its branches is a failure."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "coverage_floor.py"


def found(lines: int, branches: int, of: int = 4) -> dict[str, dict[str, int]]:
    """Of four lines and four branches, or so many."""
    counted = {"covered_lines": lines, "missing_lines": of - lines}
    return {"summary": counted | {"covered_branches": branches, "missing_branches": of - branches}}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "coverage.json"
    files = {"bot/a.py": found(4, 2), "bot/b/c.py": found(2, 3), "text/d.py": found(4, 4), "text/e.py": found(0, 0, 0)}
    file.write_text(json.dumps({"files": files}))
    return file


def judge(monkeypatch: pytest.MonkeyPatch, report: Path, floor: str) -> None:
    monkeypatch.setattr(sys, "argv", ["coverage_floor.py", str(report), floor])
    runpy.run_path(str(SCRIPT), run_name="__main__")


def test_each_package_is_told(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    judge(monkeypatch, report, "62.5")
    assert capsys.readouterr().out == (
        "bot: 75.0 % of lines, 62.5 % of branches\ntext: 100.0 % of lines, 100.0 % of branches\n"
    )


@pytest.mark.parametrize(
    ("floor", "told"),
    [
        ("63", "below the floor of 63 %: branches of bot"),
        ("75.5", "below the floor of 75.5 %: lines of bot, branches of bot"),
    ],
)
def test_less_than_the_floor_in_any_package_is_a_failure(
    report: Path, monkeypatch: pytest.MonkeyPatch, floor: str, told: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        judge(monkeypatch, report, floor)
    assert ended.value.code == told


def test_a_package_without_branches_has_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "coverage.json"
    file.write_text(json.dumps({"files": {"text/e.py": found(0, 0, 0)}}))
    judge(monkeypatch, file, "95")
    assert "100.0 % of branches" in capsys.readouterr().out
