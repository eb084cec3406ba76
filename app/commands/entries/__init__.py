"""``jifen entries``: a unit's entries, and inspection sheets under ``template`` and ``import``."""

from __future__ import annotations

import importlib

import click

_SHOW = "show"
_COMMANDS = {
    _SHOW: "app.commands.entries.show:entries",
    "import": "app.commands.entries.sheets:import_",
    "template": "app.commands.entries.sheets:template",
}
"""Loaded only when called: what reads spreadsheets takes long to load."""


class Entries(click.Group):
    """A group that shows entries when called with none of its commands: ``jifen entries 秦望村``."""

    default_words = (_SHOW,)
    """What is put before arguments that name none of the commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Load a command."""
        module, _, attribute = _COMMANDS.get(cmd_name, "").partition(":")
        command: click.Command | None = getattr(importlib.import_module(module), attribute) if module else None
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Whatever names no command is meant for the default one."""
        if not args or args[0] not in {*_COMMANDS, *ctx.help_option_names}:
            args = [*self.default_words, *args]
        return super().parse_args(ctx, args)


@click.group(cls=Entries, subcommand_metavar="UNIT [OPTIONS] | COMMAND [ARGS]...")
def entries() -> None:
    """记分：看一个村的全部记分，或导入纸质考核表。

    看记分：jifen entries UNIT，选项见 jifen entries UNIT --help
    """
