"""Wrong usage of ``jifen``: one plain Chinese sentence that names what is wrong, and exit code 2."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from app.cli import cli
from app.terminal.chinese import SENTENCES
from text.columns import width

WRONG = {
    "standings": "没写 'UNIT'",
    "officers invite": "没写 '--unit'",
    "standings a b": "多写了 b，请去掉",
    "standings a b c": "多写了 b c，请去掉",
    "--foo": "没有 --foo 这个选项",
    "rounds settle --yess a b": "没有 --yess 这个选项。 是不是 '--yes'？",
    "officers invite --unit 1 --role boss --name x": "只能是 'specialist', 'assessor', 'supervisor'，不能是 boss",
    "standings x --format yaml": "'--format' 不对：只能是 'table', 'json', 'csv'，不能是 yaml",
    "demo --port x": "'--port' 不对：x 不是整数",
    "demo --port 0": "'--port' 不对：0 太大或太小",
    "demo --port": "--port 后面要写内容",
    "serve --role": "--role 后面要写内容",
    "standings x --format": "--format 后面要写内容",
    "households list --left=1": "--left 后面不写内容",
    "sms explain --corpus /no/such/file": "没有“/no/such/file”这个文件",
    "nothing": "没有 nothing 这个命令",
    "rounds setle": "没有 setle 这个命令，是不是 settle？",
    "print 公事表 a b c.pdf": "没有 公事表 这个命令",
}


@pytest.mark.parametrize(("line", "said"), WRONG.items())
def test_wrong_usage_is_told_in_one_chinese_sentence(line: str, said: str) -> None:
    told = CliRunner().invoke(cli, line.split(), prog_name="jifen")
    assert told.exit_code == 2
    assert said in told.stderr.splitlines()[-1]
    assert not re.search("Missing|Invalid|Error|No such|Got|Try|Usage", told.stderr)


@pytest.mark.parametrize("line", ["--help", "rounds --help", "officers invite --help", "demo --help", "print --help"])
def test_the_headings_of_help_are_chinese(line: str) -> None:
    told = CliRunner().invoke(cli, line.split(), prog_name="jifen")
    assert told.exit_code == 0
    assert told.stdout.startswith("用法:")
    assert not re.search(r"Usage|Options:|Commands:|Show|default:|required", told.stdout)


def test_click_still_says_what_is_translated() -> None:
    folder = Path(click.__file__).parent
    spoken = {text for file in folder.glob("*.py") for text in _texts(ast.parse(file.read_text("utf-8")))}
    assert set(SENTENCES) - spoken == set()


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize(
    "line", ["--help", "print --help", "households --help", "rounds --help", "officers invite --help"]
)
def test_help_stays_within_the_terminal_and_is_not_cut_short(line: str) -> None:
    told = CliRunner().invoke(cli, line.split(), prog_name="jifen").stdout
    assert max(map(width, told.splitlines())) <= 80
    assert not re.search(r"(?<!\])\.\.\.$|…$", told, re.MULTILINE)


def test_names_of_commands_in_chinese_line_up() -> None:
    told = CliRunner().invoke(cli, ["print", "--help"], prog_name="jifen").stdout
    listed = re.findall(r"^  ([\u4e00-\u9fff]+)(\s+)\S", told[told.index("命令:") :], re.MULTILINE)
    assert len({width(name + blanks) for name, blanks in listed}) == 1
