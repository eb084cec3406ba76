"""Ports for servers of the product, on a machine where other suites may run at the same time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

_BLOCK = 500
_STARTS = range(10_000, 32_000, _BLOCK)
"""Below the ports that the system hands out: nothing else takes one between the look at it and its use."""


@cache
def _numbers() -> Iterator[int]:
    """The ports of a block that this process has to itself: it holds the first one as long as it lives."""
    for start in _STARTS:
        sign = socket.socket()
        with suppress(OSError):
            sign.bind(("127.0.0.1", start))
            return _in_turn(sign, range(start + 1, start + _BLOCK))
        sign.close()
    raise AssertionError("every block of ports is taken")


def _in_turn(sign: socket.socket, ports: range) -> Iterator[int]:
    with sign:
        while True:
            yield from ports


def free_port() -> int:
    """A port that nothing listens on."""
    for port in _numbers():
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError
