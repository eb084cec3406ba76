"""The chat commands, as their files declare them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bot.commands import COMMANDS

FOLDER = Path(__file__).parents[2] / "bot" / "commands"


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
