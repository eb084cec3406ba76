"""The demo's page in English: every command of the menu says what it does."""

from __future__ import annotations

import re
from pathlib import Path

import sandbox
from bot.commands import COMMANDS


def test_every_command_of_the_menu_is_said_in_english() -> None:
    labels = (Path(sandbox.__file__).parent / "page" / "labels.js").read_text("utf-8")
    table = labels.partition("const COMMANDS = {")[2].partition("};")[0]
    assert set(re.findall(r"(\w+): \"", table)) == set(COMMANDS)
