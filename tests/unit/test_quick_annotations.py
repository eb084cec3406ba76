"""Annotations that are compiled when somebody evaluates them say what others say."""

from __future__ import annotations

import sys
import typing
from collections.abc import Iterator

import pytest

from app.quick_annotations import compile_annotations_when_evaluated

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python has another way to keep annotations")


@pytest.fixture(autouse=True)
def late() -> Iterator[None]:
    compile_annotations_when_evaluated()
    yield
    vars(typing).pop("compile", None)


def test_an_annotation_means_what_it_says() -> None:
    class Record(typing.TypedDict):
        places: dict[str, list[int]]
        name: str | None

    assert typing.get_type_hints(Record) == {"places": dict[str, list[int]], "name": str | None}


def test_none_is_compiled_before_it_is_asked_for() -> None:
    reference = typing.ForwardRef("no expression (")
    with pytest.raises(SyntaxError):
        reference._evaluate({}, {}, recursive_guard=frozenset())
