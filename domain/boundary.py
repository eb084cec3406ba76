"""The boundary of a room: what stops a request inside is raised, and leaves as a value (docs/decisions/0044)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from domain.model.errors import Stop
from domain.ports.store import Store, Transactions

P = ParamSpec("P")
T = TypeVar("T")


def boundary(inside: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Return what is raised ``inside`` to stop the request; the function's return type names what that may be."""

    @wraps(inside)
    async def returning(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await inside(*args, **kwargs)
        except Stop as stop:
            return stop  # type: ignore[return-value]  # T includes it, as tests/unit/test_boundaries.py checks

    return returning


def unwrap(result: T | Stop) -> T:
    """The result, or raise what stopped it, for the caller's own boundary to return."""
    if isinstance(result, Stop):
        raise result
    return result


@boundary
async def in_transaction(transactions: Transactions, do: Callable[[Store], Awaitable[T]]) -> T:
    """Do it in a transaction of its own: committed, unless a Stop is returned, which leaves nothing behind.

    Raises Unavailable.
    """
    async with transactions.writing() as store:
        return unwrap(await do(store))
