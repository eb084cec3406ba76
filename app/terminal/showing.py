"""Showing records as a table, as JSON or as CSV, or keeping them in a file; shared by the commands that report."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from app.reports.files import write
from app.reports.formats import FORMATS, Columns, Format, as_csv, as_json, as_table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a report goes: to the screen in that form, or into a file of the kind that its name says."""

    form: Format = "table"
    file: Path | None = None


def formatted(run: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --format and --output; it gets both as ``out``."""

    @click.option("--format", "form", type=click.Choice(FORMATS), help="屏幕上的输出格式，不写就是表格")
    @click.option("--output", "file", type=click.Path(path_type=Path), help="存成文件：.xlsx 或 .csv")
    @functools.wraps(run)
    def with_output(*args: Any, form: Format | None, file: Path | None, **kwargs: Any) -> None:
        if form is not None and file is not None:
            raise click.UsageError("--format 和 --output 只能写一个：存成文件看文件名的结尾")
        run(*args, out=Output(form or "table", file), **kwargs)

    return with_output


def show(
    out: Output,
    title: str,
    lines: Sequence[T],
    record: Callable[[T], Mapping[str, object]],
    columns: Callable[[Sequence[T]], Columns],
) -> None:
    """Print the records, or keep them in the file, under that title. Raises Refused("bad-file")."""
    if out.file is not None:
        write(out.file, {title: columns(lines)})
        click.echo(f"已写出{title} {len(lines)} 行：{out.file.name}")
    elif out.form == "json":
        click.echo(as_json(map(record, lines)))
    elif out.form == "csv":
        click.echo(as_csv(columns(lines)), nl=False)
    else:
        _print_table(columns(lines))


def _print_table(columns: Columns) -> None:
    heading, *rows = as_table(columns)
    styled: Iterable[str] = (
        click.style(row, dim=True) if number in columns.marked else row for number, row in enumerate(rows)
    )
    click.echo("\n".join([click.style(heading, bold=True), *styled]))
