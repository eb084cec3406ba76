"""Photos that come together are unfolded one after the other."""

from __future__ import annotations

import asyncio
import threading

from web.photos import one_at_a_time


async def test_two_photos_are_never_unfolded_at_once() -> None:
    second_came = threading.Event()

    def first(_: bytes) -> bool:
        return second_came.wait(0.2)

    def second(_: bytes) -> bool:
        second_came.set()
        return True

    together, _ = await asyncio.gather(one_at_a_time(first, b""), one_at_a_time(second, b""))
    assert not together
