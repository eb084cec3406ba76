"""A county of a thousand units: its rulebook is the town's, with more units under the same code."""

from __future__ import annotations

import re
from pathlib import Path

from bench.town import RULEBOOK

UNITS = 1_000
_LIST = re.compile(r"^units = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)
_TOWN = "310116103"


def rulebook(folder: Path, units: int = UNITS) -> Path:
    """Written into a folder of its own there."""
    file = folder / f"county-{units}" / "county.toml"
    file.parent.mkdir(exist_ok=True)
    listed = "".join(f'  {{ code = "{_TOWN}{place:03}", name = "第{place}村" }},\n' for place in range(units))
    text, count = _LIST.subn(f"units = [\n{listed}]\n", RULEBOOK.read_text())
    if count != 1:
        raise RuntimeError("the town's rulebook has no list of units")
    file.write_text(text)
    return file
