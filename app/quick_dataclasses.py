"""Dataclasses whose methods are compiled when they are first called.

A frozen dataclass with slots gets six methods, each compiled by itself while its module is loaded; most are never
called. A command spends a quarter of its time on that, a server a sixth of its start. What a class does stays the same;
only ``inspect.signature`` does not see its fields before the first is made.

Python 3.11 and 3.12 make each method with ``dataclasses._create_fn``; a Python without it is left as it is. Without
this module ``jifen standings`` takes 500 ms of processor time instead of 390. A decorator of our own would make records
slower to build, leaving methods out would change what records are, and fewer imports spare less than half. It can go
when Python 3.13 is the oldest supported.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

_MAKER = "_create_fn"
Method = Callable[..., Any]


def compile_methods_when_called() -> None:
    """From here on, for the whole process."""
    inside = vars(dataclasses)
    if _MAKER in inside:
        inside[_MAKER] = _postponed(inside[_MAKER])


def _postponed(make: Callable[..., Method]) -> Callable[..., Method]:
    def postpone(name: str, *args: Any, **kwargs: Any) -> Method:
        """What ``dataclasses`` asks for each method."""
        made: Method | None = None

        def method(self: object, /, *given: Any, **named: Any) -> Any:
            nonlocal made
            if made is None:
                made = make(name, *args, **kwargs)
                made.__qualname__ = method.__qualname__
                _put(type(self), name, method, made)
            return made(self, *given, **named)

        method.__name__ = name
        return method

    return postpone


def _put(of: type, name: str, stand_in: Method, method: Method) -> None:
    """Into the class whose it is, so that the next call goes straight to it."""
    for each in of.__mro__:
        if vars(each).get(name) is stand_in:
            setattr(each, name, method)
