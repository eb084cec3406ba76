"""Which words of a command are looked for among the names of the village."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands import GRAMMAR
from bot.grammar.records import LogEntries
from bot.lexicon import UnitWords
from tests.bot.village import BOOK


@pytest.mark.parametrize(
    ("line", "words"), [("/cha 3-12", set()), ("/cha 12", set()), ("/cha 王五", {"王五"}), ("/pai", set())]
)
def test_what_has_no_letter_is_no_name(line: str, words: set[str]) -> None:
    lexicon = UnitWords((), date(2026, 11, 6))
    GRAMMAR.parse(line, lexicon, "jifen_bot")
    assert lexicon.asked_about == words


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        ({"王建国", "强英"}, ["王建国", "强英"]),
        ({"王建国", "强英", "王建", "国强英"}, ["王建国强英"]),
    ],
)
def test_names_in_a_row_are_parted_where_there_is_but_one_way(heads: set[str], named: list[str]) -> None:
    lexicon = UnitWords((BOOK,), date(2026, 11, 6), frozenset(heads))
    command = GRAMMAR.parse("/kou 王建国强英 垃圾 1 没分", lexicon, "jifen_bot")
    assert isinstance(command, LogEntries)
    assert [line.household.text for line in command.lines] == named
