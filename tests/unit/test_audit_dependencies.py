"""Whether the dependencies are audited is said as it is: never passed where nothing is known."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "audit_dependencies.py"
GOOD = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit_dependencies", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("known", "code", "said"),
    [
        ([GOOD], 0, "dependencies audited: 1, no known fault\n"),
        ([GOOD, BAD], 1, "dependencies b 2: PYSEC-1\n"),
        ([GOOD, UNKNOWN], 0, "dependencies not audited: no data for 1 of 2\n"),
        ([BAD, UNKNOWN], 1, "dependencies b 2: PYSEC-1\ndependencies not audited: no data for 1 of 2\n"),
    ],
)
def test_what_is_said(
    script: ModuleType, capsys: pytest.CaptureFixture[str], known: list[dict[str, Any]], code: int, said: str
) -> None:
    assert script.judge(known) == code
    assert capsys.readouterr().out == said
