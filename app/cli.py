"""The command ``jifen``: every command and nothing else. Each is loaded only when it is called."""

from __future__ import annotations

import importlib
import os

import click

from app.commands.groups import NearestGroup

_COMMANDS = {
    "audit": "app.commands.audit:audit",
    "clock": "app.commands.clock:clock",
    "backup": "app.commands.copies:backup",
    "demo": "app.commands.demo:demo",
    "doctor": "app.commands.doctor:doctor",
    "entries": "app.commands.entries:entries",
    "fairness": "app.commands.town:fairness",
    "goods": "app.commands.goods:goods",
    "households": "app.commands.households:households",
    "init": "app.commands.init:init",
    "notices": "app.commands.notices:notices",
    "officers": "app.commands.officers:officers",
    "restore": "app.commands.copies:restore",
    "rounds": "app.commands.rounds:rounds",
    "rules": "app.commands.rules:rules",
    "serve": "app.commands.serve:serve",
    "sms": "app.commands.sms:texts",
    "standings": "app.commands.reports:standings",
    "supervise": "app.commands.town:supervise",
    "year": "app.commands.year:year",
}
"""Name, and where the click command is. Importing them all would cost every command the time of the slowest."""


OWNER_ONLY = 0o077
"""The database, photos, backups and sheets hold names and telephone numbers: whatever is written is its owner's."""


class _Lazy(NearestGroup):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        where = _COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, _, attribute = where.partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="jifen")
def cli() -> None:
    """积分：乡村治理积分制，用聊天和短信记分、查分、发通知。"""


def main() -> None:
    """Entry point of the program."""
    os.umask(OWNER_ONLY)
    cli(prog_name="jifen")
