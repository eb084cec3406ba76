"""The file of ``JIFEN_SMSGATE_PHONES``: the phones of villages that have one of their own.

[[phone]]
units = ["310116103208"]
url = "http://192.168.1.20:8080"
user = "sms"
password = "…"
signing_key = "…"
sim = 1              # which SIM, if there are several
daily_limit = 400    # texts a day
pause_seconds = 5    # from one text to the next
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

Sim = Annotated[int, Field(ge=1, le=3)]
DailyLimit = Annotated[int, Field(ge=1, le=100_000)]
Pause = Annotated[float, Field(ge=0, le=3600)]
Given = Annotated[str, Field(min_length=1)]


class PhoneEntry(BaseModel):
    """One phone, or one SIM of a phone with several."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    units: Annotated[tuple[Annotated[str, Field(pattern=r"^[0-9]{12}$")], ...], Field(min_length=1)]
    url: Annotated[str, Field(pattern=r"^https?://[^\s/?#]+[^\s?#]*$")]
    user: Given
    password: Given
    signing_key: Given
    sim: Sim | None = None
    daily_limit: DailyLimit | None = None
    pause_seconds: Pause = 0


class _Whole(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)

    phone: tuple[PhoneEntry, ...]


def read_phones(path: object) -> tuple[PhoneEntry, ...]:
    """The phones of a file; none where no file is named. Raises PydanticCustomError, which never holds a secret."""
    if isinstance(path, tuple):
        return path
    try:
        given = tomllib.loads(Path(str(path)).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        raise _wrong("读不了这个文件") from None
    except tomllib.TOMLDecodeError:
        raise _wrong("这个文件不是 TOML 格式") from None
    try:
        phones = TypeAdapter(_Whole).validate_python(given).phone
    except ValidationError as error:
        raise _wrong("；".join(_where(detail["loc"]) for detail in error.errors())) from None
    units = [unit for phone in phones for unit in phone.units]
    if twice := next((unit for unit in units if units.count(unit) > 1), None):
        raise _wrong(f"单位 {twice} 写了两部手机，一个单位只能有一部")
    return phones


def unknown_units(phones: Sequence[PhoneEntry], known: Container[str]) -> str | None:
    """What is wrong where a phone is said to serve a unit that is none of the town's: the one meant goes by another."""
    unknown = [unit for phone in phones for unit in phone.units if unit not in known]
    return f"JIFEN_SMSGATE_PHONES：没有这个单位 {'、'.join(unknown)}，请核对代码" if unknown else None


def _where(place: tuple[int | str, ...]) -> str:
    """第 2 部手机的 units 不对或没写"""
    numbers = [part for part in place if isinstance(part, int)]
    names = [str(part) for part in place if isinstance(part, str) and part != "phone"]
    which = f"第 {numbers[0] + 1} 部手机的 " if numbers else ""
    return f"{which}{names[0] if names else '[[phone]]'} 不对、没写或写多了"


def _wrong(problem: str) -> PydanticCustomError:
    return PydanticCustomError("phones", "{problem}", {"problem": problem})
