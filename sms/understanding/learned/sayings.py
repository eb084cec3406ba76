"""Ways of saying the same: patterns that stand for many texts, only to learn from.

A line is a pattern, a tab and what its texts ask for. ``(积分|分)(清零|作废)吗`` stands for 积分清零吗, 分作废吗 and
so on: every alternative comes at least twice, each time among others, without every combination being written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files

from sms.understanding.labelled import LabelledText, read_corpus

FILE = "sayings.tsv"
_CHOICE = re.compile(r"\(([^()]*)\)")
_TIMES = 2


def all_sayings() -> list[LabelledText]:
    """Every text of the file, in its order."""
    lines = read_corpus(files("sms.understanding.learned").joinpath(FILE).read_text("utf-8").split("\n"))
    return [LabelledText(text, line.intent, line.about) for line in lines for text in spelt_out(line.text)]


def spelt_out(pattern: str) -> Iterator[str]:
    """The texts that a pattern stands for, in which each alternative of the longest choice comes ``_TIMES`` times."""
    fixed, choices = _CHOICE.split(pattern)[::2], [found.split("|") for found in _CHOICE.findall(pattern)]
    for number in range(_TIMES * max(map(len, choices), default=0) or 1):
        turns = [(choice, number + place * (number // len(choice))) for place, choice in enumerate(choices)]
        chosen = [choice[turn % len(choice)] for choice, turn in turns]
        yield "".join(map(str.__add__, fixed, [*chosen, ""]))
