"""A refusal or a question leaves its room as a value, and whoever gets the value looks at it (decision 0044)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from domain.boundary import boundary, unwrap
from domain.model.errors import Refused
from domain.scoring.repeats import DoneJustNow

_ROOT = Path(__file__).parents[2]
_FOLDERS = ("app", "bot", "domain", "rules", "sms", "storage", "tests")
_AWAITED = re.compile(r"^ +await (?:\w+\.)?(\w+)\(", re.MULTILINE)
"""A call whose result is not looked at; parsing every module takes far longer than looking for its name."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _texts() -> dict[str, str]:
    """What stands in the modules, by their names."""
    files = [file.relative_to(_ROOT) for folder in _FOLDERS for file in (_ROOT / folder).rglob("*.py")]
    return {".".join(file.with_suffix("").parts): (_ROOT / file).read_text("utf-8") for file in files}


def _boundaries() -> Iterator[tuple[str, Function]]:
    for module, text in _texts().items():
        if "@boundary" not in text:
            continue
        for node in ast.parse(text).body:
            if isinstance(node, Function) and any(ast.unparse(one) == "boundary" for one in node.decorator_list):
                yield f"{module}.{node.name}", node


def _imported(tree: ast.Module) -> dict[str, str]:
    """What the names of a module stand for."""
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    return {one.asname or one.name: f"{node.module}.{one.name}" for node in imports for one in node.names}


def _calls_dropped(tree: ast.Module) -> Iterator[str]:
    """Calls that are awaited and whose result is not looked at."""
    names = _imported(tree)
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Await(value=ast.Call(func=ast.Name(id=name)))):
                yield names.get(name, name)
            case ast.Expr(value=ast.Await(value=ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name)))):
                yield f"{names.get(module, module)}.{name}"


@boundary
async def divided(by: int) -> int | Refused | DoneJustNow:
    if by == 0:
        raise Refused("no-division")
    if by == 1:
        raise DoneJustNow(1)
    return 12 // by


async def test_what_is_raised_inside_is_returned_and_unwrapped_again() -> None:
    assert await divided(3) == 4
    for by, kind in ((0, Refused), (1, DoneJustNow)):
        stopped = await divided(by)
        assert isinstance(stopped, kind)
        with pytest.raises(kind):
            unwrap(stopped)


async def test_what_is_no_stop_goes_through_a_boundary() -> None:
    with pytest.raises(TypeError):
        await divided("x")  # type: ignore[arg-type]  # a programmer's mistake


def test_a_boundary_says_in_its_type_what_stops_it() -> None:
    types = {name: ast.unparse(node.returns) if node.returns else "" for name, node in _boundaries()}
    assert [name for name, returns in types.items() if "Refused" not in returns and returns != "T"] == []


def test_a_use_case_takes_the_work_then_who_does_it_then_what_is_to_be_done() -> None:
    """(work, officer or households, command): what words or codes are made with comes behind (docs/decisions/0044)."""
    signatures = {name: [ast.unparse(one) for one in node.args.args] for name, node in _boundaries()}
    who = re.compile(r"\w+: (Officer( \| None)?|Household|Sequence\[Household\])")
    rooms = {name: given for name, given in signatures.items() if name.startswith("domain.")}
    use_cases = {name: given for name, given in rooms.items() if name != "domain.boundary.in_transaction"}
    assert [name for name, given in use_cases.items() if given[:1] != ["work: Work"]] == []
    late = {name: given for name, given in use_cases.items() if any(map(who.fullmatch, given[2:]))}
    assert [name for name, given in late.items() if not who.fullmatch(given[1])] == []


def test_no_result_of_a_boundary_is_dropped() -> None:
    names = {name for name, _ in _boundaries()}
    bare = {name.rpartition(".")[2] for name in names}
    suspects = {module: text for module, text in _texts().items() if bare & set(_AWAITED.findall(text))}
    dropped = [(module, one) for module, text in suspects.items() for one in _calls_dropped(ast.parse(text))]
    assert suspects
    assert [(module, one) for module, one in dropped if one in names] == []
