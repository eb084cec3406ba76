"""What a command loads decides how long it takes to start: each loads what it uses, and nothing that is large."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from pkgutil import iter_modules

import pytest

import app.commands

pytestmark = pytest.mark.xdist_group("imports")  # one process asks for all of them

COMMANDS = {module.name for module in iter_modules(app.commands.__path__)}
CHAT = {"aiogram", "aibot"}
LARGE = {
    *("aiohttp", "asyncpg", "fontTools", "jinja2", "openpyxl", "phonenumbers", "PIL", "pypinyin", "typst", "twilio"),
    *("bot.commands", "bot.grammar.parse", "sms.intents", *CHAT),
}
"""Each takes from 20 ms to a second to load."""
USED: dict[str, set[str]] = {
    "doctor": {"aiohttp", "sms.intents"},
    "platform": {"PIL"},
    "print": {"PIL"},
    "sms": {"sms.intents"},
}
"""What of it is loaded with a command, whatever it is asked to do; the others load it when it is needed, or never."""

_EACH = """
import importlib, json, os, sys
import app.runtime, app.terminal.command  # what all of them load
for name in sys.argv[1:]:
    if (child := os.fork()) == 0:
        importlib.import_module(f"app.commands.{name}")
        print(json.dumps([name, *sys.modules]), flush=True)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(name)
"""


def run(code: str, *args: str) -> list[str]:
    """The lines that a process prints that runs this."""
    command = [sys.executable, "-c", code, *args]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    return printed.stdout.splitlines()


@cache
def loaded_by_commands() -> dict[str, set[str]]:
    """Modules by the command that loads them."""
    lines = map(json.loads, run(_EACH, *sorted(COMMANDS)))
    return {name: set(modules) for name, *modules in lines}


def test_the_list_of_commands_loads_none_of_them() -> None:
    code = "from app.cli import cli\ncli(['--help'], standalone_mode=False)\nimport sys\nprint(*sys.modules)"
    modules = set(run(code)[-1].split())
    assert not {name for name in modules if name.startswith("app.commands.")}
    assert not modules & {"asyncio", "pydantic", "tortoise", *LARGE}


def test_a_command_loads_only_what_it_uses() -> None:
    loaded = loaded_by_commands()
    assert loaded.keys() == COMMANDS
    assert not {name: unused for name, modules in loaded.items() if (unused := modules & LARGE - USED.get(name, set()))}


def test_only_the_server_loads_the_chat_platforms_and_only_when_it_runs() -> None:
    assert not {name: found for name, modules in loaded_by_commands().items() if (found := modules & CHAT)}
    assert not {"bot.commands", "openpyxl", "PIL", "pypinyin", *CHAT} & set(
        run("import app.serve, sys\nprint(*sys.modules)")[-1].split()
    )


def test_the_sides_of_the_chat_platforms_are_built_without_the_grammar() -> None:
    code = """
import sys
import app.serve
from app.chat.platforms import load_aiogram
from app.chat.side import DESK
load_aiogram()
import app.chat.telegram, app.chat.wecom
before = set(sys.modules)
__import__(DESK)
print("before:", *before & GRAMMAR)
print("then:", *sys.modules.keys() & GRAMMAR)
""".replace("GRAMMAR", repr({"bot.commands", "bot.grammar.words", "bot.grammar.parse"}))
    before, then = (line.split()[1:] for line in run(code)[-2:])
    assert (before, sorted(then)) == ([], ["bot.commands", "bot.grammar.parse", "bot.grammar.words"])


def test_a_store_loads_what_is_asked_for_and_a_server_all_of_it() -> None:
    code = """
import asyncio, sys
from app.loading import load_repositories
from storage.store import SqlStore
def loaded():
    return {"storage.mall", "storage.orders"} & set(sys.modules)
print("store:", *loaded())
print(type(SqlStore(None, None, {}, None).inventory).__name__, *loaded())
asyncio.run(load_repositories())
print("all:", *sorted(loaded()))
"""
    assert run(code) == ["store:", "SqlInventory storage.mall", "all: storage.mall storage.orders"]


def test_what_is_no_file_of_the_storage_is_no_name_of_it() -> None:
    assert run("import storage\nprint(hasattr(storage, 'nothing'), storage.mall.__name__)") == ["False storage.mall"]


def test_what_the_first_text_loads_is_there_once_texts_are_prepared() -> None:
    code = """
import asyncio, sys
import app.serve, sms.desk
from app.texts.preparing import prepare
before = set(sys.modules)
asyncio.run(prepare(0))
prepared = set(sys.modules)
from sms.conversation import in_light_of
from sms.understanding.engine import understand
from sms.answering import answer, answer_let_go, may_act
print(len(prepared - before), *set(sys.modules) - prepared)
"""
    more, *later = run(code)[-1].split()
    assert int(more) > len(later) == 0
