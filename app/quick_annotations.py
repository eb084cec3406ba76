"""Annotations that are written as texts, compiled when somebody evaluates them.

``typing.ForwardRef`` compiles the text of each annotation when it is made, and nearly all of them belong to pydantic's
descriptions of itself and to aiogram's 500 models: nobody ever evaluates them. ``eval`` takes the text as well. What is
no expression is found at its evaluation.

Python 3.14 and newer make annotations otherwise and are left as they are; it can go when that is the oldest supported.
"""

from __future__ import annotations

import typing


def compile_annotations_when_evaluated() -> None:
    """From here on, for the whole process."""
    made = vars(typing.ForwardRef).get("__init__")
    if "compile" in getattr(getattr(made, "__code__", None), "co_names", ()):
        vars(typing)["compile"] = _as_it_stands


def _as_it_stands(text: str, _file: str, _mode: str) -> str:
    return text
