"""The chat commands, as their files declare them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import AsyncMock

import pytest

from bot.command import ChatCommand, route
from bot.commands import COMMANDS
from bot.grammar.parse import Grammar
from bot.grammar.records import Fault, Lexicon, Mistake, Mistakes
from bot.grammar.rules import Numbered
from tests.bot.village import Village

FOLDER = Path(__file__).parents[2] / "bot" / "commands"


@dataclass(frozen=True, slots=True)
class Weather:
    """``/tian 明天``."""

    day: str


def read_weather(line: Numbered, _: Lexicon) -> Weather | list[Mistake]:
    """One word."""
    day = line.text.plain.strip()
    return Weather(day) if day else [Mistake(Fault.NO_ARGUMENTS, line.number)]


NEW = ChatCommand(
    names="tian 天气 weather",
    menu="天气",
    english="the weather",
    place=1000,
    reader=read_weather,
    handlers=route(Weather, AsyncMock(return_value=[])),
)
GRAMMAR = Grammar([*COMMANDS.values(), NEW])


@pytest.mark.parametrize("text", ["/tian 明天", "/天气 明天", "/天气明天", "/WEATHER 明天", "@jifen_bot /tian 明天"])
def test_a_command_that_is_added_is_read_by_all_its_names(text: str) -> None:
    assert GRAMMAR.parse(text, Village(), "jifen_bot") == Weather("明天")


def test_what_is_wrong_with_it_is_told() -> None:
    assert GRAMMAR.parse("/tian", Village(), "jifen_bot") == Mistakes((Mistake(Fault.NO_ARGUMENTS, 1),))
    told = Mistakes((Mistake(Fault.OTHER_COMMAND, 1, "/天气"),))
    assert GRAMMAR.parse("/cha 3-12\n/天气 明天", Village(), "jifen_bot") == told


def test_each_file_declares_the_command_of_its_name() -> None:
    assert set(COMMANDS) == {file.stem for file in FOLDER.glob("*.py")} - {"__init__"}


def test_no_two_commands_share_a_name_or_a_place() -> None:
    names = Counter(name for command in COMMANDS.values() for name in command.spellings)
    places = Counter(command.place for command in COMMANDS.values())
    assert max(names.values()) == max(places.values()) == 1


def test_every_command_has_a_chinese_name_and_a_line_in_the_menu() -> None:
    for command in COMMANDS.values():
        assert any(not name.isascii() for name in command.spellings), command.name
        assert 0 < len(command.menu) <= 256, "a limit of the platform"


def test_every_command_is_explained_in_the_help() -> None:
    assert [command.name for command in COMMANDS.values() if not command.help] == ["help"]
