"""What a command loads decides how long it takes to start: each loads what it uses, and nothing that is large."""

from __future__ import annotations

import subprocess
import sys

import pytest

CHAT = {"aiogram", "aibot"}
OFTEN_NOT_USED = {"aiohttp", "asyncpg", "jinja2", "openpyxl", "phonenumbers", "pypinyin", "typst", "twilio", *CHAT}
"""Each takes from 40 ms to two seconds to load."""


def loaded(code: str) -> set[str]:
    """What is loaded by a process that runs this."""
    listed = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines()[-1].split())


def test_the_list_of_commands_loads_none_of_them() -> None:
    modules = loaded("from app.cli import cli\ncli(['--help'], standalone_mode=False)")
    assert not {name for name in modules if name.startswith("app.commands.")}
    assert not modules & {"asyncio", "pydantic", "tortoise", *OFTEN_NOT_USED}


@pytest.mark.parametrize(
    "command", ["audit", "backup", "clock", "fairness", "goods", "init", "standings", "supervise", "year"]
)
def test_a_command_loads_only_what_it_uses(command: str) -> None:
    modules = loaded(f"import app.commands.{command}")
    assert not modules & OFTEN_NOT_USED


@pytest.mark.parametrize("command", ["audit", "init", "standings"])
def test_a_command_that_reads_no_lines_of_chat_loads_no_grammar(command: str) -> None:
    assert "bot.grammar" not in loaded(f"import app.commands.{command}")


@pytest.mark.parametrize("command", ["doctor", "notices", "officers", "print", "restore", "rounds", "rules", "sms"])
def test_only_the_server_loads_the_chat_platforms(command: str) -> None:
    assert not loaded(f"import app.commands.{command}") & CHAT
