"""Files and functions are short; what belongs together is one record, not many parameters (docs/decisions/0044)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_FOLDERS = ("app", "bot", "domain", "paper", "rules", "sandbox", "sms", "storage", "text", "web")
MOST_PARAMETERS, MOST_LINES = 6, 40
LONGEST_FILE, LONGEST_TEST = 300, 400
EXEMPT = {
    "app/commands/platform.py import_": "the options of a command are given by name",
    "app/commands/entries/sheets.py import_": "the options of a command are given by name",
    "app/commands/rounds/__init__.py excuse_": "the options of a command are given by name",
    "sms/channels/twilio/http.py request": "the signature is the library's",
}
LONG = {"storage/store.py store": "one call, with a line for each repository"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions() -> Iterator[tuple[str, Function]]:
    for folder in _FOLDERS:
        for file in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, Function):
                    yield f"{file.relative_to(_ROOT)} {node.name}", node


def _parameters(function: Function) -> int:
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def test_no_function_takes_seven_parameters() -> None:
    long = {name for name, function in _functions() if _parameters(function) > MOST_PARAMETERS}
    assert long == set(EXEMPT)


def test_no_function_is_longer_than_forty_lines() -> None:
    lines = {name: (one.end_lineno or one.lineno) - one.lineno + 1 for name, one in _functions()}
    assert {name for name, many in lines.items() if many > MOST_LINES} <= set(LONG)


def test_no_file_is_longer_than_its_few_screens() -> None:
    limits = dict.fromkeys(_FOLDERS, LONGEST_FILE) | {"bench": LONGEST_FILE, "tests": LONGEST_TEST}
    files = [(file, limit) for folder, limit in limits.items() for file in (_ROOT / folder).rglob("*.py")]
    assert len(files) > len(limits)
    lines = {file: (len(file.read_text("utf-8").splitlines()), limit) for file, limit in files}
    assert {str(file.relative_to(_ROOT)) for file, (many, limit) in lines.items() if many > limit} == set()
