"""Cancelling a piece of work at its n-th wait, for each n: no moment is left to chance."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Generator
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class CancelledAt(Generic[T]):
    """Awaits the work, and cancels its task as it begins its ``at``-th wait.

    ``late``: the cancel comes when what was waited for is there already and the task has not gone on yet.
    """

    def __init__(self, work: Awaitable[T], at: int, *, late: bool) -> None:
        self._work = work
        self._at = at
        self._late = late
        self.waits = 0

    def __await__(self) -> Generator[Any, None, T]:
        steps = self._work.__await__()
        thrown: BaseException | None = None
        while True:
            try:
                waited_for = steps.send(None) if thrown is None else steps.throw(thrown)
            except StopIteration as end:
                result: T = end.value
                return result
            self.waits += 1
            task = asyncio.current_task()
            assert task is not None
            if self.waits == self._at and not self._late:
                task.cancel()
            thrown = None
            try:
                yield waited_for
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is for the work
                thrown = error
            if self.waits == self._at and self._late and thrown is None:
                thrown = asyncio.CancelledError()

    @property
    def happened(self) -> bool:
        """Whether the work waited so often."""
        return self.waits >= self._at


async def at_every_wait(
    work: Callable[[int], Awaitable[T]], then: Callable[[int, bool], Awaitable[None]], *, late: bool
) -> int:
    """Run ``work(n)`` cancelled at its n-th wait and ``then(n, whether it ended well)``, until it has no n-th wait.

    The number of waits that were cancelled.
    """
    at = 1
    while True:
        cancelled = CancelledAt(work(at), at, late=late)
        task = asyncio.ensure_future(_run(cancelled))
        await asyncio.wait([task], timeout=20)
        assert task.done(), f"cancelled at wait {at}, it never ended"
        await then(at, not task.cancelled() and task.exception() is None)
        if not cancelled.happened:
            return at - 1
        at += 1


async def _run(cancelled: CancelledAt[T]) -> T:
    return await cancelled
