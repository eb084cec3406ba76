"""The tables beside this file: names and sentences with their English."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def _read(name: str) -> dict[str, str]:
    tables: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / name).read_text("utf-8"))
    return {chinese: english for table in tables.values() for chinese, english in table.items()}


WORDS = _read("words.toml")
LINES = _read("answers.toml") | _read("lines.toml") | _read("refusals.toml") | _read("texts.toml")
