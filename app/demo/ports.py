"""Finding a port that nobody listens on."""

from __future__ import annotations

import socket

from domain.model.errors import Refused

_TRIED = 50


def free_port(host: str, first: int) -> int:
    """The first free port from ``first`` on. Raises Refused("bad-settings") when there is none nearby."""
    for port in range(first, min(first + _TRIED, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise Refused("bad-settings", problems=[f"端口 {first} 起的 {_TRIED} 个都被占用了，请用 --port 换一个"])
