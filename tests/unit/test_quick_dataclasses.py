"""Dataclasses whose methods are compiled when they are called do what others do."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, field, replace
from types import FunctionType

import pytest

from app.quick_dataclasses import compile_methods_when_called

pytestmark = pytest.mark.skipif(sys.version_info >= (3, 13), reason="Python has another way to make the methods")


@dataclass(frozen=True, slots=True, order=True)
class Plain:
    """As Python makes them."""

    name: str
    marks: list[int] = field(default_factory=list)


@pytest.fixture
def late() -> Iterator[type[Plain]]:
    """The same class, its methods compiled when they are called."""
    maker = vars(dataclasses)["_create_fn"]
    compile_methods_when_called()

    @dataclass(frozen=True, slots=True, order=True)
    class Late:
        name: str
        marks: list[int] = field(default_factory=list)

    yield Late  # type: ignore[misc]  # it is made of the same fields
    vars(dataclasses)["_create_fn"] = maker


def test_it_is_made_shown_compared_and_copied_as_ever(late: type[Plain]) -> None:
    one = late("王", marks=[1])
    assert (one.name, one.marks, late("王").marks) == ("王", [1], [])
    assert repr(one).endswith("Late(name='王', marks=[1])")
    assert one == late("王", [1]) != late("王", [2])
    assert one != Plain("王", [1])
    assert one < late("王", [2])
    assert replace(one, name="李") == late("李", [1])


def test_it_is_hashed_and_stays_frozen(late: type[Plain]) -> None:
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        hash(late("王"))
    with pytest.raises(FrozenInstanceError):
        late("王").name = "李"  # type: ignore[misc]  # that it cannot be set is what is tried
    with pytest.raises(FrozenInstanceError):
        del late("王").name
    with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'name'"):
        late()  # type: ignore[call-arg]  # as above


def test_a_class_made_from_it_has_its_methods_too(late: type[Plain]) -> None:
    @dataclass(frozen=True, slots=True)
    class Child(late):  # type: ignore[misc, valid-type]  # a class like any other
        more: int = 0

    assert Child("王", [], 3).more == 3
    assert late("王") == late("王")


def test_a_method_that_was_called_stands_in_its_class(late: type[Plain]) -> None:
    before = vars(late)["__init__"]
    late("王")
    after = vars(late)["__init__"]
    assert isinstance(after, FunctionType)
    assert after is not before
    assert after.__qualname__ == before.__qualname__
