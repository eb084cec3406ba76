"""Groups of commands that name the nearest one when a name is misspelt."""

from __future__ import annotations

import click


class NearestGroup(click.Group):
    """A group in which a misspelt command is answered with the nearest."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, each with the whole first sentence of its help."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("命令"):
            formatter.write_dl([(name, short_help(one.help)) for name, one in commands if one])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command, its name and what follows. Raises UsageError with the nearest name."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand:
            from difflib import get_close_matches  # noqa: PLC0415 - for those who misspelt one

            nearest = get_close_matches(args[0], self.list_commands(ctx), n=1)
            hint = f"，是不是 {nearest[0]}？" if nearest else "。"
            raise click.UsageError(f"没有 {args[0]} 这个命令{hint}", ctx) from None


def short_help(text: str | None) -> str:
    """The first paragraph of a command's help, in one line."""
    return " ".join((text or "").strip().split("\n\n")[0].split())
