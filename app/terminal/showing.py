"""Showing records as a table, as JSON or as CSV; shared by the commands that report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import click

from app.reports.formats import FORMATS, Columns, Format, as_csv, as_json, as_table

T = TypeVar("T")

formatted = click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="输出格式"
)


def show(
    form: Format,
    lines: Sequence[T],
    record: Callable[[T], Mapping[str, object]],
    columns: Callable[[Sequence[T]], Columns],
) -> None:
    """Print the records in that form."""
    if form == "json":
        click.echo(as_json(map(record, lines)))
    elif form == "csv":
        click.echo(as_csv(columns(lines)), nl=False)
    else:
        _print_table(columns(lines))


def _print_table(columns: Columns) -> None:
    heading, *rows = as_table(columns)
    styled: Iterable[str] = (
        click.style(row, dim=True) if number in columns.marked else row for number, row in enumerate(rows)
    )
    click.echo("\n".join([click.style(heading, bold=True), *styled]))
