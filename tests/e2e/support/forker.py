"""A process that has the program loaded and starts it by forking: loading the chat adapter takes seconds each time.

What it starts is ``jifen`` from its entry point on, in a process of its own. Every request is one line of JSON, every
answer one of text: ``{"args", "env", "folder", "in", "out", "err"}`` → a pid, ``{"ended": pid}`` → its exit code, ``-``
while it runs.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import os
import pkgutil
import sys
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import rapidfuzz.fuzz  # noqa: F401 - this and those below are loaded for the processes to come

import app.commands
import app.serve
import sms.answering
import sms.channels.twilio.http
import sms.understanding.engine  # noqa: F401
import storage.engine.postgres.client  # noqa: F401
from app import settings
from app.cli import main
from app.town import load
from bot.channels.telegram.built_when_used import load_aiogram
from storage.database import Database
from text.normalise import normalise
from text.phones import to_e164
from text.pinyin import spell

_BOOK = Path("rules/zhangyan-2024.toml")


def _load() -> None:
    """What every process would load and work out anew: commands, the chat adapter, dictionaries, books, models."""
    load_aiogram()
    importlib.import_module("app.chat.telegram")
    for module in pkgutil.walk_packages(app.commands.__path__, "app.commands."):
        importlib.import_module(module.name)
    normalise("積分")
    spell("积分")
    to_e164("13800000000")
    town = load(_BOOK)
    load(_BOOK, {book.hash for book in town.books.values()})  # as every start after the first does
    settings.Settings()
    asyncio.run(_open_database())
    gc.collect()
    gc.freeze()  # to look for garbage would copy the pages that forks share


async def _open_database() -> None:
    with TemporaryDirectory() as folder:
        database = await Database.open(f"sqlite://{folder}/jifen.db")
        await database.close()


def _start(request: dict[str, Any]) -> int:
    pid = os.fork()
    if pid == 0:
        _become(request)
    return pid


def _become(request: dict[str, Any]) -> NoReturn:
    code = 1
    try:
        _redirect(request)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["env"])
        sys.argv = ["jifen", *request["args"]]
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - what Python does at the end of every program
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _redirect(request: dict[str, Any]) -> None:
    for number, name in enumerate(("in", "out", "err")):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.dup2(os.open(request[name], flags, 0o600), number)


def _ended(pid: int) -> int | str:
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else "-"


def serve() -> None:
    """Start and wait for what is asked for, until nobody asks any more."""
    _load()
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(_ended(asked["ended"]) if "ended" in asked else _start(asked), flush=True)


if __name__ == "__main__":
    serve()
