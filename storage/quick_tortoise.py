"""tortoise, loaded without three pieces of work whose results nobody uses; they take more than half of the time.

It compiles the pattern of a domain name, with all letters of all scripts in either case, for a validator that no model
here has; it reads and parses its own source for comments that describe columns; and it loads anyio, which only
``tortoise.run_async`` uses (tortoise 1.1.9).
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
from types import ModuleType
from typing import Any, NoReturn

_compile = re.compile
_getsource = inspect.getsource


class CompiledWhenUsed:
    """A pattern; ``re`` remembers what it has compiled."""

    def __init__(self, *pattern_and_flags: Any) -> None:
        self._what = pattern_and_flags

    def __getattr__(self, name: str) -> Any:
        return getattr(re.compile(*self._what), name)


class LoadedWhenUsed:
    """A module."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self._name), name)


def load_tortoise() -> None:
    """Load it; whoever would be the first to import it calls this before. Loaded already, it stays as it is."""
    if "tortoise" in sys.modules:
        return
    anyio: Any = ModuleType("anyio")
    anyio.from_thread = LoadedWhenUsed("anyio.from_thread")
    first = sys.modules.setdefault("anyio", anyio) is anyio
    _replace(_compile_for, _no_source)
    try:
        import tortoise  # noqa: F401, PLC0415 - loaded when it is called
    finally:
        _replace(_compile, _getsource)
        if first:
            del sys.modules["anyio"]


def _compile_for(*pattern_and_flags: Any) -> Any:
    loading = sys._getframe(1).f_globals.get("__name__")
    return (CompiledWhenUsed if loading == "tortoise.validators" else _compile)(*pattern_and_flags)


def _no_source(_of: object) -> NoReturn:
    """What inspect says of a program that came without its source, which tortoise takes as without comments."""
    raise OSError


def _replace(compiles: object, reads: object) -> None:
    vars(re)["compile"], vars(inspect)["getsource"] = compiles, reads
