"""Which words of a command are looked for among the names of the village."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands import GRAMMAR
from bot.lexicon import UnitWords


@pytest.mark.parametrize(
    ("line", "words"), [("/cha 3-12", set()), ("/cha 12", set()), ("/cha 王五", {"王五"}), ("/pai", set())]
)
def test_what_has_no_letter_is_no_name(line: str, words: set[str]) -> None:
    lexicon = UnitWords((), date(2026, 11, 6))
    GRAMMAR.parse(line, lexicon, "jifen_bot")
    assert lexicon.asked_about == words
