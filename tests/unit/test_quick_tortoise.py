"""tortoise is loaded without what nobody uses of it, and what it refuses stays the same."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tortoise.exceptions import ValidationError
from tortoise.validators import validate_domain_name

from storage.quick_tortoise import CompiledWhenUsed


def test_the_pattern_of_a_domain_name_waits_until_somebody_asks() -> None:
    assert isinstance(vars(validate_domain_name)["regex"], CompiledWhenUsed)


def test_a_domain_name_is_judged_as_ever() -> None:
    validate_domain_name("张堰.example")
    with pytest.raises(ValidationError):
        validate_domain_name("-a.example")


def test_others_compile_and_read_source_as_ever() -> None:
    assert isinstance(re.compile("a"), re.Pattern)
    assert inspect.getsource(CompiledWhenUsed).startswith("class CompiledWhenUsed")


_PROGRAM = """
import sys, storage, tortoise
async def main(): print("run")
print("anyio" in sys.modules)
tortoise.run_async(main())
"""


def test_what_only_run_async_needs_is_loaded_by_it() -> None:
    command = [sys.executable, "-c", _PROGRAM]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert printed.stdout.split() == ["False", "run"]
