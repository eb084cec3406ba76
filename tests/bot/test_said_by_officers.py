"""Some hundred lines as officers type them in farmyards, and what then stands in the ledger.

The tables lie in ``said/``: ``line → outcome``, with ``⏎`` for a line break; ``#`` begins a part and names the
speaker. An outcome is entries (``3-12 环4 -2 没分类 @11-27``, parted by `` / ``), ``?`` a question with buttons,
``!`` a refusal, ``~`` either of them, ``=`` an answer, each with words that it must have; ``.`` is silence.
`` || `` parts outcomes that a person would find as good as each other. How a line came stands in front of it
(``farmyard.MARKS``); an entry with a photo ends in ``有图``. The mall of a table called ``stocked`` has goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.bot.farmyard import SPEAKERS, Outcome, settled

HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook.md"
SAID = sorted((Path(__file__).parent / "said").glob("*.txt"))


def _lines(table: Path) -> Iterator[tuple[str, str, str]]:
    speaker = ""
    for line in table.read_text("utf-8").splitlines():
        if line.startswith("# "):
            speaker = line.split()[1]
        elif line:
            said, _, outcome = line.rpartition(" → ")
            yield speaker, said.replace("⏎", "\n"), outcome


def _handbook() -> list[tuple[str, str]]:
    """The lines of the handbook's own table, and what it says comes of them."""
    section = HANDBOOK.read_text("utf-8").split("### 怎么写")[1].split("\n## ")[0]
    return [(said, kept.replace("，日子 ", " @")) for said, kept in re.findall(r"\| `(.+?)` \| (.+?) \|", section)]


def _fits(outcome: Outcome, expected: str) -> bool:
    got = str(outcome)
    for one in expected.split(" || "):
        kind, words = one[:1], one[2:]
        if one == got or (kind in {got[:1], "~", "="} and kind in "?!~=" and got[:1] in "?!" and words in got):
            return True
    return False


@pytest.mark.parametrize("table", SAID, ids=lambda table: table.stem)
async def test_what_is_said_stands_in_the_ledger_as_it_was_meant(sqlite_database: Database, table: Path) -> None:
    farmyard = await settled(sqlite_database, stocked=table.stem.startswith("stocked"))
    wrong = []
    for speaker, said, expected in _lines(table):
        outcome = await farmyard.tells(SPEAKERS[speaker], said)
        if not _fits(outcome, expected):
            wrong.append(f"{said!r}: {outcome}, not {expected}")
    assert wrong == []


async def test_the_lines_of_the_handbook_are_recorded_as_it_says(sqlite_database: Database) -> None:
    farmyard = await settled(sqlite_database)
    lines = _handbook()
    assert len(lines) == 14
    assert [(said, str(await farmyard.tells(SPEAKERS["李强"], said))) for said, _ in lines] == lines
