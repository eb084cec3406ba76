"""The tables beside this file: names and sentences with their English."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def _tables(name: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))


def _read(name: str) -> dict[str, str]:
    return {chinese: english for table in _tables(name).values() for chinese, english in table.items()}


WORDS = _read("words.toml")
LINES = _read("answers.toml") | _read("lines.toml") | _read("refusals.toml") | _read("texts.toml")
SECTIONS = _tables("sections.toml")
"""By the template of a page: its headings with what the section says."""
