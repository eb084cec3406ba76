"""Trying out: what a change would come to, without making it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TypeVar

T = TypeVar("T")


class _Undone(Exception):  # noqa: N818 - rolls a transaction back
    pass


@asynccontextmanager
async def trial(transaction: AbstractAsyncContextManager[T]) -> AsyncIterator[T]:
    """That transaction, rolled back at its end."""
    with suppress(_Undone):
        async with transaction as inside:
            yield inside
            raise _Undone
