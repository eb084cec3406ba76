"""The command ``jifen``: every command and nothing else. Each is loaded only when it is called.

Importing them all would cost every command, and the list of them, the time of the slowest.
"""

from __future__ import annotations

import importlib
import os
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from pkgutil import iter_modules
from types import CodeType

import click

import app.commands
from app.garbage import uncollected
from app.quick_dataclasses import compile_methods_when_called
from app.terminal.chinese import speak_chinese
from app.terminal.groups import NearestGroup, short_help

_COMMANDS = tuple(sorted(module.name for module in iter_modules(app.commands.__path__)))
"""A command is the module of its name in that folder, and the click command of its name in it."""


OWNER_ONLY = 0o077
"""The database, photos, backups and sheets hold names and telephone numbers: whatever is written is its owner's."""


class _Lazy(NearestGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        if cmd_name not in _COMMANDS:
            return None
        with uncollected():
            command: click.Command = getattr(importlib.import_module(f"app.commands.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """The list of the commands, read from their docstrings without loading them."""
        with formatter.section("命令"):
            formatter.write_dl([(name, short_help(_help(name))) for name in _COMMANDS])


def _help(name: str) -> str | None:
    """The docstring of a command's function, from the compiled module."""
    module = f"app.commands.{name}"
    spec = find_spec(module)
    code = spec.loader.get_code(module) if spec and isinstance(spec.loader, SourceFileLoader) else None
    functions = (const for const in (code.co_consts if code else ()) if isinstance(const, CodeType))
    docstrings = (function.co_consts[0] for function in functions if function.co_name == name)
    return next((text for text in docstrings if isinstance(text, str)), None)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jifen", help="显示版本。")
def cli() -> None:
    """积分：乡村治理积分制，用聊天和短信记分、查分、发通知。"""


def main() -> None:
    """Entry point of the program."""
    os.umask(OWNER_ONLY)
    # There are none; looking for them reads what is known of every installed package, which takes 30 ms.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    compile_methods_when_called()
    speak_chinese()
    cli(prog_name="jifen")
