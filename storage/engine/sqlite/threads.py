"""Calls in the thread of an SQLite connection."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

import aiosqlite

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(
    connection: aiosqlite.Connection, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> asyncio.Future[T]:
    """Queue a call for the connection's thread, which takes them strictly in turn.

    It is queued when this returns, so a cancelled caller cannot keep it from running, nor can its task never start.
    """
    future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    connection._tx.put_nowait((future, partial(call, *args, **kwargs)))
    return future
