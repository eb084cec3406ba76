"""A module that is there, and is loaded when somebody uses it.

``importlib.util.LazyLoader`` does not do it: Python 3.11 looks at a module whenever it is imported once more, and that
loads it.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any


def load_when_used(name: str) -> None:
    """For a module of a package that others import and hardly ever use, before they do."""
    if name in sys.modules:
        return
    stand_in: Any = ModuleType(name)

    def load(attribute: str) -> Any:
        if sys.modules.get(name) is stand_in:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    stand_in.__getattr__ = load
    package, _, inside = name.rpartition(".")
    setattr(importlib.import_module(package), inside, stand_in)
    sys.modules[name] = stand_in
