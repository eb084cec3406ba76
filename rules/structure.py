"""From a file's text to its shape, or to Chinese sentences that say where it is ill-formed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from rules.problems import Problem
from rules.shape import Shape

S = TypeVar("S", bound=Shape)
Location = tuple[int | str, ...]

_LONGEST = 60
"""Characters of an author's text that a message quotes."""
_AT = re.compile(r"(.*) \(at line (\d+), column (\d+)\)")
_TOML_HINTS = {
    "Cannot overwrite a value": "同一个字段写了两次",
    "Cannot declare": "同一个表写了两次",
    "Unclosed array": "列表没有写完，或少了逗号",
    "Unclosed inline table": "大括号没有写完，或少了逗号",
    "Illegal character": "文字没有用引号收尾",
    "Found invalid character": "文字没有用引号收尾",
    "Unterminated string": "文字没有用引号收尾",
    'Expected "\'"': "文字没有用引号收尾",
    "Expected '=' after a key": "字段名后面要写等号",
}
"""What the TOML reader says, by how it begins."""

_RETIRED: Mapping[str, str] = {
    "welfare_percent": "这个字段改成了 welfare_top_percent（有名次的户取前百分之几，如 30），请改写",
}
"""Fields of a policy that are no more, and what to write instead."""

_SAYS: Mapping[str, str] = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段，请检查拼写",
    "int_type": "要写整数，现在是 {input}",
    "string_type": "要写文字（加引号），现在是 {input}",
    "list_type": "要写成列表 [ ]，现在是 {input}",
    "model_type": "要写成一组字段，现在是 {input}",
    "model_attributes_type": "要写成一组字段，现在是 {input}",
    "literal_error": "只能是 {expected}，现在是 {input}",
    "greater_than_equal": "最小是 {ge}，现在是 {input}",
    "less_than_equal": "最大是 {le}，现在是 {input}",
    "too_short": "至少要有 {min_length} 个，现在有 {actual_length} 个",
    "too_long": "最多 {max_length} 个，现在有 {actual_length} 个",
    "written": "{rule}，现在是 {input}",
}
"""One sentence for each type of pydantic error that a shape can raise."""


def structure(shape: type[S], text: str, file: str, *, stored: bool = False) -> tuple[S | None, list[Problem]]:
    """Read TOML into a shape. A shape that is None comes with at least one problem.

    ``stored``: a version that a round began with; fields that are no more are passed over.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return None, [_toml_problem(file, text, str(error))]
    except RecursionError:
        return None, [Problem(file, "", "括号套得太深")]
    if stored and isinstance(data.get("policy"), dict):
        data["policy"] = {name: value for name, value in data["policy"].items() if name not in _RETIRED}
    try:
        return shape.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(file, data, detail) for detail in error.errors(include_url=False)]


def _toml_problem(file: str, text: str, message: str) -> Problem:
    at = _AT.fullmatch(message)
    where = f"第 {at[2]} 行第 {at[3]} 列" if at else f"第 {len(text.splitlines())} 行（文件末尾）"
    hints = (hint for start, hint in _TOML_HINTS.items() if message.startswith(start))
    return Problem(file, where, next(hints, "写法不对（不是 TOML 格式）"))


def _problem(file: str, data: Mapping[str, Any], detail: ErrorDetails) -> Problem:
    values: dict[str, object] = {**detail.get("ctx", {}), "input": _brief(detail["input"])}
    if "expected" in values:
        values["expected"] = str(values["expected"]).replace("'", "").replace(", ", "、").replace(" or ", " 或 ")
    retired = _RETIRED.get(str(detail["loc"][-1])) if detail["type"] == "extra_forbidden" else None
    says = retired or _SAYS.get(detail["type"], "写法不对，现在是 {input}")
    return Problem(file, _where(data, detail["loc"]), says.format_map(values))


def _where(data: object, location: Location) -> str:
    """``环3.points`` rather than ``categories.0.aspects.0.items.2.points``: the innermost thing with a name."""
    owner, rest = "", ""
    for step in location:
        data = _inside(data, step)
        if isinstance(step, int):
            rest += f" 第 {step + 1} 个"
        else:
            rest += f".{step}" if owner or rest else step
        if name := _name(data):
            owner, rest = name, ""
    return (owner + rest).strip()


def _name(data: object) -> str:
    if not isinstance(data, dict):
        return ""
    names = (data.get("code"), data.get("name"))
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def _inside(data: Any, step: int | str) -> object:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _brief(value: object) -> str:
    """The author's value in a few characters, as TOML would show it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f"「{value if len(value) <= _LONGEST else value[:_LONGEST] + '…'}」".replace("\n", " ")
    if isinstance(value, dict | list):
        return "一个列表" if isinstance(value, list) else "一组字段"
    return str(value)
