"""A module that is loaded when it is used is the same module."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

from app.quick_imports import load_when_used

_PROGRAM = """
import sys
from app.quick_imports import load_when_used
load_when_used("importlib.metadata")
import importlib.metadata as metadata
print("email.message" in sys.modules)
print(metadata.version("click") != "", "email.message" in sys.modules)
"""


def test_it_is_loaded_with_the_first_use() -> None:
    command = [sys.executable, "-c", _PROGRAM]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert printed.stdout.split() == ["False", "True", "True"]


def test_what_is_loaded_stays_as_it_is() -> None:
    before = importlib.import_module("importlib.metadata")
    load_when_used("importlib.metadata")
    assert sys.modules["importlib.metadata"] is before
