"""pydantic that was loaded without describing its descriptions does what it does elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import typing, typing_extensions
from app.quick_pydantic import load_pydantic_core
load_pydantic_core()
import pydantic_core.core_schema
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

print(typing_extensions.is_typeddict(pydantic_core.core_schema.IntSchema))

class Place(typing_extensions.TypedDict):
    group: int
    number: int

class Home(BaseModel):
    place: Place
    heads: list[str] = Field(min_length=1)

print(Home.model_validate({"place": {"group": 3, "number": 2}, "heads": ["王"]}))
print(Home.model_json_schema()["required"])
try:
    TypeAdapter(list[Home]).validate_python([{"place": {"group": 3}, "heads": []}])
except ValidationError as refused:
    print([error["type"] for error in refused.errors()])
"""


def test_models_are_built_refuse_and_describe_themselves() -> None:
    command = [sys.executable, "-c", _PROGRAM]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert printed.stdout.splitlines() == [
        "False",
        "place={'group': 3, 'number': 2} heads=['王']",
        "['place', 'heads']",
        "['missing', 'too_short']",
    ]
