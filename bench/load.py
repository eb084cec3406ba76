"""A load over HTTP: so many requests at once, each connection sending its next one when it has its answer.

Written over bare sockets since the time that a client takes is in both sides of every ratio and flatters it.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median, quantiles

_PATIENCE_SECONDS = 60.0
_CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """What a number of requests took: each one's seconds, all of them together, and the server's processor time."""

    latencies: tuple[float, ...]
    seconds: float
    processor_seconds: float

    def __add__(self, other: Sample) -> Sample:
        return Sample(
            self.latencies + other.latencies,
            self.seconds + other.seconds,
            self.processor_seconds + other.processor_seconds,
        )

    @property
    def p50(self) -> float:
        """Seconds."""
        return median(self.latencies)

    @property
    def p95(self) -> float:
        """Seconds."""
        return quantiles(self.latencies, n=20, method="inclusive")[18]

    @property
    def p99(self) -> float:
        """Seconds."""
        return quantiles(self.latencies, n=100, method="inclusive")[98]

    @property
    def throughput(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    @property
    def processor(self) -> float:
        """Seconds of the server's processor time a request."""
        return self.processor_seconds / len(self.latencies)


def request(path: str, body: bytes, content_type: str, **headers: str) -> bytes:
    """A POST, ready to be sent."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Content-Length: {len(body)}",
        f"Content-Type: {content_type}",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def drive(port: int, requests: Sequence[bytes], at_once: int) -> tuple[list[float], float]:
    """Send them all; the seconds that each one took, and all together. Raises RuntimeError for an answer but 200."""
    waiting = iter(requests)
    latencies: list[float] = []
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        for _ in range(at_once):
            connection = _Connection(
                stack.enter_context(socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS))
            )
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        began = time.perf_counter()
        for key in list(selector.get_map().values()):
            if (first := next(waiting, None)) is not None:
                key.data.send(first)
        while len(latencies) < len(requests):
            for connection in _ready(selector):
                if connection.answered():
                    latencies.append(time.perf_counter() - connection.sent)
                    if (following := next(waiting, None)) is not None:
                        connection.send(following)
        return latencies, time.perf_counter() - began


def pour(port: int, requests: Sequence[bytes], a_second: float, at_most: int) -> tuple[list[float], list[float]]:
    """Send them at a steady rate, ``at_most`` at once; each one's seconds from when it was due, and when that was.

    Times are of the monotonic clock. A request that finds no connection free waits, and its wait counts.
    """
    latencies: list[float] = []
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        free: deque[_Connection] = deque()  # by turns: a server closes connections that say nothing for long
        for _ in range(at_most):
            connection = _Connection(
                stack.enter_context(socket.create_connection(("127.0.0.1", port), _PATIENCE_SECONDS))
            )
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            free.append(connection)
        began, sent = time.monotonic(), 0
        due = [began + place / a_second for place in range(len(requests))]
        while len(latencies) < len(requests):
            while free and sent < len(requests) and due[sent] <= time.monotonic():
                connection = free.popleft()
                connection.send(requests[sent])
                connection.sent = due[sent]
                sent += 1
            wait = due[sent] - time.monotonic() if free and sent < len(requests) else _PATIENCE_SECONDS
            for connection in (key.data for key, _ in selector.select(max(wait, 0))):
                if connection.answered():
                    latencies.append(time.monotonic() - connection.sent)
                    free.append(connection)
    return latencies, due


def _ready(selector: selectors.BaseSelector) -> list[_Connection]:
    found = selector.select(_PATIENCE_SECONDS)
    if not found:
        raise TimeoutError("a server does not answer")
    return [key.data for key, _ in found]


class _Connection:
    """One connection kept open, with one request under way at most."""

    def __init__(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = connection
        self.sent = 0.0
        self._received = b""

    def send(self, data: bytes) -> None:
        """Send a request."""
        self._received = b""
        self.sent = time.perf_counter()
        self.socket.sendall(data)

    def answered(self) -> bool:
        """Read what has come; whether the answer is whole."""
        chunk = self.socket.recv(_CHUNK_BYTES)
        if not chunk:
            raise ConnectionError("a server has hung up")
        self._received += chunk
        head, gap, body = self._received.partition(b"\r\n\r\n")
        if not gap or len(body) < _length(head):
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"a server answered {self._received[:300]!r}")
        return True


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0])
