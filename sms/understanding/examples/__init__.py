"""Texts as many different people write them, each with what it asks for: what new ones are read by.

Each file holds those of one kind of people or matter, in the form of ``sms.understanding.labelled``. The weights are
learned from them (``sms.understanding.learned``), and the grammars of acts are tested with them.
"""

from __future__ import annotations

from importlib.resources import files

from sms.understanding.labelled import LabelledText, read_corpus


def all_examples() -> list[LabelledText]:
    """Every text of every file."""
    found = sorted(
        (file for file in files(__name__).iterdir() if file.name.endswith(".tsv")), key=lambda file: file.name
    )
    return [one for file in found for one in read_corpus(file.read_text("utf-8").split("\n"))]
