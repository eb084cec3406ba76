"""A question on the terminal: only a yes goes on, and how it is turned down is no fault of the program."""

from __future__ import annotations

import asyncio
from unittest.mock import Mock

import click
import pytest
from click.testing import CliRunner

from app.terminal.command import ask, command


@click.command()
@command
async def deed(_settings: object) -> None:
    await asyncio.sleep(0)
    ask("办吗？")
    click.echo("办好了")


@pytest.mark.parametrize("typed", ["n\n", "\n", ""], ids=["no", "nothing", "end of the input"])
def test_without_a_yes_nothing_is_done(typed: str) -> None:
    told = CliRunner().invoke(deed, input=typed)
    assert (told.exit_code, told.stderr.strip()) == (1, "没有办。")
    assert "办好了" not in told.stdout


def test_an_interrupted_question_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.confirm", Mock(side_effect=click.Abort))  # what it makes of Ctrl-C
    told = CliRunner().invoke(deed)
    assert (told.exit_code, told.stderr.strip()) == (1, "没有办。")


def test_a_yes_goes_on() -> None:
    told = CliRunner().invoke(deed, input="y\n")
    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.endswith("办好了\n")
