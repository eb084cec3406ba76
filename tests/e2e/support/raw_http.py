"""HTTP as nobody's library would send it: any method, any header twice, any body, whatever its declared length."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from tests.patience import PATIENCE_SECONDS

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Call:
    """One request. ``length`` replaces the declared length; "chunked" sends the body in one chunk without a length."""

    method: str
    target: str
    headers: Headers = ()
    body: bytes = b""
    length: str | None = None

    def wire(self) -> bytes:
        lines = [f"{self.method} {self.target} HTTP/1.1", "Host: jifen.example", "Connection: close"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if self.length == "chunked":
            head = "\r\n".join([*lines, "Transfer-Encoding: chunked", "", ""])
            return head.encode() + b"%x\r\n%b\r\n0\r\n\r\n" % (len(self.body), self.body)
        declared = str(len(self.body)) if self.length is None else self.length
        return "\r\n".join([*lines, f"Content-Length: {declared}", "", ""]).encode() + self.body


async def call(port: int, what: Call | bytes) -> int:
    """The status of the answer; 0 when the connection was closed without one."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            writer.write(what if isinstance(what, bytes) else what.wire())
            line = await reader.readline()
        except ConnectionError:
            return 0
        finally:
            writer.close()
    return int(line.split()[1]) if line else 0


async def hang_up(port: int, what: bytes) -> None:
    """Send that and go away without waiting for an answer."""
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(what)
    await writer.drain()
    writer.transport.abort()
