"""The settings as the environment has them (``JIFEN_…``), or secret files; design part 5."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from app.settings import Settings
from domain.model.errors import Refused

_SAYS: Mapping[str, str] = {
    "int_parsing": "要写整数",
    "float_parsing": "要写数字",
    "int_parsing_size": "要写整数",
    "greater_than_equal": "最小是 {ge}",
    "less_than_equal": "最大是 {le}",
    "literal_error": "只能是 {expected}",
    "string_unicode": "不是 UTF-8 文字",
}
"""One sentence for each type of pydantic error that a setting can raise; the value may be a secret and is not told."""

_PREFIX = "JIFEN_"
_SECRETS = "JIFEN_SECRETS_DIR"
_TESTS = "JIFEN_TEST_"
"""What only the tests read begins so."""
_LIKE = 70
"""From this likeness on (0 to 100) a name is suggested."""


def load() -> Settings:
    """Read the variables, and beside them the files in ``JIFEN_SECRETS_DIR`` that are named like one.

    A variable comes before a file, upper and lower case are the same, and what is blank is not set: an empty key must
    never be taken for a key. Raises Refused("bad-settings") naming every variable that is wrong.
    """
    files = _secret_files()
    if unknown := sorted(name for name in {*os.environ, *files} if _is_unknown(name)):
        raise _refused(*map(_misspelt, unknown))
    given = _secrets(files) | {name.upper(): value for name, value in os.environ.items() if value.strip()}
    variables = {field: _variable(field) for field in Settings.model_fields}
    try:
        settings = Settings.model_validate({field: given[name] for field, name in variables.items() if name in given})
    except ValidationError as error:
        raise _refused(*map(_problem, error.errors())) from None
    if settings.telegram_mode == "webhook" and settings.telegram_token and not settings.telegram_secret:
        raise _refused("JIFEN_TELEGRAM_SECRET：webhook 方式必须设置")
    if (settings.wecom_bot_id is None) != (settings.wecom_secret is None):
        raise _refused("JIFEN_WECOM_BOT_ID 和 JIFEN_WECOM_SECRET：要么都设置，要么都不设置")
    return settings


def _variable(field: str) -> str:
    return f"{_PREFIX}{field.upper()}"


def _variables() -> frozenset[str]:
    """Every variable that means something."""
    return frozenset({_SECRETS, *map(_variable, Settings.model_fields)})


def _secret_files() -> Mapping[str, Path]:
    """What lies in the folder of secrets and is named like a setting."""
    folder = os.environ.get(_SECRETS)
    if not folder:
        return {}
    try:
        return {file.name: file for file in Path(folder).iterdir() if file.name.upper().startswith(_PREFIX)}
    except OSError:
        raise _refused(f"{_SECRETS}：没有文件夹 {folder}，或读不了") from None


def _secrets(files: Mapping[str, Path]) -> dict[str, str]:
    """What the files say, by the variable that each stands for."""
    try:
        said = {name.upper(): file.read_text("utf-8").strip() for name, file in files.items()}
    except (OSError, UnicodeDecodeError):  # a folder as well: its mount has gone wrong
        raise _refused(f"{_SECRETS}：{os.environ[_SECRETS]} 里有读不了的文件，要是 UTF-8 文字") from None
    return {name: value for name, value in said.items() if value}


def _is_unknown(name: str) -> bool:
    """Whether it is named like a setting and is none: misspelt, it would do nothing."""
    upper = name.upper()
    return upper.startswith(_PREFIX) and not upper.startswith(_TESTS) and upper not in _variables()


def _misspelt(name: str) -> str:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - seldom needed

    nearest = process.extractOne(name.upper(), _variables(), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return f"{name}：没有这个设置" + (f"，是不是 {nearest[0]}？" if nearest else "")


def _refused(*problems: str) -> Refused:
    return Refused("bad-settings", problems=problems)


def _problem(detail: ErrorDetails) -> str:
    context = {name: _plain(value) for name, value in detail.get("ctx", {}).items()}
    says = _SAYS.get(detail["type"])
    return f"{_variable(str(detail['loc'][0]))}：{says.format_map(context) if says else detail['msg']}"


def _plain(value: object) -> str:
    return str(value).replace("'", "").replace(" or ", " 或 ")
